import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { needsOf } from '@/lib/metrics/needs';
import { metrics } from '@/lib/metrics/registry';
import { runMetrics } from '@/lib/query/run';
import { conversations } from '../fixtures/small-company/conversations';
import { employees, financials, seats, toolActivity } from '../fixtures/small-company/people';
import { createDatabase, type TestDatabase } from '../support/database';
import { file, lines, take } from '../support/ingest';

// What each metric needs is declared; here the engines are asked with exactly that, and with all but one of it.

const RECORDS: Record<RecordType, readonly object[]> = {
  conversation: conversations,
  tool_activity: toolActivity,
  employee: employees,
  seat: seats,
  financials,
};
const analyst = { kind: 'cli' as const, name: 'analyst', grants: [{ role: 'analyst' }] };

const open: TestDatabase[] = [];
afterAll(async () => {
  for (const database of open) await database.close();
});

/** The metrics that have a value for their own example, with only these records in. */
async function answered(types: readonly RecordType[]): Promise<string[]> {
  const database = await createDatabase();
  open.push(database);
  const inputs = types.map((type) => file(`${type}.jsonl`, lines(...RECORDS[type].map((row) => ({ type, ...row })))));
  await take(database, inputs);
  const found: string[] = [];
  for (const { id, example } of metrics.values()) {
    const { from, to, filter } = example;
    const answer = await runMetrics(database.db, analyst, { metrics: [id], from, to, filter });
    const { value, status } = answer.rows[0]!.values[id]!;
    if (value !== null || status === 'not_reached') found.push(id);
  }
  return found.sort();
}

const all = [...metrics.values()];
const needing = (types: readonly RecordType[]) =>
  all
    .filter((metric) => needsOf(metric).records.every((type) => types.includes(type)))
    .map(({ id }) => id)
    .sort();

describe('what a metric needs', () => {
  let whole: string[];
  beforeAll(async () => {
    whole = await answered(RECORD_TYPES);
  });

  test('is enough: every metric has its value with everything in', () => {
    expect(whole).toEqual(all.map(({ id }) => id).sort());
  });

  test.each(RECORD_TYPES.map((type) => [type]))('is needed: without %s', async (missing) => {
    const rest = RECORD_TYPES.filter((type) => type !== missing);
    expect(await answered(rest)).toEqual(needing(rest));
  });

  test.each(RECORD_TYPES.map((type) => [type]))('is all of it: with %s alone', async (only) => {
    expect(await answered([only])).toEqual(needing([only]));
  });

  test.each<[string, RecordType[]]>([
    ['roster and activity', ['employee', 'tool_activity']],
    ['seats and activity', ['seat', 'tool_activity']],
    ['roster and books', ['employee', 'financials']],
    ['conversations and books', ['conversation', 'financials']],
  ])('with %s', async (_, types) => {
    expect(await answered(types)).toEqual(needing(types));
  });
});
