// npm run bench [-- connectors | ingest | query | analyses | page | all] [--runs N]: measures, never judges; figures go to standard output.
import { spawnSync } from 'node:child_process';

const result = spawnSync(process.execPath, ['--import', 'tsx', 'tests/bench/main.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
