import { type RawBuilder, sql } from 'kysely';
import { HOURS } from '@/db/rollups/conversations/measures';
import { wholeMonths } from '@/db/rollups/conversations/months';
import { MONTHS_OF_STRATA, STRATA_SET, setOf } from '@/db/rollups/conversations/sets';
import { SERVICE_DIMENSIONS, type ServiceDimension } from '@/lib/core/dimensions';
import type { DateRange, Filter, Grain } from '@/lib/core/request';
import type { Period } from '../source';
import { type Needs, SERVED } from './needs';

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

export interface Compiled {
  needs: Needs;
  by: ServiceDimension[];
  filter: Filter;
  grain?: Grain;
  periods: Period[];
  /** the days of the request that are observed */
  days: DateRange;
}

/** A row as the statement returns it: `period` is the position in `periods`, `g0`, `g1` … are the groups. */
export type CellRow = { period: number } & Record<string, string | number | Buffer | null>;

/**
 * One statement over the smallest cells that cover a request: sums by period and group, histograms and tallies
 * concatenated, hours by weekday.
 */
export function compile({ needs, by, filter, grain, periods, days }: Compiled): RawBuilder<CellRow> {
  const filtered = Object.entries(filter) as [ServiceDimension, string[]][];
  const used = new Set([...by, ...filtered.map(([dimension]) => dimension)]);
  const set = setOf(SERVICE_DIMENSIONS.filter((dimension) => used.has(dimension)));
  const months = set === STRATA_SET && isOfSums(needs) && mayGoByMonths(grain) ? wholeMonths(days) : null;
  const conditions = [
    months === null ? cellsOf(set, days) : byMonths(days, months),
    ...filtered.map(([dimension, values]) => sql`${sql.ref(dimension)} = any(${values}::text[])`),
  ];
  const groups = by.map((dimension, index) => sql`${sql.ref(dimension)} as ${sql.ref(`g${index}`)}`);
  const positions = ['period', ...by].map((_, index) => sql.lit(index + 1));
  return sql<CellRow>`
    select ${sql.join([sql`${positionOf(periods, grain)} as period`, ...groups, ...measuresOf(needs)])}
    from ${sql.table(set === null ? 'conversation_cell_full' : 'conversation_cell')}
    where ${sql.join(conditions, sql` and `)}
    group by ${sql.join(positions)}`;
}

const isOfSums = ({ histograms, served, hours }: Needs) => histograms.length === 0 && served.length === 0 && !hours;
const mayGoByMonths = (grain: Grain | undefined) => grain !== 'day' && grain !== 'week';

function cellsOf(set: number | null, { from, to }: DateRange): RawBuilder<unknown> {
  const days = sql`day >= ${sql.lit(from)}::date and day < ${sql.lit(to)}::date`;
  return set === null ? days : sql`set_id = ${sql.lit(set)} and ${days}`;
}

/** Whole months as such, and the days around them. */
function byMonths({ from, to }: DateRange, months: DateRange): RawBuilder<unknown> {
  const around = [
    { from, to: months.from },
    { from: months.to, to },
  ].filter((days) => days.from < days.to);
  const parts = [cellsOf(MONTHS_OF_STRATA, months), ...around.map((days) => cellsOf(STRATA_SET, days))];
  return sql`(${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` or `,
  )})`;
}

function measuresOf({ counts, sums, histograms, served, hours }: Needs): RawBuilder<unknown>[] {
  const added = [...counts, ...sums.map(({ column }) => column)];
  const merged = [...histograms, ...served.map((measure) => SERVED[measure])];
  return [
    ...added.map((column) => sql`sum(${sql.ref(column)}) as ${sql.ref(column)}`),
    ...merged.map((column) => sql`string_agg(${sql.ref(column)}, '') as ${sql.ref(column)}`),
    ...(hours ? WEEKDAYS : []).map((weekday) => {
      // 2000-01-03 was a Monday.
      const isWeekday = sql`mod(day - date '2000-01-03', 7) = ${sql.lit(weekday)}`;
      return sql`bit_or(${sql.ref(HOURS)}) filter (where ${isWeekday}) as ${sql.ref(`hours${weekday}`)}`;
    }),
  ];
}

/** Which of the periods, which follow one another without gaps, a day belongs to. */
function positionOf(periods: Period[], grain: Grain | undefined): RawBuilder<unknown> {
  if (!grain) return sql`0`;
  if (grain === 'day') return sql`day - ${sql.lit(periods[0]!.from)}::date`;
  // Weeks are told by arithmetic: a search among the starts costs as much as the rest of a row.
  if (grain === 'week') return sql`(day - ${sql.lit(periods[0]!.key!)}::date) / 7`;
  const starts = periods.map(({ from }) => sql.lit(from));
  return sql`width_bucket(day, array[${sql.join(starts)}]::date[]) - 1`;
}
