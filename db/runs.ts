import { sql } from 'kysely';
import type { Db } from './client';
import { RUN_LOCK } from './ingest/runs';

export interface Run {
  id: number;
  source: string;
  road: string;
  state: string;
  started_at: Date;
  finished_at: Date | null;
  read: number;
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
  unknown_fields: unknown;
  seconds: number | null;
  files: unknown;
  warnings: unknown;
  error: string | null;
  /** what a running run is at, and how far */
  phase: string | null;
  rows_so_far: number;
  bytes_so_far: number;
  bytes_total: number | null;
  cancelled_by: string | null;
  setup_version: number | null;
}

// A run holds its lock as long as its process lives; the next run will mark one without it as failed.
const IS_DEAD = sql<boolean>`run.state = 'running' and not exists (
  select from pg_locks where locktype = 'advisory' and classid = ${RUN_LOCK}::int::oid and objid = run.id::int::oid
    and database = (select oid from pg_database where datname = current_database()))`;

const runs = (db: Db) =>
  db
    .selectFrom('run')
    .innerJoin('source', 'source.id', 'run.source_id')
    .select(['run.id', 'source.name as source', 'road', 'started_at', 'finished_at', 'read', 'accepted'])
    .select(['updated', 'duplicate', 'rejected', 'unknown_fields', 'seconds', 'files', 'warnings'])
    .select(['phase', 'rows_so_far', 'bytes_so_far', 'bytes_total', 'cancelled_by', 'setup_version'])
    .select(sql<string>`case when ${IS_DEAD} then 'failed' else run.state end`.as('state'))
    .select(
      sql<string | null>`case when ${IS_DEAD} then 'The process ended before the run did.' else run.error end`.as(
        'error',
      ),
    );

/** One ingestion run, or undefined. */
export const runById = (db: Db, id: number): Promise<Run | undefined> =>
  runs(db).where('run.id', '=', id).executeTakeFirst();

export interface RunFilter {
  source?: string;
  /** the upload a run belongs to, as its sender named it */
  upload?: string;
  /** only runs with a smaller number */
  before?: number;
  limit: number;
}

/** The latest runs first. */
export function listRuns(db: Db, { source, upload, before, limit }: RunFilter): Promise<Run[]> {
  let query = runs(db).orderBy('run.id', 'desc').limit(limit);
  if (source !== undefined) query = query.where('source.name', '=', source);
  if (upload !== undefined) query = query.where('run.upload', '=', upload);
  if (before !== undefined) query = query.where('run.id', '<', before);
  return query.execute();
}

export const runsById = (db: Db, ids: number[]): Promise<Run[]> =>
  ids.length === 0 ? Promise.resolve([]) : runs(db).where('run.id', 'in', ids).execute();

/** Asks a running run to stop: it does within a second, unless it is already committing. False when it does not run. */
export async function cancelRun(db: Db, id: number, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('run')
    .set({ cancelled_by: sql`coalesce(cancelled_by, ${by})` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface RejectedRow {
  file: string;
  line: number;
  field: string | null;
  reason: string;
  raw: string;
}

const BATCH = 1000;

/** Rejected rows of a run by file and line, a thousand at a time. */
export async function* rejectedRows(db: Db, run: number): AsyncGenerator<RejectedRow[]> {
  for (let offset = 0; ; offset += BATCH) {
    const { rows } = await sql<RejectedRow>`
      select file, line, field, reason, raw from rejected_row where run_id = ${run}
      order by file, line, field, reason limit ${BATCH} offset ${offset}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
  }
}

export interface RejectedReason {
  field: string | null;
  reason: string;
  rows: number;
}

/** Why rows of a run were refused, the commonest reason first. */
export async function rejectedReasons(db: Db, run: number): Promise<RejectedReason[]> {
  const { rows } = await sql<RejectedReason>`
    select field, reason, count(*) as rows from rejected_row where run_id = ${run}
    group by field, reason order by rows desc, field, reason`.execute(db);
  return rows;
}

/** Some rejected rows by file and line; of one reason where it is given. */
export function rejectedPart(
  db: Db,
  run: number,
  { reason, offset, limit }: { reason?: string; offset: number; limit: number },
): Promise<RejectedRow[]> {
  let query = db
    .selectFrom('rejected_row')
    .select(['file', 'line', 'field', 'reason', 'raw'])
    .where('run_id', '=', run);
  if (reason !== undefined) query = query.where('reason', '=', reason);
  return query.orderBy('file').orderBy('line').orderBy('field').orderBy('reason').offset(offset).limit(limit).execute();
}
