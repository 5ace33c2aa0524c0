import { unanswerable } from '@/lib/core/errors';
import type { IsoDate } from '@/lib/core/request';
import type { SourceQuery } from '../source';
import { dayOf, weekdayOf } from './calendar';
import type { Family } from './family';
import type { Snapshot } from './snapshot';
import type { ToolUse } from './tool-use';

/** A row's department and team: the cells it is about, and its values in the order of `by`. */
export interface OrgGroup {
  department?: string;
  team?: string;
  cells: ReadonlySet<number>;
}

/** A row's tool: the tools whose use is taken together. */
export interface ToolGroup {
  tool?: string;
  tools: readonly number[];
}

const ORGANISATION = ['department', 'team'] as const;
const asks = ({ by, filter }: SourceQuery, dimension: 'department' | 'team' | 'tool') =>
  by.includes(dimension) || filter[dimension] !== undefined;

export const asksOrganisation = (query: SourceQuery) => ORGANISATION.some((dimension) => asks(query, dimension));
export const asksTool = (query: SourceQuery) => asks(query, 'tool');

/** Refuses (422, one sentence) what privacy lets nobody ask; spec: metrics.md, Privacy. */
export function assertAskable(query: SourceQuery, familyOf: (metric: SourceQuery['metrics'][number]) => Family): void {
  if (!asksOrganisation(query)) return;
  if (query.grain === 'day')
    throw unanswerable('grain', 'With department or team, days are not a grain: ask by week, month or quarter.');
  for (const field of ['from', 'to'] as const) {
    const date = query.range[field];
    if (!isBoundary(date))
      throw unanswerable(
        field,
        `With department or team, periods begin and end on a Monday, a month or a quarter: ${date} is none of these.`,
      );
  }
  const narrow = asksTool(query) && query.metrics.find((metric) => familyOf(metric).narrow);
  if (narrow)
    throw unanswerable(
      query.by.includes('tool') ? 'by' : 'filter',
      `${narrow.title} can be asked by tool or by department and team, not by both at once.`,
    );
}

const isBoundary = (date: IsoDate) => date.endsWith('-01') || weekdayOf(dayOf(date)) === 0;

/** The organisational rows: every group with an employee in the whole range, and what `used` adds (holders of seats). */
export function orgGroups(query: SourceQuery, snapshot: Snapshot, used: ReadonlySet<number>): OrgGroup[] {
  const { by, filter } = query;
  if (!asksOrganisation(query)) return [{ cells: new Set([0]) }];
  const nowhere = snapshot.cells.length;
  const nameOf = (cell: number) => snapshot.cells[cell] ?? { department: 'unknown', team: 'unknown' };
  const passes = (cell: number) =>
    ORGANISATION.every((dimension) => filter[dimension]?.includes(nameOf(cell)[dimension]) ?? true);
  const chosen = Array.from({ length: nowhere + 1 }, (_, cell) => cell).filter(passes);
  const split = ORGANISATION.filter((dimension) => by.includes(dimension));
  if (split.length === 0) return [{ cells: new Set(chosen) }];

  const present = cellsPresent(query, snapshot);
  const groups = new Map<string, OrgGroup & { cells: Set<number>; listed: boolean }>();
  for (const cell of chosen) {
    const values = Object.fromEntries(split.map((dimension) => [dimension, nameOf(cell)[dimension]]));
    const key = Object.values(values).join('\u0000');
    const group = groups.get(key) ?? { ...values, cells: new Set<number>(), listed: false };
    group.cells.add(cell);
    group.listed ||= present.has(cell) || used.has(cell);
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ listed }) => listed);
}

function cellsPresent({ range }: SourceQuery, snapshot: Snapshot): Set<number> {
  const from = dayOf(range.from);
  const to = dayOf(range.to);
  const present = new Set<number>();
  for (const stretch of snapshot.stretches)
    if (stretch.employee && stretch.from < to && stretch.to > from) present.add(stretch.cell);
  return present;
}

/** The tool rows: with `by` every tool with a record in the whole range, else the chosen ones together. */
export function toolGroups(query: SourceQuery, { tools, seats }: Snapshot, reads: Set<'use' | 'seats'>): ToolGroup[] {
  const chosen = tools
    .map((_, index) => index)
    .filter((tool) => query.filter.tool?.includes(tools[tool]!.name) ?? true);
  if (!query.by.includes('tool')) return [{ tools: chosen }];
  const from = dayOf(query.range.from);
  const to = dayOf(query.range.to);
  const held = new Set(seats.filter((seat) => seat.from < to && seat.to > from).map((seat) => seat.tool));
  return chosen
    .filter((tool) => (reads.has('use') && hasRows(tools[tool]!, from, to)) || (reads.has('seats') && held.has(tool)))
    .map((tool) => ({ tool: tools[tool]!.name, tools: [tool] }));
}

export function hasRows({ oneDayDates, longPeriods }: ToolUse, from: number, to: number): boolean {
  return (
    oneDayDates.some((day) => day >= from && day < to) || longPeriods.some((row) => row.from < to && row.to > from)
  );
}
