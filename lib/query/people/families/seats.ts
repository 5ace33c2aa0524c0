import { lastBit } from '@/lib/stats/bitset';
import type { Day } from '../calendar';
import type { Family } from '../family';
import { firstSpanAfter, isWindowCut } from '../frame';
import { lastDays } from '../population';
import { stretchOn } from '../snapshot';
import { Tally } from '../tally';
import { usedInLonger, WINDOW_DAYS } from '../window';
import { forEachTool } from './seats-by-tool';

/**
 * Seats held at L, whoever holds them: a licence of somebody who left is paid for as well. In a department or team
 * are those whose holder the roster has there on L; the rest are in `unknown`.
 */
export const seats: Family = {
  measures: ['seats_held', 'seats_used', 'seats_idle', 'idle_seat_cost'],
  narrow: true,
  reads: 'any',
  provisional: (frame, span) => span.last !== null && isWindowCut(frame, span, span.last - WINDOW_DAYS + 1),
  tally(frame, _use, tools) {
    const { snapshot, spans } = frame;
    const tally = new Tally(spans.length, frame.buckets, frame.k, [...this.measures, 'idle_without_cost']);
    const { seats_held, seats_used, seats_idle, idle_seat_cost, idle_without_cost } = tally.columns;
    const lasts = lastDays(frame);
    const starts = Int32Array.from(spans, ({ from }) => from);
    forEachTool(snapshot, tools, (seat, use) => {
      // L only moves forward, so the last day of use is looked for once in every stretch of days.
      let looked: Day | undefined;
      let lastUse: Day | null = null;
      for (let p = firstSpanAfter(spans, seat.from); p < lasts.length && starts[p]! < seat.to; p++) {
        const last = lasts[p]!;
        if (last < 0 || last < seat.from || last >= seat.to) continue;
        const cell = frame.byCell ? (stretchOn(snapshot, seat.person, last)?.cell ?? snapshot.cells.length) : 0;
        const at = tally.at(p, cell);
        seats_held![at]!++;
        tally.note(at, seat.person);
        const windowFrom = last - WINDOW_DAYS + 1;
        lastUse = lastBit(use.days, seat.person, Math.max(looked ?? windowFrom, windowFrom), last + 1) ?? lastUse;
        looked = last + 1;
        const isUsed = lastUse !== null && lastUse >= windowFrom;
        if (isUsed || usedInLonger(use, seat.person, windowFrom, last + 1)) {
          seats_used![at]!++;
          continue;
        }
        seats_idle![at]!++;
        idle_seat_cost![at]! += seat.monthlyCost ?? 0;
        if (seat.monthlyCost === null) idle_without_cost![at]!++;
      }
    });
    return tally;
  },
  notes({ snapshot }, { last }, { seats_idle = 0, idle_without_cost = 0 }) {
    const observed = last !== null && snapshot.first !== null && last >= snapshot.first && snapshot.seats.length > 0;
    if (!observed) return { unknown: ['seats_held', 'seats_idle', 'idle_seat_cost'] };
    if (idle_without_cost === 0) return {};
    const unpriced = seats_idle === idle_without_cost;
    return {
      ...(unpriced && { unknown: ['idle_seat_cost'] }),
      beside: { measure: 'idle_seat_cost', figures: { seats_without_cost: idle_without_cost } },
    };
  },
};
