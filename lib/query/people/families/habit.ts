import { type Day, mondayOf, weekOf } from '../calendar';
import type { Family } from '../family';
import { isWindowCut } from '../frame';
import { HABIT_WEEKS, STEPS, stepsOf } from '../habit-steps';
import { countEmployedAtEnd, type Ends, endsOf } from '../population';
import type { Snapshot, Stretch } from '../snapshot';
import { Tally } from '../tally';

/** The week after the last that ends on or before L. */
const endWeek = (last: Day) => weekOf(last + 1);

/**
 * Employees on L by the habit they had over the 12 ISO weeks ending on or before it (spec: metrics.md, Adoption).
 * Where a vendor tells activity but not its amount, an active week makes at least `low`.
 */
export const habit: Family = {
  measures: [...STEPS, 'habit_new', 'habit_employed'],
  narrow: false,
  reads: 'weeks',
  provisional: (frame, span) =>
    span.last !== null && isWindowCut(frame, span, mondayOf(endWeek(span.last) - HABIT_WEEKS)),
  tally(frame, use) {
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, this.measures);
    const ends = endsOf(frame);
    const weeks = Int32Array.from(ends.lasts, endWeek);
    const nextWeek = startsOfNextWeek(weeks, ends);
    const { steps, origin, stride } = stepsOf(use);
    countEmployedAtEnd(frame, ends, tally, 'habit_employed', (stretch, bucket, from, to) => {
      const { person } = stretch;
      const since = employedSince(frame.snapshot, stretch);
      let start = from;
      let step = '';
      // Periods that end in one week share their step, and mostly with those of the next.
      for (let p = from; p < to; p = nextWeek[p]!) {
        const week = weeks[p]!;
        const isNew = since > mondayOf(week - HABIT_WEEKS);
        const found = isNew ? 'habit_new' : STEPS[steps[person * stride + week - origin]!]!;
        if (found === step) continue;
        if (step) tally.addRun(step, bucket, start, p);
        start = p;
        step = found;
      }
      tally.addRun(step, bucket, start, to);
    });
    return tally.settle();
  },
};

/** Of every period the next one whose L lies in a later week. */
function startsOfNextWeek(weeks: Int32Array, { first, end }: Ends): Int32Array {
  const next = new Int32Array(weeks.length);
  for (let p = end - 1; p >= first; p--) next[p] = p + 1 < end && weeks[p + 1] === weeks[p] ? next[p + 1]! : p + 1;
  return next;
}

/** The begin of the unbroken time as an employee that a stretch belongs to. */
function employedSince({ employed }: Snapshot, { person, from }: Stretch): Day {
  for (const time of employed[person]!) if (time.from <= from && from < time.to) return time.from;
  return from;
}
