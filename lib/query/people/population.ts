import type { Day } from './calendar';
import { bucketOf, type Frame } from './frame';
import type { Stretch } from './snapshot';
import type { Tally } from './tally';

/** The periods on the axis of their last days L, which move forward from one observed period to the next. */
export interface Ends {
  /** L of every period; what is outside of `[first, end)` is not observed */
  lasts: Int32Array;
  first: number;
  end: number;
  /** The first observed period whose L is on or after a day; `end` where there is none. */
  from(day: Day): number;
}

export function endsOf({ snapshot, spans }: Frame): Ends {
  const isObserved = ({ last }: (typeof spans)[number]) =>
    snapshot.first !== null && last !== null && last >= snapshot.first;
  const first = spans.findIndex(isObserved);
  if (first < 0) return { lasts: new Int32Array(spans.length), first: 0, end: 0, from: () => 0 };
  const end = spans.findLastIndex(isObserved) + 1;
  const lasts = Int32Array.from(spans, ({ last }) => last ?? 0);
  const origin = lasts[first]!;
  const periods = new Int32Array(lasts[end - 1]! - origin + 1);
  let day = 0;
  for (let period = first; period < end; period++) for (; day <= lasts[period]! - origin; day++) periods[day] = period;
  const from = (wanted: Day) =>
    wanted <= origin ? first : wanted - origin < periods.length ? periods[wanted - origin]! : end;
  return { lasts, first, end, from };
}

/** Counts every employee on L, and visits their stretches with the periods whose L lies in them. */
export function countEmployedAtEnd(
  frame: Frame,
  ends: Ends,
  tally: Tally,
  measure: string,
  visit: (stretch: Stretch, bucket: number, from: number, to: number) => void,
): void {
  for (const stretch of frame.snapshot.stretches) {
    if (!stretch.employee) continue;
    const from = ends.from(stretch.from);
    const to = ends.from(stretch.to);
    if (from >= to) continue;
    const bucket = bucketOf(frame, stretch);
    tally.addRun(measure, bucket, from, to);
    tally.noteRun(bucket, stretch.person, from, to);
    visit(stretch, bucket, from, to);
  }
}
