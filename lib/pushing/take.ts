import { Readable } from 'node:stream';
import type { Connection } from '@/db/client';
import { holdPushes } from '@/db/pulling/lock';
import { changedParts, duePushes, forgetPushed, markTaken, markTried, type Of, pushedUntil } from '@/db/pushed';
import type { Env } from '@/lib/env';
import { ingest } from '@/lib/ingest/run';
import { logError } from '@/lib/log';
import { unseal } from '@/lib/seal';
import { credentialKey } from '@/lib/secrets';
import { placeOf } from './keep';

/** So often pushed records become a run: numbers follow within as many minutes. */
const EVERY_MINUTES = 5;
/** Parts a run takes at once; more come in the next. */
const MOST_PARTS = 5000;
/** A conversation of which nothing came for so long is over. */
const KEPT_DAYS = 14;

/**
 * Takes in what was pushed since the last time, as runs of a source: every conversation and person's day that something
 * came to, whole. On one process at a time. What fails of a source is logged, tried again in an hour, and keeps no other
 * waiting. Returns the runs.
 */
export async function takePushed(
  connection: Connection,
  env: Env,
  { everyMinutes = EVERY_MINUTES, mostParts = MOST_PARTS, now }: Taking = {},
): Promise<number[]> {
  const held = await holdPushes(connection.pool);
  if (!held) return [];
  const runs: number[] = [];
  try {
    for (const of of await duePushes(connection.db, everyMinutes))
      try {
        for await (const run of runsOf(connection, env, of, { mostParts, now })) runs.push(run);
      } catch (error) {
        logError('push', `taking in what was pushed to ${of.source}`, error);
        await markTried(connection.db, of);
      }
    await forgetPushed(connection.db, KEPT_DAYS);
  } finally {
    await held.release();
  }
  return runs;
}

interface Taking {
  everyMinutes?: number;
  /** parts of a run */
  mostParts?: number;
  now?: Date;
}

/** As many runs as it takes: until all that had changed at their beginning is in. */
async function* runsOf(
  connection: Connection,
  env: Env,
  of: Of,
  { mostParts, now }: Pick<Taking, 'now'> & { mostParts: number },
): AsyncGenerator<number> {
  const until = await pushedUntil(connection.db);
  for (;;) {
    const { changed, parts, bodies } = await changedParts(connection.db, of, { most: mostParts, until });
    if (bodies.length > 0) {
      const inputs = [{ name: `pushed ${of.kind}`, open: () => Readable.from(lines(bodies, of, env)) }];
      yield (await ingest(connection, { source: of.source, road: 'push', now, inputs })).run;
    }
    await markTaken(connection.db, of, parts);
    if (changed < mostParts) return;
  }
}

const OTHER_KEY =
  'What was pushed cannot be read: it was encrypted under another key. It goes in once that key is back.';

function* lines(bodies: readonly Buffer[], { source, kind }: Of, env: Env): Generator<Buffer> {
  const key = credentialKey(env);
  const place = placeOf(source, kind);
  for (const body of bodies) yield Buffer.from(`${unseal(body, place, key, OTHER_KEY).json}\n`);
}
