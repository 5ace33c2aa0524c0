import { Readable } from 'node:stream';
import type { Connection } from '@/db/client';
import { holdPushes } from '@/db/pulling/lock';
import { changedParts, duePushes, forgetPushed, markTaken, type PushKind } from '@/db/pushed';
import type { Env } from '@/lib/env';
import { ingest } from '@/lib/ingest/run';
import { unseal } from '@/lib/pulling/seal';
import { credentialKey } from '@/lib/secrets';
import { placeOf } from './keep';

/** So often pushed records become a run: numbers follow within as many minutes. */
const EVERY_MINUTES = 5;
/** Parts a run takes at once; more come in the next. */
const MOST_PARTS = 5000;
/** A conversation of which nothing came for so long is over. */
const KEPT_DAYS = 14;

/**
 * Takes in what was pushed since the last time, as one run a source: every conversation and person's day that something
 * came to, whole. On one process at a time. Returns the runs.
 */
export async function takePushed(
  connection: Connection,
  env: Env,
  { everyMinutes = EVERY_MINUTES, now }: { everyMinutes?: number; now?: Date } = {},
): Promise<number[]> {
  const held = await holdPushes(connection.pool);
  if (!held) return [];
  const runs: number[] = [];
  try {
    for (const of of await duePushes(connection.db, everyMinutes)) {
      const { at, rows } = await changedParts(connection.db, of, MOST_PARTS);
      const { run } = await ingest(connection, {
        ...{ source: of.source, road: 'push', now },
        inputs: [{ name: `pushed ${of.kind}`, open: () => Readable.from(lines(rows, of, env)) }],
      });
      await markTaken(connection.db, of, [...new Set(rows.map(({ part }) => part))], at);
      runs.push(run);
    }
    await forgetPushed(connection.db, KEPT_DAYS);
  } finally {
    await held.release();
  }
  return runs;
}

function* lines(
  rows: readonly { body: Buffer }[],
  { source, kind }: { source: string; kind: PushKind },
  env: Env,
): Generator<Buffer> {
  const key = credentialKey(env);
  const place = placeOf(source, kind);
  for (const { body } of rows) yield Buffer.from(`${unseal(body, place, key).json}\n`);
}
