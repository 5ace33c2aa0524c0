import { countBits } from '@/lib/stats/bitset';
import type { Family } from '../family';
import { bucketOf, firstSpanAfter, isCut } from '../frame';
import { Tally } from '../tally';

/** Interactions of employees and the days they had any, over all observed days; rows without a number are in neither. */
export const interactions: Family = {
  measures: ['interactions', 'interaction_days'],
  narrow: true,
  reads: 'days',
  provisional: (_frame, span) => isCut(span),
  tally(frame, use) {
    const { snapshot, spans } = frame;
    const tally = new Tally(spans.length, frame.buckets, frame.k, this.measures);
    const sums = tally.columns.interactions!;
    const days = tally.columns.interaction_days!;
    for (const stretch of snapshot.stretches) {
      if (!stretch.employee) continue;
      const { person } = stretch;
      const bucket = bucketOf(frame, stretch);
      const cursors = use.amounts.map(({ start }) => start[person]!);
      for (let p = firstSpanAfter(spans, stretch.from); p < spans.length; p++) {
        const span = spans[p]!;
        if (span.from >= stretch.to) break;
        const from = Math.max(stretch.from, span.seenFrom);
        const to = Math.min(stretch.to, span.seenTo);
        const active = countBits(use.counted, person, from, to);
        if (active === 0) continue;
        const at = tally.at(p, bucket);
        days[at]! += active;
        tally.note(at, person);
        for (let tool = 0; tool < cursors.length; tool++) {
          const { start, day, total } = use.amounts[tool]!;
          const end = start[person + 1]!;
          const first = firstFrom(day, cursors[tool]!, end, from);
          const last = firstFrom(day, first, end, to);
          sums[at]! += total[last]! - total[first]!;
          cursors[tool] = last;
        }
      }
    }
    return tally;
  },
};

/** Index of the first entry on or after a day, looked for from `low` in growing steps: it is mostly near. */
function firstFrom(days: Int32Array, low: number, end: number, day: number): number {
  let from = low;
  let step = 1;
  while (from + step < end && days[from + step]! < day) {
    from += step;
    step *= 2;
  }
  let to = Math.min(end, from + step);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (days[middle]! < day) from = middle + 1;
    else to = middle;
  }
  return from;
}
