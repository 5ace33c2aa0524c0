import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Result, result, runNode } from './run-check';

/** The parts of the two tools' reports that are counted. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; flaky: number; unexpected: number; skipped: number };
}

/** The tests that need no browser; without a database only those of tests/unit. */
export const vitest = ({ database }: { database: boolean }): Promise<Result> =>
  runVitest('vitest', database ? [] : ['--config', 'vitest.unit.config.ts']);

/** The tests over vendors' real files in a folder outside the project. */
export const samples = (folder: string): Promise<Result> =>
  runVitest('samples', ['--config', 'vitest.samples.config.ts'], { TANDEM_TEST_SAMPLES: folder });

function runVitest(name: string, some: string[], env?: Record<string, string>): Promise<Result> {
  return counted(name, async (file) => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
    const { status } = await runNode([...args, ...some, `--outputFile.json=${file}`], { env, live: true });
    const report = read<VitestReport>(file);
    return [status, report?.numPassedTests, report?.numFailedTests, report?.numPendingTests];
  });
}

/** The browser tests, against the address they find in `env`. */
export function playwright(env: Record<string, string>): Promise<Result> {
  return counted('playwright', async (file) => {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'];
    const { status } = await runNode(args, { live: true, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } });
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = read<PlaywrightReport>(file)?.stats ?? {};
    return [status, expected, unexpected + flaky, skipped];
  });
}

type Counts = [status: number | string, passed?: number, failed?: number, skipped?: number];

/** A suite that ends badly without a failed test (a file that does not load, a crash) counts as one failure. */
async function counted(name: string, run: (report: string) => Promise<Counts>): Promise<Result> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-report-'));
  try {
    const [status, passed = 0, failed = 0, skipped = 0] = await run(path.join(folder, 'report.json'));
    return result(name, passed, failed === 0 && status !== 0 ? 1 : failed, skipped);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function read<T>(file: string): T | undefined {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}
