import { type Day, mondayOf, weekOf } from './calendar';

/**
 * The same fact told twice. Whether somebody was active is the union of all that is told; how much they did is told by
 * one row only: of a day or week one row a day before longer ones, a number before none, then the source known first.
 */

/** Rows of one source, date and length, with people as the snapshot numbers them. */
export interface Entries {
  source: number;
  day: Day;
  length: number;
  person: Int32Array;
  /** -1 where the vendor tells that somebody was active, not how much; 0 only in 7-day rows */
  interactions: Int32Array;
  /** -1 where the vendor does not tell it; empty in one-day rows */
  lastActive: Int32Array;
}

/** Hears of every row whose number another one tells: its source, the other's, and whom it is about. */
export type Heard = (source: number, by: number, person: number) => void;

/** Without the people for whom `keeps` is false. */
export function only(rows: Entries, keeps: (index: number) => boolean): Entries {
  const kept = Int32Array.from(rows.person.keys()).filter(keeps);
  if (kept.length === rows.person.length) return rows;
  const pick = (values: Int32Array) => (values.length ? kept.map((index) => values[index]!) : values);
  return {
    ...rows,
    person: pick(rows.person),
    interactions: pick(rows.interactions),
    lastActive: pick(rows.lastActive),
  };
}

export const ofActive = (rows: Entries): Entries => only(rows, (index) => rows.interactions[index] !== 0);

/**
 * Of the 7-day rows of one source and person that belong to one ISO week, the one that covers most of it; of two that
 * cover as much, the later. A row in which nobody was active decides as well.
 */
export function oneRowAWeek(rows: readonly Entries[], people: number, heard: Heard): Entries[] {
  const groups = new Map<string, Entries[]>();
  for (const row of rows) {
    const name = `${row.source} ${weekOf(row.day + 3)}`;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  const told = new Int32Array(people).fill(-1);
  const away = ({ day }: Entries) => Math.abs(day - mondayOf(weekOf(day + 3)));
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return [ofActive(group[0]!)];
    group.sort((a, b) => away(a) - away(b) || b.day - a.day);
    const kept = group.map((row, at) =>
      only(row, (index) => {
        const person = row.person[index]!;
        // Two accounts of one person are in one row of the source's: they are added up.
        if (told[person] === -1) told[person] = at;
        if (told[person] === at) return row.interactions[index] !== 0;
        if (row.interactions[index]! > 0) heard(row.source, row.source, person);
        return false;
      }),
    );
    for (const { person } of group) for (const one of person) told[one] = -1;
    return kept;
  });
}

/**
 * Leaves, in rows about one day or one week, each person's number to the first in order that has one; in the others
 * it becomes "active, not told how much". Numbers of one source, two accounts of a person, stay together.
 */
export function oneCount(rows: readonly Entries[], people: number, heard: Heard): Entries[] {
  if (rows.every(({ source, length }) => source === rows[0]!.source && length === rows[0]!.length)) return [...rows];
  const periodOf = ({ day, length }: Entries) => (length === 1 ? day : weekOf(day + 3));
  const groups = new Map<number, Entries[]>();
  for (const row of rows) groups.set(periodOf(row), [...(groups.get(periodOf(row)) ?? []), row]);
  const by = new Int32Array(people).fill(-1);
  const made = [...groups.values()].flatMap((group) => {
    group.sort((a, b) => a.source - b.source);
    const left = group.map((row) => leave(row, by, heard));
    for (const { person } of group) for (const one of person) by[one] = -1;
    return left;
  });
  return made;
}

/** `by`: of each person the source whose number counts already, else -1. */
function leave(row: Entries, by: Int32Array, heard: Heard): Entries {
  const interactions = row.interactions.map((number, index) => {
    const person = row.person[index]!;
    if (number <= 0) return number;
    if (by[person] === -1) by[person] = row.source;
    if (by[person] === row.source) return number;
    heard(row.source, by[person]!, person);
    return -1;
  });
  return { ...row, interactions };
}

/** Leaves the numbers of weeks in which single days are counted to these. */
export function daysFirst(
  days: readonly Entries[],
  weeks: readonly Entries[],
  people: number,
  heard: Heard,
): readonly Entries[] {
  if (weeks.length === 0 || days.length === 0) return weeks;
  const wanted = new Set(weeks.map(({ day }) => weekOf(day + 3)));
  const counted = new Map<number, Int32Array>();
  for (const { source, day, person, interactions } of days) {
    const week = weekOf(day);
    if (!wanted.has(week)) continue;
    const by = counted.get(week) ?? new Int32Array(people).fill(-1);
    counted.set(week, by);
    for (let i = 0; i < person.length; i++) if (interactions[i]! > 0 && by[person[i]!] === -1) by[person[i]!] = source;
  }
  return weeks.map((row) => {
    const by = counted.get(weekOf(row.day + 3));
    if (!by) return row;
    const interactions = row.interactions.map((number, index) => {
      const person = row.person[index]!;
      if (number <= 0 || by[person] === -1) return number;
      heard(row.source, by[person]!, person);
      return -1;
    });
    return { ...row, interactions };
  });
}
