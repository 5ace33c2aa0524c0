import type { Family } from '../family';
import { bucketOf, isWindowCut } from '../frame';
import { eachEmployedAtEnd } from '../population';
import { Tally } from '../tally';
import { usedIn, WINDOW_DAYS } from '../window';

/** Employees on L, and those of them active in the 28 days that end on it. */
export const monthly: Family = {
  measures: ['active_at_end', 'employed_at_end'],
  narrow: false,
  reads: 'any',
  provisional: (frame, span) => span.last !== null && isWindowCut(frame, span, span.last - WINDOW_DAYS + 1),
  tally(frame, use) {
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, this.measures);
    const active = tally.columns.active_at_end!;
    const employed = tally.columns.employed_at_end!;
    eachEmployedAtEnd(frame, (stretch, p, last) => {
      const at = tally.at(p, bucketOf(frame, stretch));
      employed[at]!++;
      if (usedIn(use, stretch.person, last - WINDOW_DAYS + 1, last + 1)) active[at]!++;
      tally.note(at, stretch.person);
    });
    return tally;
  },
};
