import type pg from 'pg';
import { REFUSED_ROW_DAYS } from '@/lib/core/record-keeping';

/** Advisory locks of ingestion: one for merges, and one per run for as long as its process lives. */
const MERGE_LOCK = [0x54414e44, 0] as const;
export const RUN_LOCK = 0x54414e45;

export type Road = 'cli' | 'http' | 'upload' | 'demo' | 'pull' | 'folder' | 'push';

/** What one file of a run came to. */
export interface FileResult {
  name: string;
  read: number;
  rejected: number;
  /** rows that by their format hold no record, by reason; not among those read */
  skipped?: Record<string, number>;
  /** rows that went into sums, or complete other files' rows; not among those read */
  gathered?: number;
  /** why it went in not at all */
  error?: string;
}

export interface RunCounts {
  read: number;
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
}

export interface RunResult extends RunCounts {
  unknownFields: Record<string, number>;
  seconds: number;
  split: Record<string, number>;
  files: FileResult[];
  warnings: string[];
}

/** The server notices within a second that this process was killed, and undoes what it was doing; where it can. */
export async function noticeDeath(client: pg.ClientBase): Promise<void> {
  await client.query(`set client_connection_check_interval = '1s'`).catch(() => undefined);
}

/**
 * Records the beginning of a run and returns its number. The connection holds the run's lock from before anyone can
 * see the run until it closes, so that a run without a lock is one whose process is gone.
 */
export async function beginRun(
  client: pg.ClientBase,
  source: string,
  road: Road,
  { upload = null, setup = null }: { upload?: string | null; setup?: number | null } = {},
): Promise<{ run: number; source: number }> {
  await client.query('begin');
  await client.query('insert into source (name) values ($1) on conflict (name) do nothing', [source]);
  const { rows } = await client.query<{ run: number; source: number }>(
    `insert into run (source_id, road, upload, setup_version, phase)
     select id, $2, $3, $4, 'read' from source where name = $1
     returning id::int as run, source_id as source`,
    [source, road, upload, setup],
  );
  const begun = rows[0]!;
  await client.query('select pg_advisory_lock($1, $2)', [RUN_LOCK, begun.run]);
  await client.query('commit');
  return begun;
}

/** What a run is at: reading files, waiting for another run's merge, merging, rebuilding numbers. */
export type RunPhase = 'read' | 'wait' | 'merge' | 'rebuild';

export interface RunSoFar {
  phase: RunPhase;
  rows: number;
  bytes: number;
  /** null where a size is unknown */
  total: number | null;
}

/** Lets everybody see how far a running run is. Returns who asked for its end, null while nobody did. */
export async function noteProgress(
  pool: pg.Pool,
  run: number,
  { phase, rows, bytes, total }: RunSoFar,
): Promise<string | null> {
  const { rows: told } = await pool.query<{ cancelled_by: string | null }>(
    `update run set phase = $2, rows_so_far = $3, bytes_so_far = $4, bytes_total = $5
     where id = $1 and state = 'running' returning cancelled_by`,
    [run, phase, rows, bytes, total],
  );
  return told[0]?.cancelled_by ?? null;
}

/** Waits until no other run merges; held until the transaction ends. */
export async function lockMerges(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1, $2)', [...MERGE_LOCK]);
}

/** Part of the merge's transaction: with it the run's rows become visible. */
export async function finishRun(client: pg.ClientBase, run: number, result: RunResult): Promise<void> {
  await client.query(
    `update run set state = 'succeeded', finished_at = clock_timestamp(), read = $2, accepted = $3, updated = $4,
       duplicate = $5, rejected = $6, unknown_fields = $7, seconds = $8, split = $9, files = $10, warnings = $11
     where id = $1`,
    [
      run,
      result.read,
      result.accepted,
      result.updated,
      result.duplicate,
      result.rejected,
      JSON.stringify(result.unknownFields),
      result.seconds,
      JSON.stringify(result.split),
      JSON.stringify(result.files),
      JSON.stringify(result.warnings),
    ],
  );
}

export async function failRun(
  client: pg.Pool | pg.ClientBase,
  run: number,
  error: string,
  files: FileResult[] = [],
): Promise<void> {
  await client.query(
    `update run set state = 'failed', finished_at = clock_timestamp(), error = $2, files = $3
     where id = $1 and state = 'running'`,
    [run, error, JSON.stringify(files)],
  );
}

/** Marks runs whose process is gone as failed; `own` is the caller's, whose lock it would be given. Returns how many. */
export async function failDeadRuns(client: pg.ClientBase, own = 0): Promise<number> {
  // Trying a lock takes it; inside a transaction it goes again by itself.
  const { rowCount } = await client.query(
    `with dead as materialized (
       select id from run where state = 'running' and id <> $2 and pg_try_advisory_xact_lock($1, id::int))
     update run set state = 'failed', finished_at = clock_timestamp(), error = 'The process ended before the run did.'
     from dead where run.id = dead.id and run.state = 'running'`,
    [RUN_LOCK, own],
  );
  return rowCount ?? 0;
}

/** Keeps the run's refused rows, and lets go of those that are too old. */
export async function keepRejected(client: pg.ClientBase, run: number): Promise<void> {
  await client.query(
    `insert into rejected_row (run_id, file, line, field, reason, raw)
     select $1, file, line, field, reason, raw from staged_rejected`,
    [run],
  );
  await client.query(
    `delete from rejected_row where run_id in (
       select id from run where finished_at < now() - make_interval(days => $1))`,
    [REFUSED_ROW_DAYS],
  );
}
