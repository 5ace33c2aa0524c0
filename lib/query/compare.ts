import { comparisonRange, daysBetween } from '@/lib/core/period';
import type { DateRange, MetricRequest } from '@/lib/core/request';
import type { Metric } from '@/lib/metrics/define';
import type { Period } from './source';

/** The dates to compare with, or null (with a warning) where there are none. */
export function comparedRange(request: MetricRequest, baseline: string | null, warnings: string[]): DateRange | null {
  if (!request.compare) return null;
  const range = comparisonRange(request, request.compare, baseline);
  if (!range)
    warnings.push('There is no baseline quarter yet: it is the first with financials unless a setting names one.');
  return range;
}

/**
 * Which comparison period stands beside which: with a grain the n-th beside the n-th; the baseline is one
 * whole quarter and stands beside every period.
 */
export function counterpart(
  request: MetricRequest,
  periods: Period[],
  compared: Period[],
): Map<string | null, string | null> {
  const single = request.compare === 'baseline';
  return new Map(
    periods.flatMap((period, index) => {
      const other = single ? compared[0] : compared[index];
      return other ? [[period.key, other.key] as const] : [];
    }),
  );
}

/** A count over a month beside a count over a quarter misleads; the answer says so. */
export function warnOfUnequalLengths(
  metrics: Metric[],
  periods: Period[],
  compared: Period[],
  warnings: string[],
): void {
  const counts = metrics.filter((metric) => metric.shape.kind === 'amount' && metric.class === 'service');
  const length = (period: Period | undefined) => (period ? daysBetween(period.from, period.to) : 0);
  const apart = Math.abs(length(periods[0]) - length(compared[0])) > 3;
  if (counts.length > 0 && apart)
    warnings.push(`${counts.map((metric) => metric.title).join(', ')}: compared over a period of another length.`);
}
