import type { Day } from '../calendar';
import type { Family } from '../family';
import { type Frame, isWindowCut } from '../frame';
import { endsOf } from '../population';
import { Tally } from '../tally';
import { eachUsedRun, WINDOW_DAYS } from '../window';
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
    const tally = new Tally(frame.spans.length, frame.buckets, frame.k, [...this.measures, 'idle_without_cost']);
    const ends = endsOf(frame);
    const costs = tally.columns.idle_seat_cost!;
    forEachTool(frame.snapshot, tools, ({ person, monthlyCost, ...seat }, use) => {
      const idle = (bucket: number, from: number, to: number) => {
        tally.addRun('seats_idle', bucket, from, to);
        if (monthlyCost === null) tally.addRun('idle_without_cost', bucket, from, to);
        // A cost has decimals: added where it belongs, for what is added and taken away again may leave a rest.
        else for (let p = from; p < to; p++) costs[tally.at(p, bucket)]! += monthlyCost;
      };
      eachPlace(frame, person, seat.from, seat.to, (bucket, from, to) => {
        const first = ends.from(from);
        const end = ends.from(to);
        if (first >= end) return;
        tally.addRun('seats_held', bucket, first, end);
        tally.noteRun(bucket, person, first, end);
        let idleFrom = first;
        eachUsedRun(use, person, from, to, (usedFrom, usedTo) => {
          const used = ends.from(usedFrom);
          const unused = ends.from(usedTo);
          tally.addRun('seats_used', bucket, used, unused);
          idle(bucket, idleFrom, used);
          idleFrom = unused;
        });
        idle(bucket, idleFrom, end);
      });
    });
    return tally.settle();
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

/** Where the roster has a person during `[from, to)`: the bucket of each part, the last bucket where it has them nowhere. */
function eachPlace(
  { byCell, snapshot }: Frame,
  person: number,
  from: Day,
  to: Day,
  visit: (bucket: number, from: Day, to: Day) => void,
): void {
  if (!byCell) {
    visit(0, from, to);
    return;
  }
  const nowhere = snapshot.cells.length;
  let at = from;
  for (let i = snapshot.stretchStart[person]!; i < snapshot.stretchStart[person + 1]! && at < to; i++) {
    const stretch = snapshot.stretches[i]!;
    if (stretch.to <= at || stretch.from >= to) continue;
    if (stretch.from > at) visit(nowhere, at, stretch.from);
    const begin = Math.max(at, stretch.from);
    at = Math.min(to, stretch.to);
    visit(stretch.cell, begin, at);
  }
  if (at < to) visit(nowhere, at, to);
}
