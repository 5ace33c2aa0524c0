import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bringUp } from '@/db/bring-up';
import { runImpact } from '@/lib/analysis/impact/run';
import { runParity } from '@/lib/analysis/parity/run';
import type { MetricValue } from '@/lib/core/answer';
import type { ImpactRequest } from '@/lib/core/impact';
import type { ParityRequest } from '@/lib/core/parity';
import type { MetricRequest } from '@/lib/core/request';
import { inputsOf } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { runMetrics } from '@/lib/query/run';
import { useDatabase } from '../support/database';

interface Expected {
  query: MetricRequest;
  rows: { key: Record<string, string>; values: Record<string, Partial<MetricValue>> }[];
}

const FOLDER = 'tests/fixtures/golden';
const FILES = ['conversations.jsonl.gz', 'tool_activity.jsonl.gz', 'employees.csv', 'seats.csv', 'financials.csv'];
const { queries, parity, impact, counts } = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as {
  queries: Expected[];
  impact: { body: ImpactRequest; answer: Record<string, unknown> }[];
  parity: { body: ParityRequest; answer: Record<string, unknown> }[];
  counts: Record<string, number>;
};
const analyst = { kind: 'cli' as const, name: 'analyst', grants: [{ role: 'analyst' }] };

const t = useDatabase();

beforeAll(async () => {
  const inputs = inputsOf(FILES.map((file) => `${FOLDER}/${file}`));
  const summary = await ingest(t, { source: 'golden', inputs, road: 'cli' });
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  expect(summary).toMatchObject({ read: rows, accepted: rows, rejected: 0 });
});

/** Everything expected is there, numbers within a millionth. */
function near(found: unknown, expected: unknown, where: string): void {
  if (typeof expected === 'number')
    expect(Math.abs((found as number) - expected), `${where}: ${found} for ${expected}`).toBeLessThanOrEqual(
      1e-6 * Math.abs(expected),
    );
  else if (expected && typeof expected === 'object')
    for (const [key, one] of Object.entries(expected)) near((found as never)?.[key], one, `${where}.${key}`);
  else expect(found, where).toEqual(expected);
}

function check(id: string, found: MetricValue, expected: Partial<MetricValue>, where: string): void {
  const near = /_p\d\d$/.test(id) ? 0.01 : 1e-9;
  for (const side of ['value', 'compare'] as const) {
    const wanted = expected[side];
    if (wanted === undefined) continue;
    if (wanted === null) expect(found[side], `${where} ${side}`).toBeNull();
    else
      expect(Math.abs(found[side]! - wanted), `${where} ${side}: ${found[side]} for ${wanted}`).toBeLessThanOrEqual(
        near * Math.abs(wanted),
      );
  }
  for (const exact of ['numerator', 'denominator', 'status'] as const)
    if (exact in expected) expect(found[exact], `${where} ${exact}`).toEqual(expected[exact]);
}

describe('the golden company, through ingestion and the one door', () => {
  it.each(queries.map((one) => [JSON.stringify(one.query).slice(0, 150), one] as const))(
    '%s',
    async (_, { query, rows }) => {
      const answer = await runMetrics(t.db, analyst, query);
      const sorted = (keys: Record<string, string>[]) => keys.map((key) => JSON.stringify(key)).sort();
      expect(sorted(answer.rows.map((row) => row.key))).toEqual(sorted(rows.map((row) => row.key)));
      for (const { key, values } of rows) {
        const found = answer.rows.find((row) => JSON.stringify(row.key) === JSON.stringify(key))!;
        for (const [id, expected] of Object.entries(values))
          check(id, found.values[id]!, expected, `${JSON.stringify(key)} ${id}`);
      }
    },
  );
});

describe('the golden company’s parity', () => {
  it.each(parity.map((one) => [JSON.stringify(one.body), one] as const))('%s', async (_, { body, answer }) => {
    near(await runParity(t.db, analyst, body), answer, 'answer');
  });
});

describe('the golden company’s money', () => {
  it.each(impact.map((one) => [JSON.stringify(one.body), one] as const))('%s', async (_, { body, answer }) => {
    near(await runImpact(t.db, analyst, body), answer, 'answer');
  });
});

describe('a workspace of an older version', () => {
  it('has its cells computed anew when it is brought up, and answers as before', async () => {
    const request: MetricRequest = {
      metrics: ['conversations', 'csat_mean', 'resolution_time_p90', 'languages_served'],
      ...{ from: '2024-01-01', to: '2024-07-01', grain: 'month', by: ['channel', 'complexity', 'intent'] },
    };
    const built = await runMetrics(t.db, analyst, request);
    expect(built.rows.length).toBeGreaterThan(20);
    await t.pool.query(`update rollup_state set is_outdated = true where type = 'conversation'`);
    await t.pool.query('delete from conversation_cell where set_id > 55');
    expect((await runMetrics(t.db, analyst, request)).rows).toEqual([]);
    const said: string[] = [];
    expect(await bringUp(t, (line) => said.push(line))).toEqual([]);
    expect(said).toHaveLength(1);
    expect(await runMetrics(t.db, analyst, request)).toEqual(built);
    await bringUp(t, (line) => said.push(line));
    expect(said).toHaveLength(1);
  });
});
