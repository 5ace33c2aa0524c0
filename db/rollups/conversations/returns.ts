import type pg from 'pg';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { RETURN_DIMENSIONS } from '@/lib/core/returns';
import { insertRows } from './arrivals';
import type { Dictionary } from './dictionary';
import { type Facts, LAST_RETURN } from './facts';

const DAY = 86_400e6;
const YEAR_2000 = Date.UTC(2000, 0, 1);
const HANDLED_BY = SERVICE_DIMENSIONS.indexOf('handled_by');
const GROUPED_BY = RETURN_DIMENSIONS.map((name) => SERVICE_DIMENSIONS.indexOf(name));
/** Under which name the cells of all conversations stand. */
export const ALL = 'all';

/** Solved conversations that share a day, a way of being handled, and the day of UTC on which they ended. */
interface Group {
  day: number;
  handledBy: number;
  /** position in RETURN_DIMENSIONS and code; -1 for all */
  dimension: number;
  code: number;
  endedOn: number;
  n: number;
  /** how many came back on the 1st, 2nd … day after their end */
  returned: number[];
}

/** What Returns needs to know of the cell a conversation is in. */
export interface Place {
  day: number;
  codesOf(): ArrayLike<number>;
}

/** When customers came back with the same matter, by day, who handled it, and one more dimension at a time. */
export class Returns {
  /** by finest cell and the day of the end */
  private readonly byPlace = new Map<number, Group[]>();
  private readonly groups = new Map<number, Map<number, Group>[]>();

  /** Adds a solved conversation of a cell; `returnedAt` is NaN where nobody came back within 30 days. */
  add(cell: number, place: () => Place, { endedAt }: Facts, returnedAt: number): void {
    const endedOn = Math.floor(endedAt / DAY);
    const key = cell * 100_000 + endedOn;
    let groups = this.byPlace.get(key);
    if (!groups) {
      groups = this.groupsOf(place(), endedOn);
      this.byPlace.set(key, groups);
    }
    const after = returnedAt - endedAt;
    const back = after > 0 && after <= LAST_RETURN ? Math.ceil(after / DAY) : 0;
    for (const group of groups) {
      group.n += 1;
      if (back === 0) continue;
      while (group.returned.length < back) group.returned.push(0);
      group.returned[back - 1]! += 1;
    }
  }

  *all(): Generator<Group> {
    for (const dimensions of this.groups.values()) for (const groups of dimensions) yield* groups.values();
  }

  private groupsOf({ day, codesOf }: Place, endedOn: number): Group[] {
    const codes = codesOf();
    const handledBy = codes[HANDLED_BY]!;
    const ofDay = this.groups.get(day) ?? Array.from({ length: GROUPED_BY.length + 1 }, () => new Map());
    this.groups.set(day, ofDay);
    return [-1, ...GROUPED_BY].map((position, index) => {
      const code = position < 0 ? 0 : codes[position]!;
      const key = (code * 8 + handledBy) * 100_000 + endedOn;
      const found = ofDay[index]!.get(key) ?? {
        ...{ day, handledBy, dimension: index - 1, code, endedOn, n: 0, returned: [] },
      };
      ofDay[index]!.set(key, found);
      return found;
    });
  }
}

/** Writes what is known of returns to the conversations of the given days. */
export async function writeReturns(
  client: pg.ClientBase,
  returns: Returns,
  days: readonly string[],
  dictionary: Dictionary,
): Promise<void> {
  const rows = [...returns.all()].map(({ day, handledBy, dimension, code, endedOn, n, returned }) => ({
    day: days[day],
    handled_by: dictionary.value(HANDLED_BY, handledBy),
    dimension: dimension < 0 ? ALL : RETURN_DIMENSIONS[dimension],
    value: dimension < 0 ? ALL : dictionary.value(GROUPED_BY[dimension]!, code),
    ended_on: new Date(YEAR_2000 + endedOn * 86_400_000).toISOString().slice(0, 10),
    n,
    returned,
  }));
  await insertRows(client, 'return_cell', rows);
}
