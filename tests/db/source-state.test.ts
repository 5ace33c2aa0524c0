import { afterEach, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/db/audit';
import { forget } from '@/db/ingest/forget';
import { recountSources } from '@/db/ingest/source-state';
import { deleteSource, listSources } from '@/db/ingest/sources';
import { rebuildEverything } from '@/db/rollups/rebuild-everything';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { useDatabase } from '@/tests/support/database';
import { conversation, file, KEY, lines, take } from '@/tests/support/ingest';

const t = useDatabase();

afterEach(async () => {
  for (const { name } of await listSources(t)) await deleteSource(t, name, null);
});

interface Kept {
  state: object[];
  people: object[];
}

async function kept(): Promise<Kept> {
  const state = await t.pool.query(
    `select s.name, x.type, records::int, waiting::int, first_on::text, last_on::text
     from source_state x join source s on s.id = x.source_id order by 1, 2`,
  );
  const people = await t.pool.query(
    `select s.name, x.type, x.person, records::int from source_person x join source s on s.id = x.source_id
     order by 1, 2, 3`,
  );
  return { state: state.rows, people: people.rows };
}

/** What was kept along with the merges, and what counting the records says now. */
async function bothWays(): Promise<[Kept, Kept]> {
  const along = await kept();
  const client = await t.pool.connect();
  await client.query('begin');
  await recountSources(client, 'UTC');
  await client.query('commit');
  client.release();
  return [along, await kept()];
}

async function expectExact(): Promise<Kept> {
  const [along, counted] = await bothWays();
  expect(along).toEqual(counted);
  return along;
}

const use = (person: string, date: string, tool = 'claude') => ({
  ...{ type: 'tool_activity', employee_id: person, tool, date, interactions: 3 },
});
const seat = (person: string) => ({ type: 'seat', employee_id: person, tool: 'claude', assigned_on: '2026-01-02' });
const on = (id: string, day: string) =>
  conversation(id, { started_at: `${day}T09:00:00Z`, ended_at: `${day}T09:02:00Z`, customer_id: `c${id}` });

test('what a source holds is kept with every merge: new, repeated, changed, moved, forgotten, deleted', async () => {
  await take(t, [
    file('a.jsonl', lines(on('1', '2026-01-05'), on('2', '2026-01-06'), use('ann', '2026-01-05'), seat('ann'))),
  ]);
  expect((await expectExact()).state).toEqual([
    { name: 'own', type: 'conversation', records: 2, waiting: 0, first_on: '2026-01-05', last_on: '2026-01-06' },
    { name: 'own', type: 'seat', records: 1, waiting: 0, first_on: '2026-01-02', last_on: '2026-01-02' },
    { name: 'own', type: 'tool_activity', records: 1, waiting: 0, first_on: '2026-01-05', last_on: '2026-01-05' },
  ]);

  // One duplicate, one that moves to another day, one new, one line replaced within the file.
  await take(t, [
    file(
      'b.jsonl',
      lines(
        ...[on('1', '2026-01-05'), on('2', '2026-01-08'), on('3', '2026-01-07'), on('3', '2026-01-09')],
        ...[
          use('ann', '2026-01-05'),
          use('ann', '2026-01-06'),
          use('bob', '2026-01-06'),
          use('bob', '2026-01-06', 'chatgpt'),
        ],
      ),
    ),
  ]);
  const second = await expectExact();
  expect(second.state).toContainEqual(
    expect.objectContaining({ type: 'conversation', records: 3, first_on: '2026-01-05', last_on: '2026-01-09' }),
  );
  expect(second.people).toHaveLength(3);

  await take(
    t,
    [
      file(
        'q.jsonl',
        lines({
          type: 'financials',
          quarter: '2025-Q4',
          revenue: 1,
          customer_service_cost: 1,
          transactions: 1,
          currency: 'USD',
        }),
      ),
    ],
    { source: 'books' },
  );
  expect((await expectExact()).state).toContainEqual(
    expect.objectContaining({ name: 'books', first_on: '2025-10-01', last_on: '2025-12-31' }),
  );

  const employee = hashAsUuid(makeHasher(KEY), 'employee', 'bob');
  await forget(t, { id: 'bob', employee }, COMMAND_LINE);
  const third = await expectExact();
  expect(third.people).toHaveLength(2);
  await deleteSource(t, 'books', null);
  await deleteSource(t, 'own', null);
  expect(await expectExact()).toEqual({ state: [], people: [] });
});

test('conversations after the last day every source has reached are told as waiting: 2 of 3', async () => {
  await take(t, [file('a.jsonl', lines(on('1', '2026-01-05')))], { source: 'slow' });
  await take(t, [file('b.jsonl', lines(on('1', '2026-01-05'), on('2', '2026-01-06'), on('3', '2026-01-20')))], {
    source: 'quick',
  });
  const waiting = async () =>
    Object.fromEntries(
      (await expectExact()).state.map((row) => [(row as { name: string }).name, (row as { waiting: number }).waiting]),
    );
  expect(await waiting()).toEqual({ slow: 0, quick: 2 });
  await take(t, [file('c.jsonl', lines(on('9', '2026-01-06')))], { source: 'slow' });
  expect(await waiting()).toEqual({ slow: 0, quick: 1 });
  await deleteSource(t, 'slow', null);
  expect(await waiting()).toEqual({ quick: 0 });
});

test('the reference company takes its own along when own records come, and a rebuild says the same', async () => {
  await take(t, [file('d.jsonl', lines(on('1', '2026-01-05')))], { source: 'demo', road: 'demo' });
  await take(t, [file('a.jsonl', lines(on('1', '2026-02-05'), use('ann', '2026-02-05')))]);
  const { state } = await expectExact();
  expect(state.map((row) => (row as { name: string }).name)).toEqual(['own', 'own']);
  await rebuildEverything(t);
  expect((await kept()).state).toEqual(state);
});
