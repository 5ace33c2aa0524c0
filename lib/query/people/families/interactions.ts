import { anyBit } from '@/lib/stats/bitset';
import { addDays, noteThrough } from '../day-sums';
import type { Family } from '../family';
import { isCut } from '../frame';
import { interactionsByDay } from '../rollups';
import { Tally } from '../tally';

/** Interactions of employees and the days they had any, over all observed days; rows without a number are in neither. */
export const interactions: Family = {
  measures: ['interactions', 'interaction_days'],
  narrow: true,
  reads: 'days',
  provisional: isCut,
  tally(frame, use) {
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, this.measures);
    const sums = interactionsByDay(use);
    addDays(frame, tally, 'interactions', sums.interactions);
    addDays(frame, tally, 'interaction_days', sums.days);
    noteThrough(frame, tally, 'interaction_days', (person, from, to) => anyBit(use.counted, person, from, to));
    return tally;
  },
};
