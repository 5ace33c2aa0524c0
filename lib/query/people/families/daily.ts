import { countBits, eachBit, setBit } from '@/lib/stats/bitset';
import type { Family } from '../family';
import { bucketOf, type Frame, firstSpanAfter, isCut, type Use } from '../frame';
import { Tally } from '../tally';

/** Workdays of employees, and those of them with an interaction. */
export const daily: Family = {
  measures: ['active_days', 'employed_days'],
  narrow: false,
  reads: 'days',
  provisional: (_frame, span) => isCut(span),
  tally(frame, use) {
    const { snapshot, spans, workdays } = frame;
    const tally = new Tally(spans.length, frame.buckets, frame.k, this.measures);
    const active = tally.columns.active_days!;
    const employed = tally.columns.employed_days!;
    if (spans.every(({ from, to }) => to - from === 1)) return singleDays(frame, use, tally);
    for (const stretch of snapshot.stretches) {
      if (!stretch.employee) continue;
      const bucket = bucketOf(frame, stretch);
      for (let p = firstSpanAfter(spans, stretch.from); p < spans.length; p++) {
        const span = spans[p]!;
        if (span.from >= stretch.to) break;
        const from = Math.max(stretch.from, span.seenFrom);
        const to = Math.min(stretch.to, span.seenTo);
        const days = countBits(workdays, 0, from, to);
        if (days === 0) continue;
        const at = tally.at(p, bucket);
        employed[at]! += days;
        active[at]! += countBits(use.days, stretch.person, from, to, workdays.bits);
        tally.note(at, stretch.person);
      }
    }
    return tally;
  },
};

/** The same where every period is a day: a bit each instead of a range. */
function singleDays(frame: Frame, use: Use, tally: Tally): Tally {
  const { snapshot, spans, workdays } = frame;
  const active = tally.columns.active_days!;
  const employed = tally.columns.employed_days!;
  const day = Int32Array.from(spans, ({ from }) => from);
  const origin = day[0] ?? 0;
  const end = origin + day.length;
  const counts = Uint8Array.from(spans, ({ seenFrom, seenTo }) => countBits(workdays, 0, seenFrom, seenTo));
  const seen = seenWorkdays(frame, counts);
  for (const stretch of snapshot.stretches) {
    if (!stretch.employee) continue;
    const bucket = bucketOf(frame, stretch);
    for (let p = firstSpanAfter(spans, stretch.from); p < day.length && day[p]! < stretch.to; p++) {
      if (counts[p] === 0) continue;
      const at = tally.at(p, bucket);
      employed[at]!++;
      tally.note(at, stretch.person);
    }
    const to = Math.min(stretch.to, end);
    eachBit(use.days, stretch.person, Math.max(stretch.from, origin), to, seen, (position) => {
      active[tally.at(position - origin, bucket)]!++;
    });
  }
  return tally;
}

/** Workdays that are observed, as bits of the workdays' own origin. */
function seenWorkdays({ spans, workdays }: Frame, counts: Uint8Array): Uint32Array {
  const seen = { ...workdays, bits: new Uint32Array(workdays.words) };
  spans.forEach(({ from }, p) => {
    if (counts[p]) setBit(seen, 0, from);
  });
  return seen.bits;
}
