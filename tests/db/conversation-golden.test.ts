import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { rebuildAll } from '@/db/rollups/rebuild';
import type { AnswerRow } from '@/lib/core/answer';
import { comparisonRange, periodsOf } from '@/lib/core/period';
import type { DateRange, MetricRequest } from '@/lib/core/request';
import { DEFAULT_SETTINGS } from '@/lib/core/settings';
import { metrics as registry } from '@/lib/metrics/registry';
import { engine } from '@/lib/query/engines/conversations';
import { evaluate } from '@/lib/query/evaluate';
import { insertConversations } from '../support/conversations';
import { useDatabase } from '../support/database';

interface Expected {
  key: Record<string, string>;
  values: Record<string, { value: number | null; compare?: number } & Record<string, unknown>>;
}
const FOLDER = 'tests/fixtures/golden';
const golden: { query: MetricRequest; rows: Expected[] }[] = JSON.parse(
  readFileSync(`${FOLDER}/expected.json`, 'utf8'),
).queries;
const isService = (id: string) => registry.get(id)?.source === 'conversations';
const queries = golden.filter(({ query }) => query.metrics.some(isService));
const now = new Date('2024-06-01T00:00:00Z');

const t = useDatabase();
beforeAll(async () => {
  const text = gunzipSync(readFileSync(`${FOLDER}/conversations.jsonl.gz`)).toString();
  const client = await t.pool.connect();
  await client.query('begin');
  await insertConversations(
    client,
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  await rebuildAll(client, DEFAULT_SETTINGS, now);
  await client.query('commit');
  client.release();
});

async function ask(request: MetricRequest, range: DateRange): Promise<AnswerRow[]> {
  const metrics = request.metrics.filter(isService).map((id) => registry.get(id)!);
  const { by = [], filter = {}, grain } = request;
  const periods = periodsOf(range, grain);
  const answer = await engine(t.db, { metrics, range, grain, periods, by, filter, settings: DEFAULT_SETTINGS, now });
  return answer.rows.map((row) => ({
    key: {
      ...(row.period && { period: row.period }),
      ...Object.fromEntries(by.map((dimension, index) => [dimension, row.group[index]!])),
    },
    values: Object.fromEntries(metrics.map((metric) => [metric.id, evaluate(metric, row)])),
  }));
}

function expectClose(id: string, found: number | null | undefined, wanted: number | null) {
  if (wanted === null) return expect(found).toBeNull();
  const allowed = /_p(50|90|95)$/.test(id) ? 0.01 : 1e-9;
  expect(Math.abs(found! - wanted)).toBeLessThanOrEqual(allowed * Math.abs(wanted));
}

describe('golden Service queries', () => {
  it('are there to be asked', () => expect(queries.length).toBeGreaterThanOrEqual(16));

  it.each(queries.map((one, index) => [index, one] as const))('%i', async (_, { query, rows }) => {
    const found = await ask(query, query);
    const idOf = ({ key }: { key: Record<string, string> }) => JSON.stringify(Object.entries(key).sort());
    expect(found.map(idOf).sort()).toEqual(rows.map(idOf).sort());
    const against = query.compare && (await ask(query, comparisonRange(query, query.compare, null)!));
    for (const row of rows) {
      const mine = found.find((one) => idOf(one) === idOf(row))!;
      for (const [id, wanted] of Object.entries(row.values).filter(([id]) => isService(id))) {
        const { value, compare, ...exact } = wanted;
        expectClose(id, mine.values[id]!.value, value);
        expect(mine.values[id]).toMatchObject(exact);
        if (compare !== undefined && against) expectClose(id, against[0]!.values[id]!.value, compare);
      }
    }
  });
});
