import fs from 'node:fs';
import { browserTests } from './browser-tests';
import { installChromium } from './chromium.mjs';
import { check, failure, type Result, stopAll } from './run-check';
import { samples, vitest } from './suites';

const CHECKS: [name: string, args: string[]][] = [
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci']],
  ['imports', ['scripts/lib/imports.mjs']],
  ['unused code', ['node_modules/knip/bin/knip.js']],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
];
const FAST = ['format and lint', 'types'];
const GRACE_MS = 8_000;
const INTERRUPTED = 130;

let interrupted = false;

/**
 * Runs everything, or with `fast` what takes seconds and needs no database; with `samplesIn` also the tests over the
 * vendors' files in that folder. Returns the exit status.
 */
export async function runTests({ fast, samplesIn }: { fast: boolean; samplesIn?: string }): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const browser = !fast && hasBrowserTests();
  const lack = browser ? installChromium() : null;
  // Next writes this file when it builds; the types need it before.
  if (!fs.existsSync('next-env.d.ts')) fs.writeFileSync('next-env.d.ts', '/// <reference types="next" />\n');
  const checks = CHECKS.filter(([name]) => !fast || FAST.includes(name));
  const results = (await Promise.all([inTurn(checks), vitest({ database: !fast })])).flat();
  if (samplesIn !== undefined && !interrupted) results.push(await samples(samplesIn));
  if (interrupted) return INTERRUPTED;
  if (browser) results.push(lack ? failure('browser tests', lack) : await browserTests());
  return report(results);
}

function hasBrowserTests(): boolean {
  return fs.existsSync('tests/e2e') && fs.readdirSync('tests/e2e').some((name) => /\.(spec|test)\.ts$/.test(name));
}

async function inTurn(checks: typeof CHECKS): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, args] of checks) if (!interrupted) results.push(await check(name, args));
  return results;
}

function report(results: Result[]): number {
  const sum = (key: 'passed' | 'failed' | 'skipped') => results.reduce((total, one) => total + one[key], 0);
  const failed = results.filter((one) => one.failed > 0).map(({ name }) => name);
  process.stdout.write(failed.length ? `\nFailed: ${failed.join(', ')}\n` : '\n');
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

/** The children put their databases away before we go. */
function stop(): void {
  interrupted = true;
  stopAll();
  setTimeout(() => process.exit(INTERRUPTED), GRACE_MS).unref();
}
