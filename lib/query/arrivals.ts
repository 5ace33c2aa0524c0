import { type SqlBool, sql } from 'kysely';
import type { Db } from '@/db/client';
import type { ArrivalKind } from '@/db/rollups/conversations/facts';
import type { DateRange, Filter } from '@/lib/core/request';

/** Dimensions the tables of arrivals have. */
export type ArrivalDimension = 'channel' | 'language' | 'complexity';

/** Arrivals that need people in one half-hour (0 to 47) of one day. */
export interface ArrivalCount {
  day: string;
  channel: string;
  halfHour: number;
  n: number;
}

export interface ArrivalSum {
  channel: string;
  kind: ArrivalKind;
  n: number;
  servedN: number;
  serviceSeconds: number;
  handleN: number;
  handleSeconds: number;
}

const matching = ({ from, to }: DateRange, filter: Filter) => {
  const conditions = [sql<SqlBool>`day >= ${from}::date and day < ${to}::date`];
  for (const name of ['channel', 'language', 'complexity'] as const)
    if (filter[name]) conditions.push(sql`${sql.ref(name)} = any(${filter[name]}::text[])`);
  return sql.join(conditions, sql` and `);
};

/** By date, channel and half-hour; half-hours without arrivals have no row. */
export async function readArrivals(db: Db, range: DateRange, filter: Filter): Promise<ArrivalCount[]> {
  const { rows } = await sql<ArrivalCount>`
    select day, channel, (h.place - 1)::int as "halfHour", sum(h.n)::int as n
    from arrival_cell, unnest(half_hours) with ordinality h (n, place)
    where ${matching(range, filter)} and h.n > 0
    group by 1, 2, 3`.execute(db);
  return rows;
}

export async function readArrivalSums(db: Db, range: DateRange, filter: Filter): Promise<ArrivalSum[]> {
  const { rows } = await sql<ArrivalSum>`
    select channel, kind, sum(n)::int as n, sum(served_n)::int as "servedN",
      sum(service_microseconds_sum) / 1e6 as "serviceSeconds", sum(handle_n)::int as "handleN",
      sum(handle_microseconds_sum) / 1e6 as "handleSeconds"
    from arrival_cell where ${matching(range, filter)}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** The agents known to have answered somebody who asked for a person, by value of a dimension; not all of them. */
export async function readAgents(
  db: Db,
  range: DateRange,
  filter: Filter,
  by: ArrivalDimension,
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ value: string; agents: string[] }>`
    select ${sql.ref(by)} as value, array_agg(distinct agent)::text[] as agents
    from answering_agents, unnest(agents) agent
    where ${matching(range, filter)}
    group by 1`.execute(db);
  return new Map(rows.map(({ value, agents }) => [value, new Set(agents)]));
}
