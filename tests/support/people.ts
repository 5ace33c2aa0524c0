import { createHash } from 'node:crypto';
import type pg from 'pg';
import { rebuildPeople } from '@/db/rollups/people';

export interface PeopleRows {
  employees?: {
    employee_id: string;
    email?: string | null;
    department: string;
    team?: string | null;
    is_tech?: boolean;
    employment?: string;
    valid_from: string;
    valid_to?: string | null;
  }[];
  activity?: {
    employee_id: string;
    tool: string;
    date: string;
    interactions?: number | null;
    period_days?: number;
    last_active_on?: string | null;
  }[];
  seats?: {
    employee_id: string;
    tool: string;
    assigned_on: string;
    revoked_on?: string | null;
    monthly_cost?: number | null;
  }[];
  financials?: { quarter: string; revenue: number; customer_service_cost: number; transactions: number }[];
}

export const hashOf = (text: string) => createHash('md5').update(text).digest('hex');
const orNull = <T>(value: T | null | undefined): T | null => value ?? null;

/** Puts people's records in as one run of a source and rebuilds what they touch, in one transaction. */
export async function loadPeople(
  pool: pg.Pool,
  { employees = [], activity = [], seats = [], financials = [] }: PeopleRows,
  { source = 1, run = 1, now = new Date('2030-01-01') }: { source?: number; run?: number; now?: Date } = {},
): Promise<void> {
  const client = await pool.connect();
  const insert = (table: string, columns: string, rows: unknown[][]) => insertRows(client, table, columns, rows);
  try {
    await client.query('begin');
    await insert(
      'employee',
      'source_id int, run_id bigint, employee uuid, email uuid, department text, team text, is_tech bool, employment text, valid_from date, valid_to date',
      employees.map((row) => [
        source,
        run,
        hashOf(row.employee_id),
        row.email ? hashOf(row.email) : null,
        row.department,
        orNull(row.team),
        row.is_tech ?? false,
        row.employment ?? 'employee',
        row.valid_from,
        orNull(row.valid_to),
      ]),
    );
    await insert(
      'tool_activity',
      'source_id int, run_id bigint, person uuid, tool text, date date, period_days int, interactions bigint, last_active_on date',
      activity.map((row) => [
        source,
        run,
        hashOf(row.employee_id),
        row.tool,
        row.date,
        row.period_days ?? 1,
        orNull(row.interactions),
        orNull(row.last_active_on),
      ]),
    );
    await insert(
      'seat',
      'source_id int, run_id bigint, person uuid, tool text, assigned_on date, revoked_on date, monthly_cost numeric',
      seats.map((row) => [
        source,
        run,
        hashOf(row.employee_id),
        row.tool,
        row.assigned_on,
        orNull(row.revoked_on),
        orNull(row.monthly_cost),
      ]),
    );
    await insert(
      'financials',
      'source_id int, run_id bigint, quarter text, revenue numeric, customer_service_cost numeric, transactions bigint, currency text',
      financials.map((row) => [
        source,
        run,
        row.quarter,
        row.revenue,
        row.customer_service_cost,
        row.transactions,
        'USD',
      ]),
    );
    await client.query(
      'create temp table touched on commit drop as select distinct date from tool_activity where run_id = $1',
      [run],
    );
    await rebuildPeople(client, { activity: 'touched', people: true }, now);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function insertRows(client: pg.PoolClient, table: string, columns: string, rows: unknown[][]): Promise<void> {
  const names = columns.split(', ').map((column) => column.split(' ')[0]!);
  const arrays = names.map((_, index) => rows.map((row) => row[index]));
  const casts = columns.split(', ').map((column, index) => `$${index + 1}::${column.split(' ')[1]}[]`);
  await client.query(`insert into ${table} (${names}) select * from unnest(${casts})`, arrays);
}
