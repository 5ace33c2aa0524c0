import { addDays } from '@/lib/core/period';
import type { IsoDate } from '@/lib/core/request';
import type { Metric } from '@/lib/metrics/define';
import type { Period, Remark } from '../source';
import { partsOf } from './needs';

/** A rating counts when it is given within so many days of the end. */
const RATING_DAYS = 21;

/** First and last day on which conversations are known; null before the first record. */
export interface Observed {
  first: IsoDate;
  last: IsoDate;
}

type Measures = Record<string, number | null>;
type Waits = (measures: Measures) => boolean;

const count = (measures: Measures, name: string) => measures[name] ?? 0;
const WAITS: Record<string, Waits> = {
  repeated_n: (measures) => count(measures, 'resolved_n') > count(measures, 'repeat_eligible_n'),
  durable_n: (measures) => count(measures, 'n') > count(measures, 'durable_eligible_n'),
  request_n: (measures) => count(measures, 'request_pending_n') > 0,
  time_to_human_seconds: (measures) => count(measures, 'request_pending_n') > 0,
};
const PROVISIONAL: Remark = { provisional: true };
const NONE: Record<string, Remark> = {};

/** True where part of the period lies before the first record or after the watermark. */
const isCut = (period: Period, observed: Observed | null) =>
  observed === null || period.from < observed.first || period.to > addDays(observed.last, 1);

/** True where no day of the period is observed. */
export const isUnobserved = (period: Period, observed: Observed | null) =>
  observed === null || period.to <= observed.first || period.from > observed.last;

/** Whether a later record could still change a metric's number in a period, worked out once for all its groups. */
export function remarker(metrics: readonly Metric[], period: Period, observed: Observed | null) {
  const cut = isCut(period, observed);
  const ratingsAreIn = observed !== null && observed.last >= addDays(period.to, RATING_DAYS);
  const always = metrics.filter((metric) => cut || (!ratingsAreIn && isRating(metric)));
  const sometimes = metrics
    .filter((metric) => !always.includes(metric))
    .flatMap((metric) =>
      partsOf(metric).flatMap((part) => (WAITS[part] ? [{ id: metric.id, waits: WAITS[part] }] : [])),
    );
  const fixed = always.length > 0 ? Object.fromEntries(always.map(({ id }) => [id, PROVISIONAL])) : NONE;
  return (measures: Measures): Record<string, Remark> => {
    const open = sometimes.filter(({ waits }) => waits(measures));
    return open.length === 0 ? fixed : { ...fixed, ...Object.fromEntries(open.map(({ id }) => [id, PROVISIONAL])) };
  };
}

const isRating = (metric: Metric) => partsOf(metric).some((part) => part.startsWith('csat_'));
