import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { metrics } from '@/lib/metrics/registry';
import { runMetrics } from '@/lib/query/run';
import { useDatabase } from '../support/database';
import { loadSmallCompany } from '../support/small-company';

const t = useDatabase();
beforeAll(() => loadSmallCompany(t));

const analyst = { kind: 'cli' as const, name: 'analyst', grants: [{ role: 'analyst' }] };

describe('every metric says what its worked example says', () => {
  it.each([...metrics.values()].map((metric) => [metric.id, metric] as const))('%s', async (id, { example }) => {
    const { from, to, filter, equals } = example;
    const answer = await runMetrics(t.db, analyst, { metrics: [id], from, to, filter });
    expect(answer.rows).toHaveLength(1);
    const { value } = answer.rows[0]!.values[id]!;
    if (equals === null) expect(value).toBeNull();
    else if (/_p\d\d$/.test(id)) expect(Math.abs(value! / equals - 1)).toBeLessThan(0.01);
    else expect(value).toBeCloseTo(equals, 9);
  });
});

describe('the registry', () => {
  it('holds every file of definitions/, under its file name', () => {
    const files = readdirSync('lib/metrics/definitions').map((file) => file.replace(/\.ts$/, ''));
    expect([...metrics.keys()].sort()).toEqual(files.sort());
  });
  it('pairs only with metrics that exist and can be asked the same way', () => {
    for (const { pairedWith, dimensions, grains } of metrics.values()) {
      if (!pairedWith) continue;
      const partner = metrics.get(pairedWith)!;
      expect(partner.dimensions).toEqual(expect.arrayContaining([...dimensions]));
      expect(partner.grains).toEqual(expect.arrayContaining([...grains]));
    }
  });
});
