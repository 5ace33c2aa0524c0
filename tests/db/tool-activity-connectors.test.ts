import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fileInput } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { FIXTURES, fixturesOf } from '@/tests/support/connectors';
import { useDatabase } from '@/tests/support/database';
import { file, KEY, lines, take } from '@/tests/support/ingest';

const t = useDatabase();

afterEach(() => t.pool.query('truncate tool_activity, employee, rejected_row, run, source cascade'));

const OWN = [
  ...['chatgpt-compliance', 'chatgpt-workspace', 'claude-code', 'claude-enterprise', 'claude-usage'],
  ...['gemini', 'openai-usage', 'otel-coding'],
];
const fixture = (name: string) => fileInput(path.join(FIXTURES, name));

async function activity(): Promise<object[]> {
  const { rows } = await t.pool.query(
    `select tool, date::text as date, period_days, interactions, cost::text as cost,
       last_active_on::text as last_active_on
     from tool_activity order by tool, date, interactions, cost`,
  );
  return rows;
}

test.each(OWN)('%s: no address of an employee is stored', async (id) => {
  await ingest(t, { road: 'cli', key: KEY, inputs: fixturesOf(id).map(fileInput) });
  for (const table of ['tool_activity', 'rejected_row', 'run', 'person']) {
    const { rows } = await t.pool.query<{ all: string | null }>(
      `select string_agg(x::text, ' ') as all from ${table} x`,
    );
    expect(rows[0]!.all ?? '').not.toMatch(/@example\.test/i);
  }
});

test('OpenAI’s users named last are read first, so that usage is told by address', async () => {
  const inputs = ['openai-usage/completions.json', 'openai-usage/users.json'].map(fixture);
  const { files, warnings } = await ingest(t, { road: 'cli', key: KEY, inputs });
  expect(files.map(({ name, gathered }) => [path.basename(name), gathered])).toEqual([
    ['users.json', 2],
    ['completions.json', 2],
    ['All files together', undefined],
  ]);
  // The employee whom only an address names is the one behind user-a1.
  await take(t, [
    file(
      'roster.jsonl',
      lines({
        ...{ type: 'employee', employee_id: 'e1', email: 'nora.falk@example.test', department: 'Sales' },
        ...{ is_tech: false, employment: 'employee', valid_from: '2026-01-01' },
      }),
    ),
  ]);
  const { rows } = await t.pool.query(
    'select count(*)::int as n from tool_activity a join employee e on e.email = a.person',
  );
  expect(rows).toEqual([{ n: 2 }]);
  expect(warnings).toContainEqual(
    'All files together: 1 row holds no record (usage that names no user: service accounts, project keys, kinds that know none).',
  );
});

test('money is stored to the last digit, and a day of unknown amount as active', async () => {
  await ingest(t, { road: 'cli', key: KEY, inputs: fixturesOf('claude-usage').map(fileInput) });
  const known = (await activity()).filter((row) => 'cost' in row && row.cost !== null);
  expect(known).toMatchObject([
    { tool: 'claude', interactions: 0, cost: '0' },
    { tool: 'claude-code', date: '2026-03-02', interactions: null, last_active_on: '2026-03-02', cost: '12.51' },
  ]);
});

test('a week that is not over is warned of, and replaced by the export of the whole', async () => {
  const HEADER = 'cadence,period_start,period_end,email,is_active,last_day_active_in_period,messages';
  const week = (end: string, last: string, messages: number) =>
    file('users.csv', `${HEADER}\nWeekly,2026-03-02,${end},nora@example.test,1,${last},${messages}\n`);
  const early = await take(t, [week('2026-03-04', '2026-03-03', 5)], { now: new Date('2026-03-05T12:00:00Z') });
  expect(early.warnings).toEqual([
    'users.csv: the days from 2026-03-04 to 2026-03-08 may still change; OpenAI’s figures settle after 1 day, so load it again then.',
  ]);
  const late = await take(t, [week('2026-03-08', '2026-03-06', 9)], { now: new Date('2026-03-20T12:00:00Z') });
  expect(late).toMatchObject({ accepted: 0, updated: 1, warnings: [] });
  expect(await activity()).toMatchObject([
    { date: '2026-03-02', period_days: 7, interactions: 9, last_active_on: '2026-03-06' },
  ]);
});
