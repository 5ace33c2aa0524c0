import { countBits, hasBit } from '@/lib/stats/bitset';
import { addDays, noteThrough } from '../day-sums';
import type { Family } from '../family';
import { isCut } from '../frame';
import { activeByDay, employedByDay } from '../rollups';
import { Tally } from '../tally';

/** Workdays of employees, and those of them with an interaction. */
export const daily: Family = {
  measures: ['active_days', 'employed_days'],
  narrow: false,
  reads: 'days',
  provisional: isCut,
  tally(frame, use) {
    const { snapshot, workdays } = frame;
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, this.measures);
    const isWorkday = (day: number) => hasBit(workdays, 0, day);
    addDays(frame, tally, 'active_days', activeByDay(use), isWorkday);
    addDays(frame, tally, 'employed_days', employedByDay(snapshot), isWorkday);
    noteThrough(frame, tally, 'employed_days', (_person, from, to) => countBits(workdays, 0, from, to) > 0);
    return tally;
  },
};
