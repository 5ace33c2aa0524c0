import { type RawBuilder, sql } from 'kysely';
import { HOURS } from '@/db/rollups/conversations/measures';
import { setOf } from '@/db/rollups/conversations/sets';
import { SERVICE_DIMENSIONS, type ServiceDimension, UNKNOWN } from '@/lib/core/dimensions';
import type { DateRange, Filter, Grain } from '@/lib/core/request';
import type { Period } from '../source';
import { type Needs, SERVED, SERVED_ENOUGH } from './needs';

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
 * One statement over the smallest cells that cover a request: sums by period and group, histograms concatenated,
 * hours by weekday, and beside them the number of values served.
 */
export function compile(asked: Compiled): RawBuilder<CellRow> {
  const { needs, by } = asked;
  const keys = ['period', ...by.map((_, index) => `g${index}`)].map((key) => sql.ref(key));
  const served = needs.served.map((measure) => ({ measure, rows: servedRows(asked, SERVED[measure]) }));
  const joins = served.map(
    ({ measure, rows }) => sql`left join (${rows}) as ${sql.ref(measure)} using (${sql.join(keys)})`,
  );
  const extra = served.map(({ measure }) => sql`, ${sql.ref(measure)}.served as ${sql.ref(measure)}`);
  return sql<CellRow>`
    select cells.*${extra.length > 0 ? sql.join(extra, sql` `) : sql``}
    from (${grouped(asked, by, measuresOf(needs))}) as cells ${joins.length > 0 ? sql.join(joins, sql` `) : sql``}`;
}

function measuresOf({ counts, sums, histograms, hours }: Needs): RawBuilder<unknown>[] {
  const columns = [...counts, ...sums.map(({ column }) => column)];
  return [
    ...columns.map((column) => sql`sum(${sql.ref(column)}) as ${sql.ref(column)}`),
    ...histograms.map((name) => sql`string_agg(${sql.ref(name)}, '') as ${sql.ref(name)}`),
    ...(hours ? WEEKDAYS : []).map(
      (weekday) =>
        sql`bit_or(${sql.ref(HOURS)}) filter (where mod(day - date '2000-01-03', 7) = ${sql.lit(weekday)}) as ${sql.ref(`hours${weekday}`)}`,
    ),
  ];
}

/** Values of a dimension with enough AI-involved conversations in the period and group; unknown is none. */
function servedRows(asked: Compiled, dimension: ServiceDimension): RawBuilder<unknown> {
  const keys = ['period', ...asked.by.map((_, index) => `g${index}`)].map((key) => sql.ref(key));
  const values = grouped(asked, [...asked.by, dimension], [sql`sum(ai_involved_n) as ai_involved_n`]);
  return sql`
    select ${sql.join(keys)}, count(*)::int as served from (${values}) as v
    where ai_involved_n >= ${sql.lit(SERVED_ENOUGH)} and ${sql.ref(`g${asked.by.length}`)} <> ${sql.lit(UNKNOWN)}
    group by ${sql.join(keys)}`;
}

function grouped(
  { filter, grain, periods, days }: Compiled,
  by: readonly ServiceDimension[],
  columns: RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const filtered = Object.entries(filter) as [ServiceDimension, string[]][];
  const used = new Set([...by, ...filtered.map(([dimension]) => dimension)]);
  const set = setOf(SERVICE_DIMENSIONS.filter((dimension) => used.has(dimension)));
  const table = set === null ? sql.table('conversation_cell_full') : sql.table('conversation_cell');
  const conditions = [
    ...(set === null ? [] : [sql`set_id = ${sql.lit(set)}`]),
    sql`day >= ${sql.lit(days.from)}::date`,
    sql`day < ${sql.lit(days.to)}::date`,
    ...filtered.map(([dimension, values]) => sql`${sql.ref(dimension)} = any(${values}::text[])`),
  ];
  const groups = by.map((dimension, index) => sql`${sql.ref(dimension)} as ${sql.ref(`g${index}`)}`);
  const positions = ['period', ...by].map((_, index) => sql.lit(index + 1));
  return sql`
    select ${sql.join([sql`${positionOf(periods, grain)} as period`, ...groups, ...columns])}
    from ${table}
    where ${sql.join(conditions, sql` and `)}
    group by ${sql.join(positions)}`;
}

/** Which of the periods, which follow one another without gaps, a day belongs to. */
function positionOf(periods: Period[], grain: Grain | undefined): RawBuilder<unknown> {
  if (!grain) return sql`0`;
  if (grain === 'day') return sql`day - ${sql.lit(periods[0]!.from)}::date`;
  const starts = periods.map(({ from }) => sql.lit(from));
  return sql`width_bucket(day, array[${sql.join(starts)}]::date[]) - 1`;
}
