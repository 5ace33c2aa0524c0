import type { Settings } from '@/lib/core/settings';
import type { BitMatrix } from '@/lib/stats/bitset';
import type { Period } from '../source';
import { type Day, dayOf, todayIn, workdays } from './calendar';
import type { Snapshot, Stretch } from './snapshot';

/** One period on the day axis. All ends are exclusive. */
export interface Span {
  key: string | null;
  from: Day;
  to: Day;
  /** the observed part: from the first record to the watermark; empty (from = to) where there is none */
  seenFrom: Day;
  seenTo: Day;
  /** L: the earlier of the period's last day and the watermark; null where the watermark lies before the period */
  last: Day | null;
}

/** Everything the figures of one request share. */
export interface Frame {
  snapshot: Snapshot;
  spans: readonly Span[];
  /** last observed day of activity, never later than today; null before any came */
  watermark: Day | null;
  k: number;
  workdays: BitMatrix;
  /** observed days of all periods together, empty (from = to) where there are none */
  seen: { from: Day; to: Day };
  /** the period of each of them: day d is at `d − seen.from` */
  periodOf: Int32Array;
  /** 1 where nobody asks about departments or teams: everybody is one bucket; else cells and, last, those in none */
  buckets: number;
  byCell: boolean;
}

/** Smallest group of people: the setting, never below 5. */
export const smallestGroup = ({ group_size }: Settings): number => Math.max(5, Math.ceil(group_size));

export function frameOf(
  snapshot: Snapshot,
  { periods, settings, now, byCell }: { periods: Period[]; settings: Settings; now: Date; byCell: boolean },
): Frame {
  const watermark = snapshot.watermark === null ? null : Math.min(snapshot.watermark, todayIn(settings.time_zone, now));
  const spans = periods.map((period) => spanOf(period, snapshot.first, watermark));
  const first = spans[0]?.from ?? 0;
  const end = spans.at(-1)?.to ?? 0;
  // Workdays share the origin of the activity's bits, so that one masks the other word by word.
  const origin = snapshot.tools[0]?.days.origin ?? first;
  const { seen, periodOf } = observed(spans);
  return {
    snapshot,
    spans,
    watermark,
    seen,
    periodOf,
    k: smallestGroup(settings),
    workdays: workdays(origin, Math.max(origin, Math.min(end, (watermark ?? origin) + 1)), settings.holidays),
    buckets: byCell ? snapshot.cells.length + 1 : 1,
    byCell,
  };
}

function spanOf({ key, from, to }: Period, first: Day | null, watermark: Day | null): Span {
  const span = { key, from: dayOf(from), to: dayOf(to) };
  if (first === null || watermark === null) return { ...span, seenFrom: span.from, seenTo: span.from, last: null };
  const seenFrom = Math.max(span.from, first);
  const seenTo = Math.max(seenFrom, Math.min(span.to, watermark + 1));
  const last = watermark < span.from ? null : Math.min(span.to - 1, watermark);
  return { ...span, seenFrom, seenTo, last };
}

function observed(spans: readonly Span[]): Pick<Frame, 'seen' | 'periodOf'> {
  const some = spans.filter(({ seenFrom, seenTo }) => seenFrom < seenTo);
  const from = some[0]?.seenFrom ?? 0;
  const to = some.at(-1)?.seenTo ?? 0;
  const periodOf = new Int32Array(to - from);
  spans.forEach(({ seenFrom, seenTo }, period) => {
    if (seenFrom < seenTo) periodOf.fill(period, seenFrom - from, seenTo - from);
  });
  return { seen: { from, to }, periodOf };
}

/** True where days of the period lie before the first record or after the watermark, or may still change. */
export const isCut = ({ snapshot }: Frame, { from, to, seenFrom, seenTo }: Span): boolean =>
  seenFrom > from || seenTo < to || seenTo > snapshot.unsettledFrom;

/** True where a window of days up to L begins before the first record, may still change, or L is not the last day. */
export const isWindowCut = ({ snapshot }: Frame, { to, last }: Span, windowFrom: Day): boolean =>
  last === null ||
  last < to - 1 ||
  last >= snapshot.unsettledFrom ||
  snapshot.first === null ||
  windowFrom < snapshot.first;

/** Where a person on a stretch is counted. */
export const bucketOf = ({ byCell }: Frame, stretch: Stretch): number => (byCell ? stretch.cell : 0);

/** Index of the first span that ends after a day; spans follow each other. */
export function firstSpanAfter(spans: readonly Span[], day: Day): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.to > day) high = middle;
    else low = middle + 1;
  }
  return low;
}
