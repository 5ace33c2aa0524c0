import { type SqlBool, sql } from 'kysely';
import type { Db } from '@/db/client';
import type { DateRange } from '@/lib/core/request';
import { MOST_RETURN_DAYS, type ReturnDimension } from '@/lib/core/returns';

/** Solved conversations of one way of being handled that have been watched for so many whole days after their end. */
export interface WatchedGroup {
  handledBy: string;
  /** 0 to 30 */
  watchedDays: number;
  n: number;
  /** how many came back on the 1st, 2nd … day after their end */
  returned: number[];
}

/**
 * Returns to the conversations of a range, by one value of a dimension or of all. Watched are the whole days between
 * the day of UTC on which a conversation ended and the watermark: never more than it was watched.
 */
export async function readReturns(
  db: Db,
  { from, to }: DateRange,
  filter: { dimension: ReturnDimension; values: readonly string[] } | null,
  asOf: string,
): Promise<WatchedGroup[]> {
  const which: SqlBool | ReturnType<typeof sql<SqlBool>> = filter
    ? sql<SqlBool>`dimension = ${filter.dimension} and value = any(${[...filter.values]}::text[])`
    : sql<SqlBool>`dimension = 'all'`;
  const { rows } = await sql<WatchedGroup>`
    with cell as (
      select handled_by, ended_on, n, returned,
        least(${MOST_RETURN_DAYS}, greatest(0,
          (${asOf}::timestamptz at time zone 'UTC')::date - ended_on - 1)) as watched
      from return_cell
      where ${which} and day >= ${from}::date and day < ${to}::date
    ), came as (
      select handled_by, watched, place, sum(r.n) as n
      from cell, unnest(returned) with ordinality r (n, place) group by 1, 2, 3
    ), all_of as (select handled_by, watched, sum(n)::int as n from cell group by 1, 2)
    select handled_by as "handledBy", watched::int as "watchedDays", a.n,
      array(
        select coalesce(c.n, 0)::int from generate_series(1, ${MOST_RETURN_DAYS}) d
        left join came c on c.handled_by = a.handled_by and c.watched = a.watched and c.place = d order by d
      ) as returned
    from all_of a`.execute(db);
  return rows;
}
