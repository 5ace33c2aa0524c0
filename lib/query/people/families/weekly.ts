import { FRIDAY, firstWholeWeek, mondayOf, weekOf } from '../calendar';
import { bucketAt, noteThrough } from '../day-sums';
import type { Family } from '../family';
import { isCut } from '../frame';
import { activeByWeek, employedByDay, observedDays } from '../rollups';
import { Tally } from '../tally';

/** Over whole observed ISO weeks: employees on the Friday, and those of them active in the week. */
export const weekly: Family = {
  measures: ['active_weeks', 'employed_weeks'],
  narrow: false,
  reads: 'weeks',
  provisional: isCut,
  tally(frame, use) {
    const { snapshot, spans } = frame;
    const tally = new Tally(spans.length, frame.buckets, frame.k, this.measures);
    const active = activeByWeek(use);
    const employed = employedByDay(snapshot);
    const [first] = observedDays(snapshot);
    const { active_weeks, employed_weeks } = tally.columns;
    spans.forEach(({ seenFrom, seenTo }, period) => {
      for (let week = firstWholeWeek(seenFrom); week < weekOf(seenTo); week++)
        for (let cell = 0; cell < active.cells; cell++) {
          const at = tally.at(period, bucketAt(frame, cell));
          active_weeks![at]! += active.sums[(week - active.origin) * active.cells + cell]!;
          employed_weeks![at]! += employed.sums[(mondayOf(week) + FRIDAY - first) * employed.cells + cell]!;
        }
    });
    // From the stretch's first Friday to its last, in a whole week of the period.
    noteThrough(frame, tally, 'employed_weeks', (_person, from, to, { seenFrom, seenTo }) => {
      const begin = Math.max(firstWholeWeek(seenFrom), firstWholeWeek(from - FRIDAY));
      const end = Math.min(weekOf(seenTo), firstWholeWeek(to - FRIDAY));
      return begin < end;
    });
    return tally;
  },
};
