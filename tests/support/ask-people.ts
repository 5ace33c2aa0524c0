import type { Db } from '@/db/client';
import type { MetricValue } from '@/lib/core/answer';
import { periodsOf } from '@/lib/core/period';
import type { MetricRequest } from '@/lib/core/request';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/core/settings';
import type { Metric } from '@/lib/metrics/define';
import { engine } from '@/lib/query/engines/people';
import { evaluate } from '@/lib/query/evaluate';
import type { Engine } from '@/lib/query/source';

export interface Told {
  key: Record<string, string>;
  values: Record<string, MetricValue>;
}

/** Asks one engine alone and divides: a request's rows, without policy, pairs and comparison. */
export async function askPeople(
  db: Db,
  metrics: readonly Metric[],
  request: Omit<MetricRequest, 'metrics' | 'compare'>,
  {
    settings = {},
    now = new Date('2030-01-01'),
    by = engine,
  }: { settings?: Partial<Settings>; now?: Date; by?: Engine } = {},
): Promise<Told[]> {
  const { from, to, grain, filter = {} } = request;
  const dimensions = request.by ?? [];
  const answer = await by(db, {
    metrics: [...metrics],
    range: { from, to },
    grain,
    periods: periodsOf({ from, to }, grain),
    by: dimensions,
    filter,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    now,
  });
  return answer.rows.map((row) => ({
    key: {
      ...(row.period !== null && { period: row.period }),
      ...Object.fromEntries(dimensions.map((dimension, index) => [dimension, row.group[index]!])),
    },
    values: Object.fromEntries(metrics.map((metric) => [metric.id, evaluate(metric, row)])),
  }));
}
