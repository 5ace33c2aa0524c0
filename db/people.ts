import { sql } from 'kysely';
import type { Db } from './client';

export interface RosterRow {
  employee: string;
  email: string | null;
  department: string;
  team: string | null;
  is_tech: boolean;
  employment: 'employee' | 'contractor';
  valid_from: string;
  valid_to: string | null;
}

export interface SeatRow {
  source_id: number;
  person: string;
  tool: string;
  assigned_on: string;
  revoked_on: string | null;
  monthly_cost: number | null;
}

export interface FinancialsRow {
  quarter: string;
  revenue: number;
  customer_service_cost: number;
  transactions: number;
}

/** One row of activity_rollup; `entries` is laid out as its migration says. */
export interface ActivityRow {
  source_id: number;
  tool: string;
  date: string;
  period_days: number;
  entries: Buffer;
}

/** Everything about people at one version: small enough to be read whole. */
export interface PeopleRecords {
  version: number;
  /** hash of person_no n at index n; holes where a number was never given */
  hashes: string[];
  /** the later run's row last, so that it wins where two begin on one day */
  roster: RosterRow[];
  seats: SeatRow[];
  financials: FinancialsRow[];
  activity: ActivityRow[];
  /** the first day that some source's last run may not have told for good; null where all are settled */
  unsettledFrom: string | null;
  /** other names of people: a hash, and the hash of the employee id or address it means */
  aliases: { alias: string; person: string }[];
}

/** The version of people's records; 0 before any came. It moves with every merge that touches them. */
export async function peopleVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from rollup_state where type = 'people'`.execute(db);
  return rows[0]?.version ?? 0;
}

/** Reads roster, seats, financials and packed activity as they stood together at one version. */
export function readPeople(db: Db): Promise<PeopleRecords> {
  if (db.isTransaction) return readAll(db);
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(readAll);
}

async function readAll(db: Db): Promise<PeopleRecords> {
  const version = await peopleVersion(db);
  const persons = await sql<{ person_no: number; hash: string }>`select person_no, hash from person`.execute(db);
  const hashes: string[] = [];
  for (const { person_no, hash } of persons.rows) hashes[person_no] = hash;
  const roster = await sql<RosterRow>`
    select employee, email, department, team, is_tech, employment, valid_from, valid_to
    from employee order by employee, valid_from, run_id, source_id`.execute(db);
  const seats = await sql<SeatRow>`
    select source_id, person, tool, assigned_on, revoked_on, monthly_cost from seat
    order by source_id, person, tool, assigned_on`.execute(db);
  // Two sources may bring the same quarter: the later run is right.
  const financials = await sql<FinancialsRow>`
    select distinct on (quarter) quarter, revenue, customer_service_cost, transactions
    from financials order by quarter, run_id desc, source_id desc`.execute(db);
  const activity = await sql<ActivityRow>`
    select source_id, tool, date, period_days, entries from activity_rollup order by date, source_id`.execute(db);
  const unsettled = await sql<{ from: string | null }>`
    select min(unsettled_from) as "from" from source
    where activity = 'use' and id in (select source_id from source_state where type = 'tool_activity')`.execute(db);
  const aliases = await sql<{ alias: string; person: string }>`select alias, person from alias`.execute(db);
  return {
    version,
    hashes,
    unsettledFrom: unsettled.rows[0]!.from,
    aliases: aliases.rows,
    roster: roster.rows,
    seats: seats.rows,
    financials: financials.rows,
    activity: activity.rows,
  };
}

/** Departments with an employee today, for filter bars and scopes. `on` is a date, default the server's today. */
export async function departments(db: Db, on?: string): Promise<string[]> {
  const day = on ? sql`${on}::date` : sql`current_date`;
  const { rows } = await sql<{ department: string }>`
    select distinct department from employee
    where employment = 'employee' and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
    order by department`.execute(db);
  return rows.map((row) => row.department);
}

/** Every department that ever had an employee: what a role may be scoped to. */
export async function allDepartments(db: Db): Promise<string[]> {
  const { rows } = await sql<{ department: string }>`
    select distinct department from employee where employment = 'employee' order by department`.execute(db);
  return rows.map((row) => row.department);
}

/** Teams of departments (all of them by default), null ones left out. */
export async function teams(db: Db, inDepartments?: string[]): Promise<{ department: string; team: string }[]> {
  const only = inDepartments ? sql`and department = any(${inDepartments})` : sql``;
  const { rows } = await sql<{ department: string; team: string }>`
    select distinct department, team from employee
    where employment = 'employee' and team is not null ${only} order by department, team`.execute(db);
  return rows;
}

/** Tools anybody used or holds a seat of. */
export async function tools(db: Db): Promise<string[]> {
  const { rows } = await sql<{ tool: string }>`
    select tool from activity_rollup union select tool from seat order by tool`.execute(db);
  return rows.map((row) => row.tool);
}

/** People with activity or a seat whom no roster row names, by employee id, e-mail or another name. */
export async function unmatchedPeople(db: Db): Promise<number> {
  const { rows } = await sql<{ unmatched: number }>`
    select count(*) as unmatched
    from (select hash from person p where exists (
            select from tool_activity a where a.person = p.hash
              and a.source_id not in (select id from source where activity <> 'use'))
          union select person from seat) known
    where not exists (select from employee e where e.employee = known.hash)
      and not exists (select from employee e where e.email = known.hash)
      and not exists (select from alias a join employee e on e.employee = a.person or e.email = a.person
        where a.alias = known.hash)`.execute(db);
  return rows[0]!.unmatched;
}
