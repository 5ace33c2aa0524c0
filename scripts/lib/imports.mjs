// Run as a program: checks who imports whom, and that nothing was left out of the check.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const CODE = /\.(ts|tsx|mjs)$/;
const UNSEEN = /^(next-env\.d\.ts|tests\/fixtures\/golden\/)/;

const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
if (listed.status !== 0) end(`git cannot list the files: ${listed.stderr}`);
const files = listed.stdout.split('\n').filter((file) => CODE.test(file) && !UNSEEN.test(file) && fs.existsSync(file));

const cruised = spawnSync(
  process.execPath,
  ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '--output-type', 'json', ...files],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
if (!cruised.stdout) end(cruised.stderr);
const { modules, summary } = JSON.parse(cruised.stdout);

for (const { rule, from, to, cycle = [] } of summary.violations)
  process.stdout.write(
    `${rule.name}: ${[from, ...(cycle.length ? cycle.map(({ name }) => name) : [to])].join(' → ')}\n`,
  );

const seen = new Set(modules.map(({ source }) => source).filter((source) => CODE.test(source)));
const missed = files.filter((file) => !seen.has(file));
for (const file of missed) process.stdout.write(`not read: ${file}\n`);
const own = [...seen].filter((source) => files.includes(source)).length;
process.stdout.write(`${own} modules read, ${files.length} files there are.\n`);
process.exit(summary.violations.length + missed.length + Number(own !== files.length || own === 0) > 0 ? 1 : 0);

function end(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
