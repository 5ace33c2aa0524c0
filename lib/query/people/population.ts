import type { Day } from './calendar';
import { type Frame, firstSpanAfter } from './frame';
import type { Stretch } from './snapshot';

/** L of every period, -1 where it is not observed: plain numbers, as they are read for every person. */
export function lastDays({ snapshot: { first }, spans }: Frame): Int32Array {
  return Int32Array.from(spans, ({ last }) => (first === null || last === null || last < first ? -1 : last));
}

/** Visits, person by person, every employee on L of every period whose L is observed. */
export function eachEmployedAtEnd(frame: Frame, visit: (stretch: Stretch, period: number, last: Day) => void): void {
  const { snapshot, spans } = frame;
  const lasts = lastDays(frame);
  const starts = Int32Array.from(spans, ({ from }) => from);
  for (const stretch of snapshot.stretches) {
    if (!stretch.employee) continue;
    for (let p = firstSpanAfter(spans, stretch.from); p < lasts.length && starts[p]! < stretch.to; p++) {
      const last = lasts[p]!;
      if (last >= stretch.from && last >= 0 && last < stretch.to) visit(stretch, p, last);
    }
  }
}
