import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connectors } from '@/lib/connectors/registry';
import { fileInput, type Input } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { expectedOf, fixturesOf } from '@/tests/support/connectors';
import { useDatabase } from '@/tests/support/database';
import { file, KEY, lines, state, take } from '@/tests/support/ingest';

const t = useDatabase();

afterEach(() =>
  t.pool.query('truncate conversation, tool_activity, employee, seat, financials, rejected_row, run, source cascade'),
);

/** Every row of every table of the schema, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await t.pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await t.pool.query<{ all: string | null }>(
        `select string_agg(x::text, E'\n') as all from ${name} x`,
      );
      return rows[0]!.all ?? '';
    }),
  );
  return texts.join('\n');
}

describe.each(connectors.map(({ id }) => [id] as const))('connector %s', (id) => {
  const expected = expectedOf(id);
  const RECORDS = ['conversation', 'tool_activity', 'employee', 'seat', 'financials'];
  const runs = expected.together ? [expected.together] : Object.values(expected.files);
  const records = runs.reduce((sum, totals) => sum + RECORDS.reduce((more, type) => more + (totals[type] ?? 0), 0), 0);
  const { answers } = expected;
  const inputs = () => fixturesOf(id).map(fileInput);

  test('all fixtures go in under its own name, and a second time change nothing', async () => {
    const first = await ingest(t, { road: 'cli', key: KEY, answers, inputs: inputs() });
    expect(first).toMatchObject({
      source: id,
      read: records,
      accepted: records,
      updated: 0,
      duplicate: 0,
      rejected: 0,
    });
    expect(first.failed).toEqual([]);
    const before = await state(t);
    expect(before).toHaveLength(records);
    const second = await ingest(t, { road: 'cli', key: KEY, answers, inputs: inputs() });
    expect(second).toMatchObject({ read: records, accepted: 0, updated: 0, duplicate: records, rejected: 0 });
    expect(await state(t)).toEqual(before);
  });

  test('skipped rows are counted with their file, by reason, and in a warning', async () => {
    const { files, warnings } = await ingest(t, { road: 'cli', key: KEY, answers, inputs: inputs() });
    for (const { name, skipped } of files) {
      const total = Object.values(skipped ?? {}).reduce((sum, rows) => sum + rows, 0);
      if (!(path.basename(name) in expected.files)) continue;
      expect(total).toBe(expected.files[path.basename(name)]!.skipped ?? 0);
      expect(warnings.filter((warning) => warning.startsWith(name))).toHaveLength(Object.keys(skipped ?? {}).length);
    }
  });

  test('nothing private is stored, of accepted rows or of refused ones', async () => {
    await ingest(t, { road: 'cli', key: KEY, answers, inputs: inputs() });
    const accepted = await everything();
    // Every row spoilt in a way its connector or the check refuses, and the last line broken off.
    const spoilt = await Promise.all(
      fixturesOf(id).map(async (name) => {
        const chunks: Buffer[] = [];
        for await (const chunk of fileInput(name).open()) chunks.push(chunk as Buffer);
        const text = Buffer.concat(chunks)
          .toString()
          .replaceAll(
            /"(created_at|user_login|employee_id|started_at|startTimeUnixNano|timeUnixNano|observedTimeUnixNano|userPrincipalName)": ?("[^"]*"|\d+)/g,
            '"$1":["x"]',
          );
        // A table gets a row of one cell.
        const cut = /\.(ndjson|jsonl)$/.test(name) ? text.slice(0, -20) : name.endsWith('.csv') ? `${text}x\n` : text;
        return file(`spoilt ${path.basename(name)}`, cut);
      }),
    );
    const { rejected } = await take(t, spoilt);
    expect(rejected).toBeGreaterThan(0);
    const kept = await everything();
    for (const secret of expected.private)
      expect([accepted.includes(secret), kept.includes(secret), secret]).toEqual([false, false, secret]);
  });
});

test('a file that only completes others says so when it comes alone', async () => {
  const ratings = (): Input => file('ratings.json', JSON.stringify([{ id: 1, ticket_id: 1, score: 'good' }]));
  const alone = await take(t, [ratings()]);
  expect(alone).toMatchObject({ read: 0, rejected: 0 });
  expect(alone.warnings).toEqual([
    'ratings.json: its rows complete those of other files, which were not sent with it: send them together, in one run.',
  ]);
  const ticket = { id: 1, created_at: '2026-02-02T08:00:00Z', status: 'open', requester_id: 5, submitter_id: 5 };
  expect((await take(t, [ratings(), file('ticket.json', JSON.stringify(ticket))])).warnings).toEqual([]);
  const rated = await t.pool.query('select csat from conversation');
  expect(rated.rows).toEqual([{ csat: 5 }]);
});

test('days that the vendor may still change are warned of', async () => {
  const rows = ['2026-03-01', '2026-03-04'].map((day) => ({
    ...{ user_login: 'maja-dev', day, user_initiated_interaction_count: 1, code_acceptance_activity_count: 0 },
  }));
  const given = () => [file('report.ndjson', lines(...rows))];
  const soon = await take(t, given(), { now: new Date('2026-03-05T12:00:00Z') });
  expect(soon.warnings).toEqual([
    'report.ndjson: the days from 2026-03-02 to 2026-03-04 may still change; GitHub’s figures settle after 3 days, so load it again then.',
  ]);
  expect((await take(t, given(), { now: new Date('2026-03-08T00:00:00Z') })).warnings).toEqual([]);
});
