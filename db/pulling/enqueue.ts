import { sql } from 'kysely';
import type { Db } from '../client';

/** The queue's own schema, and its kinds of work. */
export const QUEUE = { schema: 'pull_queue', pull: 'pull', tick: 'tick', push: 'push' } as const;

/**
 * Asks for a pull at once, in the caller's transaction. One that waits already is the same; one that is under way is
 * found locked by whoever takes this, and nothing happens.
 */
export async function enqueuePull(db: Db, pull: number): Promise<void> {
  await sql`
    select ${sql.ref(`${QUEUE.schema}.add_job`)}(${QUEUE.pull}::text, json_build_object('pull', ${pull}::int),
      job_key := ${`pull ${pull}`}::text, max_attempts := 1)`.execute(db);
}

/** False in a database that no version with a queue has brought up. Whoever works the queue keeps it up to date. */
export async function hasQueue(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass(${`${QUEUE.schema}._private_jobs`}) is not null as there`.execute(db);
  return rows[0]!.there;
}
