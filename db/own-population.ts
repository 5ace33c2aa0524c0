import { sql } from 'kysely';
import type { Db } from './client';

export interface OwnPeriodRow {
  source: string;
  begins_on: string;
  ends_on: string;
  people: number;
  active: number;
}

export interface OwnSpan {
  source: string;
  first_on: string;
  last_on: string;
}

/** Sources with a population of their own, and from when to when they report of it. */
export async function ownSpans(db: Db): Promise<OwnSpan[]> {
  const { rows } = await sql<OwnSpan>`
    select s.name as source, min(o.begins_on) as first_on, max(o.ends_on) as last_on
    from own_population o join source s on s.id = o.source_id group by s.name order by s.name`.execute(db);
  return rows;
}

/** The periods they report that end in `[from, to)`, in order of time. */
export async function ownPeriods(db: Db, { from, to }: { from: string; to: string }): Promise<OwnPeriodRow[]> {
  const { rows } = await sql<OwnPeriodRow>`
    select s.name as source, o.begins_on, o.ends_on, o.people, o.active
    from own_population o join source s on s.id = o.source_id
    where o.ends_on >= ${from}::date and o.ends_on < ${to}::date
    order by o.ends_on`.execute(db);
  return rows;
}
