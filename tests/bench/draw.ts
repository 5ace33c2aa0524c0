import { GRAINS, type MetricRequest } from '@/lib/core/request';
import { metrics } from '@/lib/metrics/registry';

export interface Drawn {
  dimensions: number;
  request: MetricRequest;
}

/** mulberry32: enough to draw the same requests every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Requests over metric, grain, by and filter, uniformly; `values` are what each dimension can be filtered by.
 * What a request may not combine (tool with department, days with department) is not drawn.
 */
export function drawRequests(
  seed: number,
  count: number,
  range: { from: string; to: string },
  values: Record<string, string[]>,
): Drawn[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const all = [...metrics.values()];
  return Array.from({ length: count }, () => {
    const metric = pick(all);
    const people = metric.source === 'people';
    const pool = [...metric.dimensions].sort(() => next() - 0.5);
    const dimensions = Math.min(pool.length, people ? 1 : pick([0, 1, 2, 3, 4]));
    const chosen = pool.slice(0, dimensions);
    const organisational = chosen.some((dimension) => dimension === 'department' || dimension === 'team');
    const grain = pick(
      [undefined, ...GRAINS].filter(
        (one) => !one || (metric.grains.includes(one) && !(organisational && one === 'day')),
      ),
    );
    const request: MetricRequest = { metrics: [metric.id], ...range, ...(grain && { grain }) };
    for (const dimension of chosen) {
      if (next() < 0.5) request.by = [...(request.by ?? []), dimension];
      else request.filter = { ...request.filter, [dimension]: [pick(values[dimension]!)] };
    }
    return { dimensions, request };
  });
}
