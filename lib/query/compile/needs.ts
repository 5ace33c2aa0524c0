import {
  COUNTS,
  type Count,
  HISTOGRAMS,
  type HistogramName,
  SUMS,
  type TallyColumn,
} from '@/db/rollups/conversations/measures';
import type { Metric } from '@/lib/metrics/define';

/** How many different values a group served, and the tally that says how often each. */
export const SERVED: Record<'markets_served' | 'languages_served', TallyColumn> = {
  markets_served: 'ai_markets',
  languages_served: 'ai_languages',
};
export type Served = keyof typeof SERVED;
export const SERVED_ENOUGH = 30;

export const HOURS_COVERED = 'hours_covered';
/** Not a sum: the same in every row. */
export const HOURS_OF_WEEK = 'hours_of_week';

/** What a metric cannot say for certain while some conversations still wait, by the measures it is made of. */
const WAITING: Record<string, readonly Count[]> = {
  repeated_n: ['resolved_n', 'repeat_eligible_n'],
  durable_n: ['n', 'durable_eligible_n'],
  request_n: ['request_pending_n'],
  time_to_human_seconds: ['request_pending_n', 'request_n', 'request_joined_n'],
};

/** What one request has to read. */
export interface Needs {
  counts: Count[];
  sums: (typeof SUMS)[number][];
  histograms: HistogramName[];
  served: Served[];
  hours: boolean;
}

/** The measures and histograms a metric is made of. */
export function partsOf({ shape }: Metric): string[] {
  if (shape.kind === 'ratio') {
    const { numerator, denominator, unknown, restsOn = {} } = shape;
    return [numerator, denominator, ...(unknown ? [unknown] : []), ...Object.values(restsOn)];
  }
  return [shape.kind === 'amount' ? shape.measure : shape.histogram];
}

/** Throws a RangeError for a measure nobody keeps: a definition misspelt it. */
export function needsOf(metrics: readonly Metric[]): Needs {
  const parts = metrics.flatMap(partsOf);
  const named = new Set([...parts, ...parts.flatMap((part) => WAITING[part] ?? []), 'n']);
  const needs: Needs = {
    counts: COUNTS.filter((count) => named.has(count)),
    sums: SUMS.filter(({ measure }) => named.has(measure)),
    histograms: HISTOGRAMS.filter((histogram) => named.has(histogram)),
    served: (Object.keys(SERVED) as Served[]).filter((measure) => named.has(measure)),
    hours: named.has(HOURS_COVERED),
  };
  const known = new Set<string>([
    ...COUNTS,
    ...SUMS.map(({ measure }) => measure),
    ...HISTOGRAMS,
    ...needs.served,
    HOURS_COVERED,
    HOURS_OF_WEEK,
  ]);
  const strange = parts.find((part) => !known.has(part));
  if (strange) throw new RangeError(`Conversations have no measure called ${strange}.`);
  return needs;
}
