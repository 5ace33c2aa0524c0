import type { Family } from '../family';
import { isWindowCut } from '../frame';
import { countEmployedAtEnd, endsOf } from '../population';
import { Tally } from '../tally';
import { eachUsedRun, WINDOW_DAYS } from '../window';

/** Employees on L, and those of them active in the 28 days that end on it. */
export const monthly: Family = {
  measures: ['active_at_end', 'employed_at_end'],
  narrow: false,
  reads: 'any',
  provisional: (frame, span) => span.last !== null && isWindowCut(frame, span, span.last - WINDOW_DAYS + 1),
  tally(frame, use) {
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, this.measures);
    const ends = endsOf(frame);
    countEmployedAtEnd(frame, ends, tally, 'employed_at_end', (stretch, bucket) =>
      eachUsedRun(use, stretch.person, stretch.from, stretch.to, (from, to) =>
        tally.addRun('active_at_end', bucket, ends.from(from), ends.from(to)),
      ),
    );
    return tally.settle();
  },
};
