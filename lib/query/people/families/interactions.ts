import { countBits, hasBit } from '@/lib/stats/bitset';
import type { Family } from '../family';
import { bucketOf, type Frame, firstSpanAfter, isCut, type Use } from '../frame';
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
    if (spans.every(({ from, to }) => to - from === 1)) return singleDays(frame, use, tally);
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

/** The same where every period is a day: entries are put where they belong, one by one. */
function singleDays(frame: Frame, use: Use, tally: Tally): Tally {
  const { snapshot, spans } = frame;
  const sums = tally.columns.interactions!;
  const days = tally.columns.interaction_days!;
  const origin = spans[0]?.from ?? 0;
  const seenFrom = spans.find((span) => span.seenFrom < span.seenTo)?.from ?? origin;
  const seenTo = spans.findLast((span) => span.seenFrom < span.seenTo)?.to ?? origin;
  for (const stretch of snapshot.stretches) {
    if (!stretch.employee) continue;
    const { person } = stretch;
    const bucket = bucketOf(frame, stretch);
    const from = Math.max(stretch.from, seenFrom);
    const to = Math.min(stretch.to, seenTo);
    for (let day = from; day < to; day++) {
      if (!hasBit(use.counted, person, day)) continue;
      const at = tally.at(day - origin, bucket);
      days[at]!++;
      tally.note(at, person);
    }
    for (const { start, day, total } of use.amounts) {
      const end = start[person + 1]!;
      for (let i = firstFrom(day, start[person]!, end, from); i < end && day[i]! < to; i++)
        sums[tally.at(day[i]! - origin, bucket)]! += total[i + 1]! - total[i]!;
    }
  }
  return tally;
}

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
