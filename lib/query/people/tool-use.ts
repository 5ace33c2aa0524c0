import type { ActivityRow, PeopleRecords } from '@/db/people';
import { type BitMatrix, bitMatrix, setBit } from '@/lib/stats/bitset';
import { type Day, dayOf, weekOf } from './calendar';
import type { Identities } from './identities';
import { daysFirst, type Entries, type Heard, ofActive, oneCount, oneRowAWeek } from './told-twice';

/** Everybody's use of one tool. Bits are per person, over days or over ISO weeks. */
export interface ToolUse {
  name: string;
  /** days active, from one-day rows */
  days: BitMatrix;
  /** those of them whose number of interactions is known */
  counted: BitMatrix;
  /** interactions of one-day rows, by person: of a day those of one source */
  amounts: Amounts;
  /** weeks active: one-day rows, and 7-day rows in the week of their fourth day, of a source one row a week */
  weeks: BitMatrix;
  /** running totals of interactions before each week: `person × (weeks + 1) + week − first week` */
  weekTotals: Float64Array;
  /** rows longer than a day in which the person was active */
  long: LongRows;
  /** dates with a one-day row, and the periods of longer rows, of anybody: what the vendor reported */
  oneDayDates: readonly Day[];
  longPeriods: readonly { from: Day; to: Day }[];
}

/** Entries of person p lie at `start[p]` to `start[p + 1]`, in order of date. */
export interface Amounts {
  start: Int32Array;
  day: Int32Array;
  /** running total over all entries: those of `[i, j)` are `total[j] - total[i]` */
  total: Float64Array;
}

export interface LongRows {
  start: Int32Array;
  from: Int32Array;
  /** exclusive */
  to: Int32Array;
  /** -1 where the vendor does not tell it */
  lastActive: Int32Array;
}

interface Range {
  first: Day;
  end: Day;
}

/** Unpacks activity by tool. All tools share origins and lengths, so that their bits can be joined. */
export function toolUses(
  records: PeopleRecords,
  names: readonly string[],
  people: Identities,
  heard: Heard,
): ToolUse[] {
  const byTool = new Map<string, Entries[]>(names.map((name) => [name, []]));
  const range = { first: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
  for (const row of records.activity) {
    const entries = unpack(row, records.hashes, people);
    byTool.get(row.tool)!.push(entries);
    range.first = Math.min(range.first, entries.day);
    range.end = Math.max(range.end, entries.day + entries.length);
  }
  if (range.first > range.end) Object.assign(range, { first: 0, end: 0 });
  return names.map((name) => useOf(name, byTool.get(name)!, range, people.count, heard));
}

function unpack(
  { source_id, entries, date, period_days }: ActivityRow,
  hashes: readonly string[],
  people: Identities,
): Entries {
  const day = dayOf(date);
  const width = period_days > 1 ? 3 : 2;
  const count = entries.length / 4 / width;
  const person = new Int32Array(count);
  const interactions = new Int32Array(count);
  const lastActive = new Int32Array(period_days > 1 ? count : 0);
  const view = new DataView(entries.buffer, entries.byteOffset, entries.length);
  for (let i = 0; i < count; i++) {
    const number = view.getInt32(i * width * 4);
    const fixed = people.fixed[number]!;
    person[i] = fixed >= 0 ? fixed : people.of(hashes[number]!, day);
    interactions[i] = view.getInt32(i * width * 4 + 4);
    if (width < 3) continue;
    const told = view.getInt32(i * width * 4 + 8);
    lastActive[i] = told < 0 ? -1 : day + told;
  }
  return { source: source_id, day, length: period_days, person, interactions, lastActive };
}

function useOf(name: string, rows: readonly Entries[], range: Range, people: number, heard: Heard): ToolUse {
  const oneDay = oneCount(
    rows.filter((row) => row.length === 1),
    people,
    heard,
  );
  const longer = rows.filter((row) => row.length > 1);
  const weeks = oneRowAWeek(
    longer.filter((row) => row.length === 7),
    people,
    heard,
  );
  return {
    name,
    ...daily(oneDay, range, people),
    ...weekly(oneDay, oneCount(daysFirst(oneDay, weeks, people, heard), people, heard), range, people),
    long: longRows(longer.map(ofActive), people),
    oneDayDates: [...new Set(oneDay.map(({ day }) => day))],
    longPeriods: longer.map(({ day, length }) => ({ from: day, to: day + length })),
  };
}

/** Turns counts per person, kept one place to the right, into where each person's entries begin. */
function cumulate(start: Int32Array): Int32Array {
  for (let person = 1; person < start.length; person++) start[person]! += start[person - 1]!;
  return start;
}

function daily(
  rows: readonly Entries[],
  { first, end }: Range,
  people: number,
): Pick<ToolUse, 'days' | 'counted' | 'amounts'> {
  const days = bitMatrix(people, first, end);
  const start = new Int32Array(people + 1);
  let unknown = false;
  for (const { day, person, interactions } of rows)
    for (let i = 0; i < person.length; i++) {
      setBit(days, person[i]!, day);
      if (interactions[i]! >= 0) start[person[i]! + 1]!++;
      else unknown = true;
    }
  cumulate(start);
  // Unknown numbers are rare: without any, the two sets of days are the same object.
  const counted = unknown ? bitMatrix(people, first, end) : days;
  const size = start[people]!;
  const amounts = { start, day: new Int32Array(size), total: new Float64Array(size + 1) };
  const cursor = start.slice();
  for (const { day, person, interactions } of rows)
    for (let i = 0; i < person.length; i++) {
      if (interactions[i]! < 0) continue;
      if (unknown) setBit(counted, person[i]!, day);
      const at = cursor[person[i]!]!++;
      amounts.day[at] = day;
      amounts.total[at + 1] = interactions[i]!;
    }
  for (let at = 1; at <= size; at++) amounts.total[at]! += amounts.total[at - 1]!;
  return { days, counted, amounts };
}

function weekly(
  oneDay: readonly Entries[],
  sevenDays: readonly Entries[],
  { first, end }: Range,
  people: number,
): Pick<ToolUse, 'weeks' | 'weekTotals'> {
  const origin = weekOf(first);
  const stride = weekOf(end) + 2 - origin;
  const weeks = bitMatrix(people, origin, origin + stride - 1);
  const weekTotals = new Float64Array(people * stride);
  const add = ({ person, interactions }: Entries, week: number) => {
    for (let i = 0; i < person.length; i++) {
      setBit(weeks, person[i]!, week);
      if (interactions[i]! > 0) weekTotals[person[i]! * stride + week - origin + 1]! += interactions[i]!;
    }
  };
  for (const row of oneDay) add(row, weekOf(row.day));
  for (const row of sevenDays) add(row, weekOf(row.day + 3));
  for (let at = 1; at < weekTotals.length; at++) if (at % stride !== 0) weekTotals[at]! += weekTotals[at - 1]!;
  return { weeks, weekTotals };
}

function longRows(rows: readonly Entries[], people: number): LongRows {
  const start = new Int32Array(people + 1);
  for (const { person } of rows) for (let i = 0; i < person.length; i++) start[person[i]! + 1]!++;
  cumulate(start);
  const size = start[people]!;
  const packed = { start, from: new Int32Array(size), to: new Int32Array(size), lastActive: new Int32Array(size) };
  const cursor = start.slice();
  for (const { day, length, person, lastActive } of rows)
    for (let i = 0; i < person.length; i++) {
      const at = cursor[person[i]!]!++;
      packed.from[at] = day;
      packed.to[at] = day + length;
      packed.lastActive[at] = lastActive[i]!;
    }
  return packed;
}
