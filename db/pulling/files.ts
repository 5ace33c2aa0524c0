import { sql } from 'kysely';
import type { Db } from '../client';

/** A file of a watched folder as it was last seen. */
export interface WatchedFile {
  name: string;
  size: number;
  modified_at: Date;
  seen_at: Date;
  hash: Buffer | null;
  taken_at: Date | null;
  run_id: number | null;
  error: string | null;
}

const COLUMNS = ['name', 'size', 'modified_at', 'seen_at', 'hash', 'taken_at', 'run_id', 'error'] as const;

export const watchedFiles = (db: Db, pull: number): Promise<WatchedFile[]> =>
  db.selectFrom('pull_file').select(COLUMNS).where('pull_id', '=', pull).orderBy('name').execute();

/** Notes a file that is new or has changed: it waits until it stands still. What could not be read is no file taken. */
export async function noteFile(
  db: Db,
  pull: number,
  { name, size, modified_at, seen_at }: Pick<WatchedFile, 'name' | 'size' | 'modified_at' | 'seen_at'>,
): Promise<void> {
  const now = { size, modified_at, seen_at, taken_at: null, error: null };
  await db
    .insertInto('pull_file')
    .values({ pull_id: pull, name, ...now, hash: null, run_id: null })
    .onConflict((conflict) =>
      conflict
        .columns(['pull_id', 'name'])
        .doUpdateSet({ ...now, hash: sql`case when pull_file.error is null then pull_file.hash end` }),
    )
    .execute();
}

/** Notes that a file was taken: with its run, or why it could not be read. */
export async function fileTaken(
  db: Db,
  pull: number,
  name: string,
  { hash, run, error = null }: { hash: Buffer; run: number | null; error?: string | null },
): Promise<void> {
  await db
    .updateTable('pull_file')
    .set({ hash, run_id: run, error, taken_at: sql<Date>`now()` })
    .where('pull_id', '=', pull)
    .where('name', '=', name)
    .execute();
}

export interface FolderCounts {
  pull_id: number;
  taken: number;
  waiting: number;
}

export const folderCounts = async (db: Db): Promise<FolderCounts[]> =>
  db
    .selectFrom('pull_file')
    .select([
      'pull_id',
      sql<number>`count(taken_at)`.as('taken'),
      sql<number>`count(*) - count(taken_at)`.as('waiting'),
    ])
    .groupBy('pull_id')
    .execute();

/** The latest files that could not be read, of all folders. */
export const failedFiles = (db: Db, most: number): Promise<{ pull_id: number; name: string; error: string | null }[]> =>
  db
    .selectFrom('pull_file')
    .select(['pull_id', 'name', 'error'])
    .where('error', 'is not', null)
    .orderBy('taken_at', 'desc')
    .limit(most)
    .execute();
