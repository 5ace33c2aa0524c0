import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricValue } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';
import { adoption } from '../support/adoption-metrics';
import { askPeople } from '../support/ask-people';
import { useDatabase } from '../support/database';
import { goldenPeople } from '../support/golden-people';
import { loadPeople } from '../support/people';

const t = useDatabase();
beforeAll(() => loadPeople(t.pool, goldenPeople()));

interface Expected {
  query: MetricRequest;
  rows: { key: Record<string, string>; values: Record<string, Partial<MetricValue>> }[];
}
const { queries } = JSON.parse(readFileSync('tests/fixtures/golden/expected.json', 'utf8')) as { queries: Expected[] };
const ours = queries
  .map(({ query, rows }) => ({ query: { ...query, metrics: query.metrics.filter((id) => id in adoption) }, rows }))
  .filter(({ query }) => query.metrics.length > 0);

describe('the golden company’s Adoption comes out exactly', () => {
  it('has every such query', () => expect(ours).toHaveLength(12));

  it.each(ours.map((one) => [JSON.stringify(one.query), one] as const))('%s', async (_title, { query, rows }) => {
    const told = await askPeople(
      t.db,
      query.metrics.map((id) => adoption[id]!),
      query,
    );
    const name = (key: Record<string, string>) => JSON.stringify(Object.entries(key).sort());
    expect(told.map(({ key }) => name(key)).sort()).toEqual(rows.map(({ key }) => name(key)).sort());
    for (const expected of rows) {
      const { values } = told.find(({ key }) => name(key) === name(expected.key))!;
      for (const id of query.metrics) {
        const { value, numerator, denominator, status } = expected.values[id]!;
        if (value === null) expect(values[id]!.value).toBeNull();
        else expect(Math.abs(values[id]!.value! - value!)).toBeLessThanOrEqual(1e-9 * Math.abs(value!));
        if (numerator !== undefined) expect(values[id]).toMatchObject({ numerator, denominator });
        if (status !== undefined) expect(values[id]!.status).toBe(status);
        if (status === 'suppressed') expect(values[id]).toEqual({ value: null, status: 'suppressed' });
      }
    }
  });
});
