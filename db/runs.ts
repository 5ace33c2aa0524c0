import { sql } from 'kysely';
import type { Db } from './client';

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
}

/** One ingestion run, or undefined. */
export const runById = (db: Db, id: number): Promise<Run | undefined> =>
  db
    .selectFrom('run')
    .innerJoin('source', 'source.id', 'run.source_id')
    .select(['run.id', 'source.name as source', 'road', 'state', 'started_at', 'finished_at', 'read', 'accepted'])
    .select(['updated', 'duplicate', 'rejected', 'unknown_fields', 'seconds', 'files', 'warnings', 'error'])
    .where('run.id', '=', id)
    .executeTakeFirst();

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
