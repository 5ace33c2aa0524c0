import type { Connection } from '@/db/client';
import { enqueuePull } from '@/db/pulling/enqueue';
import { heldPulls, holdFetching } from '@/db/pulling/lock';
import { duePulls, listPulls, type PullRow } from '@/db/pulling/pulls';
import { prepareQueue, workQueue } from '@/db/pulling/queue';
import type { Env } from '@/lib/env';
import { logError } from '@/lib/log';
import { takePushed } from '@/lib/pushing/take';
import { type CarryOptions, carryOut } from './carry-out';
import { isGoneOnWith, removeStaleSpools } from './spool';

/**
 * Fetches what is due until it is stopped. Any number of processes may do so on one database: the queue hands a pull
 * to one of them, and its lock keeps the others off. One that dies gives its lock back; the next tick gives the pull
 * to another, which goes on where it stood.
 */
export async function startPulling(
  connection: Connection,
  env: Env,
  options: Omit<CarryOptions, 'env' | 'signal'> = {},
): Promise<{ stop(): Promise<void>; lost: AbortSignal | undefined }> {
  await prepareQueue(connection);
  const fetching = await holdFetching(connection.pool);
  const ending = new AbortController();
  const queue = await workQueue(connection, {
    tick: () => tick(connection, env),
    async pull(id) {
      if (ending.signal.aborted) return;
      const carried = carryOut(connection, id, { ...options, env, signal: ending.signal, onlyIfDue: true });
      await carried.catch((error) => logError('pull', `number ${id}`, error));
    },
    async push() {
      if (ending.signal.aborted) return;
      await takePushed(connection, env).catch((error) => logError('push', 'taking in what was pushed', error));
    },
    onError: (what) => logError('queue', what, new Error(what)),
  });
  await tick(connection, env);
  return {
    // The database went away: whoever looks for processes that fetch no longer sees this one.
    lost: fetching?.lost,
    async stop() {
      ending.abort();
      await queue.stop();
      await fetching?.release();
    },
  };
}

/** Hands out what is due and in nobody's hands, and clears away what interrupted pulls left. */
async function tick({ db }: Connection, env: Env): Promise<void> {
  const [due, { pulls: held }] = await Promise.all([duePulls(db), heldPulls(db)]);
  for (const id of due) if (!held.has(id)) await enqueuePull(db, id);
  // One that is paused or blocked is not gone on with when it comes back after days: what it fetched has no use then.
  const isWanted = ({ id, progress }: PullRow) => progress !== null && (held.has(id) || isGoneOnWith(progress));
  const wanted = (await listPulls(db)).filter(isWanted).map(({ progress }) => progress!.attempt);
  await removeStaleSpools(env, new Set(wanted));
}
