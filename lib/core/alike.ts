import type { MetricRequest } from './request';

/** What a question asks beside its metrics: questions of one shape can be asked as one. */
export function shapeOf({ metrics: _, ...shape }: MetricRequest): string {
  return JSON.stringify(shape);
}

/** Questions by their shape, in the order they came. */
export function alike(requests: readonly MetricRequest[]): MetricRequest[][] {
  const groups = new Map<string, MetricRequest[]>();
  for (const request of requests) {
    const shape = shapeOf(request);
    groups.set(shape, [...(groups.get(shape) ?? []), request]);
  }
  return [...groups.values()];
}

/** Questions of one shape as the one that asks for all their metrics. */
export const together = (group: readonly MetricRequest[]): MetricRequest => ({
  ...group[0]!,
  metrics: [...new Set(group.flatMap(({ metrics }) => metrics))],
});
