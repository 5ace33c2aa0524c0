import { sql } from 'kysely';
import type { Connection, Db } from '../client';

/** Advisory locks of pulls: one for each that is under way; 0, shared by the processes that fetch; −1 of pushes. */
const PULL_LOCK = 0x54414e46;
const FETCHING = 0;
const PUSHES = -1;

export interface Held {
  /** aborted when the connection that holds the lock is lost: another process may then have it */
  lost: AbortSignal;
  release(): Promise<void>;
}

/** The right to be the only one that pulls a source, on every server of this database; null while somebody has it. */
export const holdPull = (pool: Connection['pool'], pull: number): Promise<Held | null> =>
  hold(pool, 'select pg_try_advisory_lock($1, $2) as got', pull);

/** Says that this process fetches, for as long as it lives. */
export const holdFetching = (pool: Connection['pool']): Promise<Held | null> =>
  hold(pool, 'select pg_try_advisory_lock_shared($1, $2) as got', FETCHING);

/** The right to be the only one that takes in what was pushed. */
export const holdPushes = (pool: Connection['pool']): Promise<Held | null> =>
  hold(pool, 'select pg_try_advisory_lock($1, $2) as got', PUSHES);

async function hold(pool: Connection['pool'], statement: string, number: number): Promise<Held | null> {
  const client = await pool.connect();
  const lost = new AbortController();
  const lose = () => lost.abort();
  client.on('error', lose);
  try {
    const { rows } = await client.query<{ got: boolean }>(statement, [PULL_LOCK, number]);
    if (rows[0]!.got)
      return {
        lost: lost.signal,
        async release() {
          // Given back before anybody can ask again; closing the connection gives it back whatever state that is in.
          await client.query('select pg_advisory_unlock_all()').catch(() => undefined);
          client.release(true);
        },
      };
    client.removeListener('error', lose);
    client.release();
    return null;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Which pulls are under way, on any server, and whether any process fetches. */
export async function heldPulls(db: Db): Promise<{ pulls: ReadonlySet<number>; fetching: boolean }> {
  const { rows } = await sql<{ pull: number }>`
    select objid::int as pull from pg_locks
    where locktype = 'advisory' and classid = ${PULL_LOCK} and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(db);
  const held = new Set(rows.map(({ pull }) => pull));
  held.delete(PUSHES);
  const fetching = held.delete(FETCHING);
  return { pulls: held, fetching };
}
