import { sql } from 'kysely';
import type { RecordType } from '@/lib/core/record';
import type { Activity } from '@/lib/core/sources';
import type { Db } from '../client';

/** What a source holds of a type, as kept with the merges. */
export interface SourceRecords {
  source: string;
  activity: Activity;
  type: RecordType;
  records: number;
  waiting: number;
  first_on: string | null;
  last_on: string | null;
}

export const recordsBySource = async (db: Db): Promise<SourceRecords[]> =>
  (await db
    .selectFrom('source_state')
    .innerJoin('source', 'source.id', 'source_state.source_id')
    .select(['source.name as source', 'activity', 'type', 'records', 'waiting', 'first_on', 'last_on'])
    .orderBy('source.name')
    .execute()) as SourceRecords[];

export interface SourceRuns {
  id: number;
  source: string;
  activity: Activity;
  unsettled_from: string | null;
  runs: number;
  read: number;
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
  last: number | null;
  /** the latest days, in a zone, on which a run brought rows; oldest first */
  arrivals: string[];
}

/** Every source: its successful runs added up, its last run of any state, and its latest days of arrival. */
export async function runsBySource(db: Db, zone: string, mostDays: number): Promise<SourceRuns[]> {
  const { rows } = await sql<SourceRuns>`
    select s.id, s.name as source, s.activity, s.unsettled_from, sums.*,
      (select max(id) from run where source_id = s.id) as last,
      array(select day::text from (
        select distinct (finished_at at time zone ${zone})::date as day from run
        where source_id = s.id and state = 'succeeded' and read > 0 order by day desc limit ${mostDays}) latest
        order by day) as arrivals
    from source s, lateral (
      select count(*) as runs, coalesce(sum(read), 0)::int8 as read, coalesce(sum(accepted), 0)::int8 as accepted,
        coalesce(sum(updated), 0)::int8 as updated, coalesce(sum(duplicate), 0)::int8 as duplicate,
        coalesce(sum(rejected), 0)::int8 as rejected
      from run where source_id = s.id and state = 'succeeded') sums
    order by s.name`.execute(db);
  return rows;
}

export interface SourcePeople {
  source: string;
  type: 'tool_activity' | 'seat';
  /** by the roster, whenever: an employee, only ever a contractor, or nobody on it */
  who: 'employee' | 'contractor' | 'unmatched';
  people: number;
  records: number;
}

const ROSTER = sql`
  named as materialized (
    select hash, bool_or(employed) as employed
    from (select employee as hash, employment = 'employee' as employed from employee
          union all select email, employment = 'employee' from employee where email is not null) each_row
    group by hash),
  roster as materialized (
    select hash, employed from named
    union all select a.alias, n.employed from alias a join named n on n.hash = a.person
      where not exists (select from named own where own.hash = a.alias))`;

const IS_MATCHED = sql`(p.type <> 'tool_activity' or s.activity = 'use')`;

/**
 * Whom use and seats are about, told by employee id, e-mail or another name. Reads people, not records. People of a
 * population of their own are never looked for on the roster.
 */
export async function peopleBySource(db: Db): Promise<SourcePeople[]> {
  const { rows } = await sql<SourcePeople>`
    with ${ROSTER}
    select s.name as source, p.type,
      case when r.hash is null then 'unmatched' when r.employed then 'employee' else 'contractor' end as who,
      count(*) as people, sum(p.records)::int8 as records
    from source_person p join source s on s.id = p.source_id left join roster r on r.hash = p.person
    where ${IS_MATCHED}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** Of each source the different people, in activity or seats, and how many of them no roster row names. */
export async function unmatchedBySource(db: Db): Promise<{ source: string; known: number; unmatched: number }[]> {
  const { rows } = await sql<{ source: string; known: number; unmatched: number }>`
    with ${ROSTER}
    select s.name as source, count(distinct p.person)::int as known,
      (count(distinct p.person) filter (where not exists (select from roster r where r.hash = p.person)))::int as unmatched
    from source_person p join source s on s.id = p.source_id where ${IS_MATCHED} group by 1`.execute(db);
  return rows;
}

/** Roster rows of contractors, and quarters that a later run of another source tells too. Both tables are small. */
export async function rowsBeside(db: Db): Promise<{ source: string; type: 'employee' | 'financials'; n: number }[]> {
  const { rows } = await sql<{ source: string; type: 'employee' | 'financials'; n: number }>`
    select s.name as source, beside.type, beside.n from source s join (
      select source_id, 'employee' as type, count(*) as n from employee where employment = 'contractor' group by 1
      union all
      select source_id, 'financials', count(*) from financials f where exists (
        select from financials o where o.quarter = f.quarter
          and (o.run_id, o.source_id) > (f.run_id, f.source_id)) group by 1) beside on beside.source_id = s.id`.execute(
    db,
  );
  return rows;
}

/** Which optional fields any conversation has, told by the cells of whole days. */
export async function fieldsPresent(db: Db): Promise<Record<string, boolean>> {
  const { rows } = await sql<Record<string, boolean>>`
    select coalesce(bool_or(csat_n > 0), false) as csat,
      coalesce(bool_or(request_n > 0), false) as human_requested_at,
      coalesce(bool_or(ai_cost_n > 0), false) as ai_cost,
      coalesce(bool_or(first_response_seconds is not null), false) as first_reply_at,
      coalesce(bool_or(ai_markets is not null), false) as market,
      coalesce(bool_or(ai_languages is not null), false) as language
    from conversation_cell where set_id = 0`.execute(db);
  return rows[0]!;
}
