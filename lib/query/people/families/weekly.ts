import { hasBit } from '@/lib/stats/bitset';
import { firstWholeWeek, mondayOf, weekOf } from '../calendar';
import type { Family } from '../family';
import { bucketOf, firstSpanAfter, isCut } from '../frame';
import { Tally } from '../tally';

/** Over whole observed ISO weeks: employees on the Friday, and those of them active in the week. */
export const weekly: Family = {
  measures: ['active_weeks', 'employed_weeks'],
  narrow: false,
  reads: 'weeks',
  provisional: (_frame, span) => isCut(span),
  tally(frame, use) {
    const { snapshot, spans } = frame;
    const tally = new Tally(spans.length, frame.buckets, frame.k, this.measures);
    const active = tally.columns.active_weeks!;
    const employed = tally.columns.employed_weeks!;
    for (const stretch of snapshot.stretches) {
      if (!stretch.employee) continue;
      const bucket = bucketOf(frame, stretch);
      for (let p = firstSpanAfter(spans, stretch.from); p < spans.length; p++) {
        const span = spans[p]!;
        if (span.from >= stretch.to) break;
        const at = tally.at(p, bucket);
        const end = weekOf(span.seenTo);
        for (let week = Math.max(firstWholeWeek(span.seenFrom), weekOf(stretch.from)); week < end; week++) {
          const friday = mondayOf(week) + 4;
          if (friday < stretch.from) continue;
          if (friday >= stretch.to) break;
          employed[at]!++;
          if (hasBit(use.weeks, stretch.person, week)) active[at]!++;
          tally.note(at, stretch.person);
        }
      }
    }
    return tally;
  },
};
