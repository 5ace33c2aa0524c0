import { sql } from 'kysely';
import { TandemError } from '@/lib/core/errors';
import type { Connection, Db } from './client';
import { rebuildWith } from './rollups/rebuild-everything';

/** An advisory lock per recomputation, for as long as its process lives. */
const LOCK = 0x54414e46;

const FAULT = 'It failed on our side; the log of the server says why. Nothing has changed.';

export interface Recomputation {
  id: number;
  setting: string;
  value: unknown;
  state: 'running' | 'succeeded' | 'failed';
  started_by: string;
  started_at: Date;
  finished_at: Date | null;
  error: string | null;
}

/** The latest one, undefined before there was any. One whose process is gone is told as failed. */
export async function lastRecomputation(db: Db): Promise<Recomputation | undefined> {
  await sql`
    update recomputation set state = 'failed', finished_at = now(),
      error = 'It was interrupted. Nothing has changed: save the value again.'
    where state = 'running' and pg_try_advisory_xact_lock(${LOCK}, id::int)`.execute(db);
  return db.selectFrom('recomputation').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst();
}

/**
 * Makes a change of a setting and recomputes every number it shapes, in one transaction, on record from before it
 * begins. `onBegin` hears of it once others can see it. Throws with nothing changed.
 */
export async function recompute(
  { pool }: Connection,
  asked: { setting: string; value: unknown; by: string },
  change: (db: Db) => Promise<void>,
  onBegin: () => void,
): Promise<void> {
  const client = await pool.connect();
  let id: number | undefined;
  const finish = (state: string, error: string | null) =>
    client.query('update recomputation set state = $2, finished_at = clock_timestamp(), error = $3 where id = $1', [
      id,
      state,
      error,
    ]);
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: number }>(
      'insert into recomputation (setting, value, started_by) values ($1, $2, $3) returning id',
      [asked.setting, JSON.stringify(asked.value), asked.by],
    );
    id = rows[0]!.id;
    await client.query('select pg_advisory_lock($1, $2)', [LOCK, id]);
    await client.query('commit');
    onBegin();
    await rebuildWith(client, change);
    await finish('succeeded', null);
  } catch (error) {
    const words = error instanceof TandemError ? error.detail : FAULT;
    if (id !== undefined) await finish('failed', words);
    throw error;
  } finally {
    // Ends the session, and with it the lock.
    client.release(true);
  }
}
