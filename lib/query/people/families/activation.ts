import type { Family } from '../family';
import { firstSpanAfter } from '../frame';
import { stretchOn } from '../snapshot';
import { Tally } from '../tally';
import { usedIn } from '../window';
import { forEachTool } from './seats-by-tool';

const DAYS_TO_START = 30;

/**
 * Seats assigned in the period whose 30 days have passed, and those of them used in these days. One taken back
 * unused before they passed is in neither and counted beside. Department and team are those of the day of assignment.
 */
export const activation: Family = {
  measures: ['seats_activated', 'seats_assigned'],
  narrow: true,
  reads: 'any',
  provisional: ({ snapshot, watermark }, { from, to }) =>
    watermark !== null &&
    (to - 1 + DAYS_TO_START > Math.min(watermark, snapshot.unsettledFrom) || from < snapshot.first!),
  tally(frame, _use, tools) {
    const { snapshot, spans, watermark } = frame;
    const tally = new Tally(spans.length, frame.buckets, frame.k, [...this.measures, 'left_out']);
    const { seats_activated, seats_assigned, left_out } = tally.columns;
    forEachTool(snapshot, tools, ({ person, from, to }, use) => {
      if (watermark === null || from < snapshot.first! || from + DAYS_TO_START > watermark) return;
      const p = firstSpanAfter(spans, from);
      if (p >= spans.length || spans[p]!.from > from) return;
      const cell = frame.byCell ? (stretchOn(snapshot, person, from)?.cell ?? snapshot.cells.length) : 0;
      const at = tally.at(p, cell);
      const used = usedIn(use, person, from, from + DAYS_TO_START);
      if (!used && to < from + DAYS_TO_START) {
        left_out![at]!++;
        return;
      }
      seats_assigned![at]!++;
      if (used) seats_activated![at]!++;
      tally.note(at, person);
    });
    return tally;
  },
  notes: (_frame, _span, { left_out = 0 }) => ({ beside: { measure: 'seats_assigned', figures: { left_out } } }),
};
