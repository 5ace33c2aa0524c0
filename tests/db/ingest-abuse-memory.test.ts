import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Summary } from '@/lib/ingest/summary';
import { useDatabase } from '@/tests/support/database';

const ROOT = path.join(import.meta.dirname, '../..');
const MOST_MIB = 400;
const t = useDatabase();
afterEach(() => t.pool.query('truncate conversation, financials, rejected_row, run, source cascade'));

function taken(kind: string): Promise<{ summary: Summary; peakMib: number }> {
  const args = ['--import', 'tsx', 'tests/support/ingest-stream-child.ts', t.url, kind];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`it ended with ${code}`))));
  });
}

const kept = async () =>
  (await t.pool.query('select line, reason, octet_length(raw) as bytes from rejected_row order by line limit 2')).rows;

test.each([
  ['a line of 2 GB', 2, 'the line is longer than 1 MiB'],
  ['an element of 64 MB', 2, 'the line is longer than 1 MiB'],
  ['a CSV cell of 64 MB', 2, 'the line is longer than 1 MiB'],
  ['a bomb of one line', 2, 'the line is longer than 1 MiB'],
])('%s is a rejected row of 64 KiB in bounded memory; its neighbours go in', async (kind, line, reason) => {
  const { summary, peakMib } = await taken(kind);
  expect(summary).toMatchObject({ rejected: 1, failed: [], warnings: [] });
  expect(summary.accepted).toBe(summary.read - 1);
  expect(summary.accepted).toBeGreaterThan(0);
  expect(summary.rejections).toEqual([{ file: kind, line, field: null, reason }]);
  expect(await kept()).toEqual([{ line, reason, bytes: 65_536 }]);
  expect(peakMib).toBeLessThan(MOST_MIB);
});

test('a page of an API that is one line of 24 MB goes in row by row in bounded memory', async () => {
  const { summary, peakMib } = await taken('a page of 24 MB');
  expect(summary).toMatchObject({ rejected: 0, failed: [] });
  expect(summary.accepted).toBe(summary.read);
  expect(summary.accepted).toBeGreaterThan(5000);
  expect(peakMib).toBeLessThan(MOST_MIB);
});

test('a bomb of rubbish is counted whole, kept up to a hundred thousand rows, and says so', async () => {
  const { summary, peakMib } = await taken('a bomb of rubbish');
  expect(summary).toMatchObject({ read: 150_001, accepted: 1, rejected: 150_000 });
  expect(summary.warnings).toEqual(['Of 150,000 rejected rows the first 100,000 are kept; the others are counted.']);
  const { rows } = await t.pool.query('select count(*)::int as n, max(line) as last from rejected_row');
  expect(rows).toEqual([{ n: 100_000, last: 100_001 }]);
  const run = await t.pool.query('select rejected, warnings from run');
  expect(run.rows).toEqual([{ rejected: 150_000, warnings: summary.warnings }]);
  expect(peakMib).toBeLessThan(MOST_MIB);
});
