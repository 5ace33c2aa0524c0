import { anyBit } from '@/lib/stats/bitset';
import type { Day } from './calendar';
import type { Use } from './frame';

/** Days of the window that "monthly" and "idle" look back on. */
export const WINDOW_DAYS = 28;

/** Active in `[from, to)`: on a day of it, or in a longer row that lies inside it or was last active in it. */
export function usedIn(use: Use, person: number, from: Day, to: Day): boolean {
  return anyBit(use.days, person, from, to) || usedInLonger(use, person, from, to);
}

/** The same by longer rows alone. */
export function usedInLonger(use: Use, person: number, from: Day, to: Day): boolean {
  for (const rows of use.long)
    for (let at = rows.start[person]!; at < rows.start[person + 1]!; at++) {
      if (rows.from[at]! >= to) break;
      const inside = rows.from[at]! >= from && rows.to[at]! <= to;
      const lastActive = rows.lastActive[at]!;
      if (inside || (lastActive >= from && lastActive < to)) return true;
    }
  return false;
}
