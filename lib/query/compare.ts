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
 * Which comparison period, by its place, stands beside the n-th: with a grain the n-th; the baseline is one whole
 * quarter and stands beside every period. null where there is none.
 */
export function counterpart(request: MetricRequest, compared: number): (period: number) => number | null {
  if (request.compare === 'baseline') return () => 0;
  return (period) => (period < compared ? period : null);
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
