import { anyBit, eachBit } from '@/lib/stats/bitset';
import type { Day } from './calendar';
import { keep } from './keep';
import type { Use } from './use';

/** Days of the window that "monthly" and "idle" look back on. */
export const WINDOW_DAYS = 28;

/** Active in `[from, to)`: on a day of it, or in a longer row that lies inside it or was last active in it. */
export function usedIn(use: Use, person: number, from: Day, to: Day): boolean {
  if (anyBit(use.days, person, from, to)) return true;
  for (const rows of use.long)
    for (let at = rows.start[person]!; at < rows.start[person + 1]!; at++) {
      if (rows.from[at]! >= to) break;
      const inside = rows.from[at]! >= from && rows.to[at]! <= to;
      const lastActive = rows.lastActive[at]!;
      if (inside || (lastActive >= from && lastActive < to)) return true;
    }
  return false;
}

/** Runs of days, person by person: those of person p are at `start[p]` up to `start[p + 1]`, apart and ascending. */
interface Runs {
  start: Int32Array;
  from: Int32Array;
  /** exclusive */
  to: Int32Array;
}

/**
 * The days L on which each person had used it in the 28 days ending on L. A day of use makes the 28 days from it; a
 * longer row those whose window holds it whole, and the 28 from its last active day.
 */
const usedRuns = keep((use: Use): Runs => {
  const { people } = use.snapshot;
  const start = new Int32Array(people + 1);
  const from: Day[] = [];
  const to: Day[] = [];
  for (let person = 0; person < people; person++) {
    const first = from.length;
    const add = (day: Day, after: Day) => {
      if (from.length > first && day <= to.at(-1)!) to[to.length - 1] = Math.max(to.at(-1)!, after);
      else {
        from.push(day);
        to.push(after);
      }
    };
    const longer = longRuns(use, person);
    let next = 0;
    eachBit(use.days, person, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, null, (day) => {
      for (; next < longer.length && longer[next]![0] <= day; next++) add(...longer[next]!);
      add(day, day + WINDOW_DAYS);
    });
    for (; next < longer.length; next++) add(...longer[next]!);
    start[person + 1] = from.length;
  }
  return { start, from: Int32Array.from(from), to: Int32Array.from(to) };
});

/** Visits the days L of `[from, to)` on which the person had used it in the 28 days ending on L, as runs, ascending. */
export function eachUsedRun(use: Use, person: number, from: Day, to: Day, visit: (from: Day, to: Day) => void): void {
  const runs = usedRuns(use);
  for (let at = runs.start[person]!; at < runs.start[person + 1]! && runs.from[at]! < to; at++)
    if (runs.to[at]! > from) visit(Math.max(from, runs.from[at]!), Math.min(to, runs.to[at]!));
}

type Run = [from: Day, to: Day];
const NONE: Run[] = [];

function longRuns({ long }: Use, person: number): Run[] {
  if (long.length === 0) return NONE;
  const runs: Run[] = [];
  for (const rows of long)
    for (let at = rows.start[person]!; at < rows.start[person + 1]!; at++) {
      runs.push([rows.to[at]! - 1, rows.from[at]! + WINDOW_DAYS]);
      const lastActive = rows.lastActive[at]!;
      if (lastActive >= 0) runs.push([lastActive, lastActive + WINDOW_DAYS]);
    }
  return runs.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0]);
}
