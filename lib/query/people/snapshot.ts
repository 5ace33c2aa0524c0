import type { PeopleRecords } from '@/db/people';
import { UNKNOWN } from '@/lib/core/dimensions';
import { type Day, dayOf, NEVER } from './calendar';
import { identities } from './identities';
import { reachesOf } from './reach';
import { type Seat, seatsOf } from './seats';
import { type Told, ToldTwice } from './told';
import { type ToolUse, toolUses } from './tool-use';

/** A stretch of one person's time in one cell. Sorted by person, then start; they never overlap. */
export interface Stretch {
  person: number;
  cell: number;
  from: Day;
  /** exclusive */
  to: Day;
  employee: boolean;
  tech: boolean;
}

export interface Cell {
  department: string;
  team: string;
}

export interface Quarter {
  revenue: number;
  customerServiceCost: number;
  transactions: number;
}

/**
 * Everything about people at one version of the records, with people as small numbers: those of the roster
 * first, then people known only by a seat or by activity. Never written to once built.
 */
export interface Snapshot {
  readonly version: number;
  readonly people: number;
  readonly cells: readonly Cell[];
  readonly stretches: readonly Stretch[];
  /** person → index of the first stretch; one more entry than people */
  readonly stretchStart: Int32Array;
  /** person → unbroken times as an employee, whatever the cell */
  readonly employed: readonly (readonly { from: Day; to: Day }[])[];
  readonly rosterFirst: Day | null;
  /** sorted by name; a tool that only has seats has no use */
  readonly tools: readonly ToolUse[];
  /** sorted by person */
  readonly seats: readonly Seat[];
  /** of records whose numbers another one's stand for: how many of which source, and of which the other */
  readonly toldTwice: readonly Told[];
  readonly financials: ReadonlyMap<string, Quarter>;
  /** first date of any activity, null before any came */
  readonly first: Day | null;
  /** of each source the last day it tells of; of these the earliest */
  readonly watermark: Day | null;
  /** the first day that a vendor may still change; NEVER where all are settled */
  readonly unsettledFrom: Day;
}

/** Builds the snapshot of one version's records. */
export function buildSnapshot(records: PeopleRecords): Snapshot {
  const { cells, stretches } = rosterOf(records.roster);
  const people = identities(records);
  const stretchStart = startsOf(people.count, stretches);
  const toolNames = [...new Set([...records.activity, ...records.seats].map((row) => row.tool))].sort();
  const employed = employedTimes(people.count, stretches);
  const told = new ToldTwice();
  const seats = seatsOf(records.seats, toolNames, people, told);
  const reaches = reachesOf(records.activity);
  return {
    version: records.version,
    people: people.count,
    cells,
    stretches,
    stretchStart,
    employed,
    rosterFirst: stretches.length ? stretches.reduce((first, { from }) => Math.min(first, from), NEVER) : null,
    tools: toolUses(records, toolNames, people, (source, by, person) => {
      if (employed[person]!.length > 0) told.note('tool_activity', source, by);
    }),
    seats,
    toldTwice: told.all,
    financials: new Map(
      records.financials.map((row) => [
        row.quarter,
        { revenue: row.revenue, customerServiceCost: row.customer_service_cost, transactions: row.transactions },
      ]),
    ),
    first: records.activity.length ? dayOf(records.activity[0]!.date) : null,
    watermark: reaches.length ? Math.min(...reaches) : null,
    unsettledFrom: records.unsettledFrom === null ? NEVER : dayOf(records.unsettledFrom),
  };
}

/** Stretches by the roster's rule: where two of one employee overlap, the later start ends the earlier. */
function rosterOf(roster: PeopleRecords['roster']): { cells: Cell[]; stretches: Stretch[] } {
  const cellNumbers = new Map<string, number>();
  const cells: Cell[] = [];
  const stretches: Stretch[] = [];
  let person = -1;
  let employee = '';
  for (const row of roster) {
    if (row.employee !== employee) person++;
    employee = row.employee;
    const from = dayOf(row.valid_from);
    const to = row.valid_to === null ? NEVER : dayOf(row.valid_to);
    if (to <= from) continue;
    const before = stretches.at(-1);
    if (before?.person === person && before.to > from) before.to = from;
    if (before?.person === person && before.to <= before.from) stretches.pop();
    const team = row.team ?? UNKNOWN;
    const name = `${row.department}\u0000${team}`;
    const cell = cellNumbers.get(name) ?? cells.push({ department: row.department, team }) - 1;
    cellNumbers.set(name, cell);
    stretches.push({ person, cell, from, to, employee: row.employment === 'employee', tech: row.is_tech });
  }
  return { cells, stretches };
}

function startsOf(people: number, stretches: readonly Stretch[]): Int32Array {
  const start = new Int32Array(people + 1);
  for (const { person } of stretches) start[person + 1]!++;
  for (let person = 0; person < people; person++) start[person + 1]! += start[person]!;
  return start;
}

function employedTimes(people: number, stretches: readonly Stretch[]): { from: Day; to: Day }[][] {
  const times: { from: Day; to: Day }[][] = Array.from({ length: people }, () => []);
  for (const { person, from, to, employee } of stretches) {
    if (!employee) continue;
    const last = times[person]!.at(-1);
    if (last?.to === from) last.to = to;
    else times[person]!.push({ from, to });
  }
  return times;
}

/** The stretch of a person that holds a day, if any. */
export function stretchOn({ stretches, stretchStart }: Snapshot, person: number, day: Day): Stretch | undefined {
  for (let i = stretchStart[person]!; i < stretchStart[person + 1]!; i++) {
    const stretch = stretches[i]!;
    if (stretch.from <= day && day < stretch.to) return stretch;
  }
  return undefined;
}
