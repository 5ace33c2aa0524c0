import type { SeatRow } from '@/db/people';
import { type Day, dayOf, NEVER } from './calendar';
import type { Identities } from './identities';
import type { ToldTwice } from './told';

export interface Seat {
  person: number;
  /** index into Snapshot.tools */
  tool: number;
  from: Day;
  /** exclusive */
  to: Day;
  monthlyCost: number | null;
}

/**
 * Seats sorted by person. Rows of two sources about one person and tool at one time are one seat: that of the source
 * known first, whose missing end and cost come from the next that tells them. Rows come in the order of their sources.
 */
export function seatsOf(
  rows: readonly SeatRow[],
  tools: readonly string[],
  people: Identities,
  told: ToldTwice,
): Seat[] {
  const held = new Map<string, (Seat & { source: number })[]>();
  for (const row of rows) {
    const from = dayOf(row.assigned_on);
    const seat = {
      source: row.source_id,
      person: people.of(row.person, from),
      tool: tools.indexOf(row.tool),
      from,
      to: row.revoked_on === null ? NEVER : dayOf(row.revoked_on),
      monthlyCost: row.monthly_cost,
    };
    const name = `${seat.person} ${seat.tool}`;
    const before = held.get(name) ?? [];
    held.set(name, before);
    const same = before.filter((one) => one.source !== seat.source && one.from < seat.to && seat.from < one.to);
    if (same.length === 0) before.push(seat);
    else told.note('seat', seat.source, same[0]!.source);
    for (const one of same) {
      if (one.to === NEVER) one.to = seat.to;
      one.monthlyCost ??= seat.monthlyCost;
    }
  }
  return [...held.values()].flat().sort((a, b) => a.person - b.person);
}
