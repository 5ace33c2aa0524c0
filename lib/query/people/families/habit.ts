import { countBits } from '@/lib/stats/bitset';
import { type Day, mondayOf, weekOf } from '../calendar';
import type { Family } from '../family';
import { bucketOf, isWindowCut } from '../frame';
import { eachEmployedAtEnd, lastDays } from '../population';
import type { Stretch } from '../snapshot';
import { Tally } from '../tally';

const WEEKS = 12;
const WEEKS_OF_A_HABIT = 9;
const POWER_PER_WEEK = 15;
const NOVICE_PER_WEEK = 1;

/** The week after the last that ends on or before L. */
const endWeek = (last: number) => weekOf(last + 1);

/**
 * Employees on L by the habit they had over the 12 ISO weeks ending on or before it (spec: metrics.md, Adoption).
 * Where a vendor tells activity but not its amount, an active week makes at least `low`.
 */
export const habit: Family = {
  measures: ['habit_power', 'habit_habitual', 'habit_novice', 'habit_low', 'habit_none', 'habit_new', 'habit_employed'],
  narrow: false,
  reads: 'weeks',
  provisional: (frame, span) => span.last !== null && isWindowCut(frame, span, mondayOf(endWeek(span.last) - WEEKS)),
  tally(frame, use) {
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, this.measures);
    const { snapshot } = frame;
    const { origin } = use.weeks;
    const perPerson = use.weekTotals[0] ? use.weekTotals[0].length / snapshot.people : 0;
    const totalBetween = (person: number, from: number, to: number): number => {
      const low = Math.max(0, Math.min(from - origin, perPerson - 1));
      const high = Math.max(0, Math.min(to - origin, perPerson - 1));
      let total = 0;
      for (const totals of use.weekTotals)
        total += totals[person * perPerson + high]! - totals[person * perPerson + low]!;
      return total;
    };
    const employed = tally.columns.habit_employed!;
    const throughout = (person: number, from: Day, last: Day): boolean => {
      for (const stretch of snapshot.employed[person]!) if (stretch.from <= from && last < stretch.to) return true;
      return false;
    };
    const stepAt = (person: number, end: number, last: Day): string =>
      throughout(person, mondayOf(end - WEEKS), last)
        ? stepOf(countBits(use.weeks, person, end - WEEKS, end), totalBetween(person, end - WEEKS, end))
        : 'habit_new';
    const ends = Int32Array.from(lastDays(frame), (last) => (last < 0 ? 0 : endWeek(last)));
    // Of days in one week of one stretch the step is the same.
    let seen: Stretch | undefined;
    let seenEnd = 0;
    let column = employed;
    eachEmployedAtEnd(frame, (stretch, p, last) => {
      const end = ends[p]!;
      if (seen !== stretch || seenEnd !== end) {
        seen = stretch;
        seenEnd = end;
        column = tally.columns[stepAt(stretch.person, end, last)]!;
      }
      const at = tally.at(p, bucketOf(frame, stretch));
      employed[at]!++;
      column[at]!++;
      tally.note(at, stretch.person);
    });
    return tally;
  },
};

function stepOf(activeWeeks: number, interactions: number): string {
  if (activeWeeks >= WEEKS_OF_A_HABIT) return interactions >= POWER_PER_WEEK * WEEKS ? 'habit_power' : 'habit_habitual';
  if (interactions >= NOVICE_PER_WEEK * WEEKS) return 'habit_novice';
  return activeWeeks > 0 ? 'habit_low' : 'habit_none';
}
