import type { MetricValue, Status } from '@/lib/core/answer';
import type { Metric } from '@/lib/metrics/define';
import { percentileOf } from '@/lib/stats/histogram';
import type { SourceRow } from './source';

/** Fewer observations than this behind an estimate are said to be few. */
const FEW = 30;

const NOTHING: SourceRow = { period: null, group: [], measures: {}, histograms: {}, remarks: {} };

/**
 * Turns one row's sums into one metric's value: the only place that divides.
 * `row` is undefined where the source knows nothing of that group. Status order: suppressed, no_data, provisional, low_n.
 */
export function evaluate(metric: Metric, row: SourceRow | undefined): MetricValue {
  const { measures, histograms, remarks } = row ?? NOTHING;
  const remark = remarks[metric.id];
  if (remark?.suppressed) return { value: null, status: 'suppressed' };
  const found: Found = row ? shaped(metric, measures, histograms) : { value: null };
  found.status = statusOf(metric, found, remark?.provisional);
  if (remark?.atLeast) found.atLeast = true;
  if (remark?.beside) found.beside = remark.beside;
  return found as MetricValue;
}

type Found = Omit<MetricValue, 'status'> & { status?: Status };

function shaped(metric: Metric, measures: SourceRow['measures'], histograms: SourceRow['histograms']): Found {
  const { shape } = metric;
  const read = (name: string) => (name in measures ? measures[name]! : 0);
  if (shape.kind === 'amount') return { value: read(shape.measure) };
  if (shape.kind === 'percentile') {
    const histogram = histograms[shape.histogram];
    const { value, n } = histogram ? percentileOf(histogram, shape.p) : { value: null, n: 0 };
    return { value, n, status: value === null && n > 0 ? 'not_reached' : undefined };
  }
  const numerator = read(shape.numerator);
  const denominator = read(shape.denominator);
  if (numerator === null || denominator === null) return { value: null };
  const value = denominator === 0 ? null : (numerator * (shape.times ?? 1)) / denominator;
  const found: Found = { value, numerator, denominator };
  if (value === null) return found;
  if (shape.unknown) found.bounds = { low: value, high: (numerator + (read(shape.unknown) ?? 0)) / denominator };
  if (shape.restsOn && numerator > 0) found.beside = restsOn(numerator, shape.restsOn, read);
  return found;
}

/** The shares of the numerator that rest on what; that of which nothing is stated is `not_said`. */
function restsOn(
  numerator: number,
  parts: Readonly<Record<string, string>>,
  read: (measure: string) => number | null,
): Record<string, number> {
  const counts = Object.entries(parts).map(([name, measure]) => [name, read(measure) ?? 0] as const);
  const said = counts.reduce((sum, [, count]) => sum + count, 0);
  const all = [...counts, ['not_said', numerator - said] as const];
  return Object.fromEntries(all.map(([name, count]) => [name, count / numerator]));
}

function statusOf(metric: Metric, found: Found, provisional: true | undefined): Status {
  if (found.status) return found.status;
  if (found.value === null) return 'no_data';
  if (provisional) return 'provisional';
  const observations = found.denominator ?? found.n;
  return metric.estimate && observations !== undefined && observations < FEW ? 'low_n' : 'ok';
}
