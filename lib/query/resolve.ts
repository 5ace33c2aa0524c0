import { unanswerable } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Metric } from '@/lib/metrics/define';
import { metrics as registry } from '@/lib/metrics/registry';

/**
 * The definitions a request asks for, each followed by the quality figure it may not be shown without.
 * Throws a 422 naming the metric, dimension or grain that does not exist or does not apply.
 */
export function resolveMetrics(request: MetricRequest): Metric[] {
  const found = new Map<string, Metric>();
  const add = (id: string) => {
    const metric = registry.get(id);
    if (!metric) throw unanswerable('metrics', `There is no metric called ${id}.`);
    if (found.has(id)) return;
    assertApplies(metric, request);
    found.set(id, metric);
    if (metric.pairedWith) add(metric.pairedWith);
  };
  request.metrics.forEach(add);
  return [...found.values()];
}

function assertApplies(metric: Metric, { by = [], filter = {}, grain }: MetricRequest): void {
  const lacks = (dimension: string) => !(metric.dimensions as readonly string[]).includes(dimension);
  const strange = by.find(lacks);
  if (strange) throw unanswerable('by', `${metric.id} has no dimension ${strange}.`);
  const unfit = Object.keys(filter).find(lacks);
  if (unfit) throw unanswerable('filter', `${metric.id} cannot be filtered by ${unfit}.`);
  if (grain && !metric.grains.includes(grain))
    throw unanswerable('grain', `${metric.id} is not known by ${grain}, only by ${metric.grains.join(', ')}.`);
}
