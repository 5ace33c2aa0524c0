import type { Unit } from '@/lib/core/answer';
import { TandemError } from '@/lib/core/errors';
import type { Metric } from '@/lib/metrics/define';
import { metrics } from '@/lib/metrics/registry';

const LARGEST: Partial<Record<Unit, [number, string]>> = {
  share: [1, 'is a share: at most 100 %'],
  rating: [5, 'is a rating: at most 5'],
};

/** The metrics a target can be set for: those of which more or less is better. */
export const targeted = (): Metric[] => [...metrics.values()].filter(({ direction }) => direction !== 'neither');

function fault(id: string, value: number): string | null {
  const metric = metrics.get(id);
  if (!metric) return 'is not a metric';
  if (metric.direction === 'neither') return 'has no better or worse: it takes no target';
  if (value < 0) return 'is below zero';
  const [largest, words] = LARGEST[metric.unit] ?? [Number.POSITIVE_INFINITY, ''];
  return value > largest ? words : null;
}

/** Throws a 422 naming each target that cannot be one. */
export function checkTargets(targets: Record<string, number>): void {
  const errors = Object.entries(targets).flatMap(([id, value]) => {
    const words = fault(id, value);
    return words === null ? [] : [{ field: `targets.${id}`, detail: `${id} ${words}.` }];
  });
  if (errors.length > 0) throw new TandemError(422, errors[0]!.detail, errors);
}
