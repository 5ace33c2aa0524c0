import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileInput } from '@/lib/ingest/inputs';
import { createDatabase, type TestDatabase } from '@/tests/support/database';
import { conversation, lines, state, take } from '@/tests/support/ingest';

const ROOT = path.join(import.meta.dirname, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-killed-'));
const earlier = path.join(folder, 'earlier.jsonl');
const later = path.join(folder, 'later.jsonl');
let expected: unknown;

/** Rows over two weeks: some new, some that change earlier ones, some the same. */
function write() {
  const row = (i: number, changes = {}) =>
    conversation(`c${i}`, {
      customer_id: `k${i % 900}`,
      started_at: `2026-01-${String(1 + (i % 14)).padStart(2, '0')}T08:00:00Z`,
      ended_at: `2026-01-${String(1 + (i % 14)).padStart(2, '0')}T08:05:00Z`,
      ...changes,
    });
  fs.writeFileSync(earlier, lines(...Array.from({ length: 4000 }, (_, i) => row(i))));
  fs.writeFileSync(later, lines(...Array.from({ length: 12_000 }, (_, i) => row(i, i % 3 === 0 ? { csat: 5 } : {}))));
}

/** Records and every cell of the rollups. */
async function everything(database: TestDatabase) {
  const { rows } = await database.pool.query(
    'select count(*) as cells, md5(string_agg(cell, chr(10) order by cell)) as digest from (select to_jsonb(c)::text as cell from conversation_cell c) x',
  );
  return { records: await state(database), cells: rows[0] };
}

/** Runs the child until it ends; resolves to the signal it died by. */
function child(database: TestDatabase, death: string): Promise<NodeJS.Signals | null> {
  const args = ['--import', 'tsx', 'tests/support/ingest-child.ts', database.url, later, death];
  const running = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    running.on('error', reject);
    running.on('exit', (_code, signal) => resolve(signal));
  });
}

async function withEarlier<T>(use: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await createDatabase();
  try {
    await take(database, [fileInput(earlier)]);
    return await use(database);
  } finally {
    await database.close();
  }
}

beforeAll(async () => {
  write();
  expected = await withEarlier(async (database) => {
    await take(database, [fileInput(later)]);
    return everything(database);
  });
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

test.each([
  ['before the first row', 'read', false],
  ['while parsing and copying', 'rows:3000', false],
  ['before the merge', 'merge', false],
  ['in the merge', 'merge+30', false],
  ['before the rebuild', 'rebuild', false],
  ['in the rebuild', 'rebuild+60', false],
  ['just before the commit', 'commit', false],
  ['just after the commit', 'done', true],
])(
  'kill -9 %s: nobody sees half of it, and the same command again ends as if nothing had happened',
  async (_when, death, committed) => {
    await withEarlier(async (database) => {
      const before = await everything(database);
      expect(await child(database, death)).toBe('SIGKILL');
      // Whether a kill by the clock still hit the phase depends on the machine: then the run is there whole.
      const left = await everything(database);
      const timed = death.includes('+');
      expect([before, expected]).toContainEqual(left);
      if (!timed) expect(left).toEqual(committed ? expected : before);

      const again = await take(database, [fileInput(later)]);
      expect(again.accepted + again.updated + again.duplicate).toBe(12_000);
      expect(await everything(database)).toEqual(expected);
      const { rows } = await database.pool.query('select state from run order by id');
      const killed = committed || (timed && again.accepted === 0) ? 'succeeded' : 'failed';
      expect(rows.map((row) => row.state)).toEqual(['succeeded', killed, 'succeeded']);
    });
  },
);

test('a run that still works is not taken for dead', async () => {
  await withEarlier(async (database) => {
    await take(database, [fileInput(later)], {
      async onPhase(phase) {
        if (phase !== 'read') return;
        await take(database, [fileInput(earlier)], { source: 'other' });
        const { rows } = await database.pool.query(`select id from run where state = 'failed'`);
        expect(rows).toEqual([]);
      },
    });
  });
});
