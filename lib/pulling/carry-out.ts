import { randomUUID } from 'node:crypto';
import type { Connection } from '@/db/client';
import { databaseFault } from '@/db/faults';
import { type Held, holdPull } from '@/db/pulling/lock';
import { changePull, keepProgress, nextAt, type PullProgress, type PullRow, pullById } from '@/db/pulling/pulls';
import { readSettings } from '@/db/settings';
import { TandemError } from '@/lib/core/errors';
import { addDays } from '@/lib/core/period';
import type { Env } from '@/lib/env';
import { ingest } from '@/lib/ingest/run';
import type { Summary } from '@/lib/ingest/summary';
import { logError } from '@/lib/log';
import type { ClientOptions } from './client';
import { clientFor } from './client-for';
import { dayOf } from './days';
import type { Puller } from './define';
import { PullFault, Stopped } from './faults';
import { takeFolder } from './folder';
import { FOLDER, pullers } from './registry';
import { credentialsOf, memoryOf, sealedMemory } from './sealed';
import { KEPT_MS, Spool } from './spool';
import { resultSentence } from './words';

export interface CarryOptions {
  env: Env;
  /** ends it between two pages; what was fetched stays */
  signal?: AbortSignal;
  /** somebody was faster: nothing is pulled that is not due, or paused */
  onlyIfDue?: boolean;
  /** waits, chance and clock of a test */
  client?: Partial<Pick<ClientOptions, 'wait' | 'random'>>;
  now?: Date;
}

/** What became of it; `elsewhere`: another process has it in hand. */
export type Carried = 'succeeded' | 'stopped' | 'failed' | 'waiting' | 'blocked' | 'elsewhere' | 'gone';

const MINUTE_MS = 60_000;
const FIRST_RETRY_MS = 5 * MINUTE_MS;
const LONGEST_RETRY_MS = 6 * 3600 * 1000;

/**
 * Pulls one source: goes on where an interrupted pull stood, fetches step by step into the spool, takes everything in
 * as one run, and notes what it came to and when it comes round again. Never throws what a vendor did.
 */
export async function carryOut(connection: Connection, id: number, options: CarryOptions): Promise<Carried> {
  const held = await holdPull(connection.pool, id);
  if (!held) return 'elsewhere';
  try {
    const pull = await pullById(connection.db, id);
    if (!pull) return 'gone';
    const isDue = pull.paused_at === null && pull.next_at !== null && pull.next_at.getTime() <= Date.now();
    if (options.onlyIfDue && !isDue) return 'stopped';
    return await settled(connection, pull, options, held);
  } finally {
    await held.release();
  }
}

async function settled(connection: Connection, pull: PullRow, options: CarryOptions, held: Held): Promise<Carried> {
  const { db } = connection;
  const signal = options.signal ? AbortSignal.any([options.signal, held.lost]) : held.lost;
  const { time_zone } = await readSettings(db);
  const again = await nextAt(db, pull, time_zone);
  try {
    if (pull.vendor === FOLDER) return await folder(connection, pull, again);
    const { summary, progress } = await fetched(connection, pull, { ...options, signal });
    const spool = new Spool(options.env, progress.attempt);
    const said = { said: resultSentence(summary, progress.notes), said_at: new Date(), run_id: summary?.run ?? null };
    // What went in not at all is asked for again next time, and nobody is told that all is well.
    const isWhole = summary === null || summary.failed.length === 0;
    const remembered = isWhole ? await spool.remembered() : undefined;
    await changePull(db, pull.id, {
      ...{ progress: null, next_at: again, ...said },
      ...(isWhole
        ? { state: 'succeeded', failures: 0, succeeded_at: new Date(), pulled_until: new Date(progress.until) }
        : { state: 'failed', failures: pull.failures + 1 }),
      ...(remembered && { memory: sealedMemory(remembered, pull, options.env) }),
    });
    await spool.remove();
    return isWhole ? 'succeeded' : 'failed';
  } catch (error) {
    if (error instanceof Stopped || signal.aborted) return 'stopped';
    return failed(connection, pull, error, again, options);
  }
}

async function folder(connection: Connection, pull: PullRow, again: Date): Promise<Carried> {
  const taken = await takeFolder(connection, pull);
  await changePull(connection.db, pull.id, {
    ...{ failures: 0, state: 'succeeded', next_at: again, succeeded_at: new Date() },
    ...(taken && { said: taken.said, said_at: new Date(), run_id: taken.run }),
    ...(pull.state === 'failed' && !taken && { said: null, said_at: null }),
  });
  return 'succeeded';
}

/** Everything of the pull's window, taken in. No run comes of a window in which nothing was. */
async function fetched(
  connection: Connection,
  pull: PullRow,
  options: CarryOptions,
): Promise<{ summary: Summary | null; progress: PullProgress }> {
  const puller = pullers.get(pull.vendor);
  if (!puller) throw new PullFault('refused', `This version of Tandem cannot pull from ${pull.vendor}.`);
  const { progress, spool } = await begun(pull, puller, options);
  if (!progress.isWhole) await fetchSteps(connection, pull, puller, { ...options, progress, spool });
  const inputs = await spool.inputs();
  const summary =
    inputs.length > 0
      ? await ingest(connection, { source: pull.source, inputs, road: 'pull', now: options.now })
      : null;
  return { summary, progress };
}

async function begun(
  pull: PullRow,
  puller: Puller,
  { env, now = new Date() }: CarryOptions,
): Promise<{ progress: PullProgress; spool: Spool }> {
  const { progress } = pull;
  if (progress && Date.parse(progress.at) > now.getTime() - KEPT_MS) {
    const spool = new Spool(env, progress.attempt);
    if (await spool.open(progress.steps)) return { progress, spool };
    await spool.remove();
  }
  const attempt = randomUUID();
  const spool = new Spool(env, attempt);
  await spool.open(0);
  const { from, until } = windowOf(pull, puller, now);
  const empty = { steps: 0, parts: 0, bytes: 0, cursor: null, isWhole: false, notes: [], at: now.toISOString() };
  return { progress: { attempt, from: from.toISOString(), until: until.toISOString(), ...empty }, spool };
}

/**
 * From where the last pull ended, and as many days before as the vendor may still have changed; never from before the
 * first day an administrator asked for.
 */
export function windowOf(
  { pulled_until, since }: Pick<PullRow, 'pulled_until' | 'since'>,
  { trailingDays, firstDays, mostDays }: Pick<Puller, 'trailingDays' | 'firstDays' | 'mostDays'>,
  now: Date,
): { from: Date; until: Date } {
  const day = pulled_until
    ? later(addDays(dayOf(pulled_until), -trailingDays), since)
    : (since ?? addDays(dayOf(now), -firstDays));
  const from = later(day, mostDays === undefined ? null : addDays(dayOf(now), -mostDays));
  return { from: new Date(`${from}T00:00:00Z`), until: now };
}

const later = (day: string, other: string | null) => (other !== null && other > day ? other : day);

async function fetchSteps(
  { db }: Connection,
  pull: PullRow,
  puller: Puller,
  { env, signal, client, progress, spool }: CarryOptions & { progress: PullProgress; spool: Spool },
): Promise<void> {
  const keep = async () => {
    progress.at = new Date().toISOString();
    if (!(await keepProgress(db, pull.id, progress)) || signal?.aborted) throw new Stopped();
  };
  await keep();
  const steps = puller.steps({
    ...{ options: pull.options, credentials: credentialsOf(pull, env) },
    client: clientFor(puller, pull.options, env, { signal, ...client }),
    window: { from: new Date(progress.from), until: new Date(progress.until) },
    cursor: progress.cursor,
    remembered: memoryOf(pull, env),
    keys: () => spool.keys(),
  });
  for await (const step of steps) {
    progress.bytes += await spool.write(progress.steps, step);
    progress.steps += 1;
    progress.parts += step.parts.length;
    progress.cursor = step.next;
    if (step.note && !progress.notes.includes(step.note)) progress.notes.push(step.note);
    await keep();
  }
  progress.isWhole = true;
  await keep();
}

/** Notes what went wrong, and when to try again: soon and then more seldom, when the vendor says, or not at all. */
async function failed(
  { db }: Connection,
  pull: PullRow,
  raw: unknown,
  again: Date,
  { env, now = new Date() }: CarryOptions,
): Promise<Carried> {
  const error = databaseFault(raw) ?? raw;
  const kind = kindOf(error);
  const failures = kind === 'later' ? pull.failures : pull.failures + 1;
  const soon = now.getTime() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 3 ** (failures - 1));
  const asked = error instanceof PullFault && error.until ? error.until.getTime() : now.getTime() + 15 * MINUTE_MS;
  const next = { credentials: null, later: new Date(asked), refused: again, temporary: new Date(soon) }[kind];
  const state = ({ credentials: 'blocked', later: 'waiting', refused: 'failed', temporary: 'failed' } as const)[kind];
  if (!(error instanceof TandemError)) logError('pull', pull.source, error);
  const current = await pullById(db, pull.id);
  // What cannot work as it is would not work from where it stood either.
  if (kind === 'refused' && current?.progress) await new Spool(env, current.progress.attempt).remove();
  await changePull(db, pull.id, {
    ...{ state, failures, next_at: next && kind !== 'later' && next > again ? again : next },
    ...{ said: sentenceOf(error), said_at: new Date() },
    ...(kind === 'refused' && { progress: null }),
  });
  return state;
}

function kindOf(error: unknown): PullFault['kind'] {
  if (error instanceof PullFault) return error.kind;
  return error instanceof TandemError && error.status < 500 ? 'refused' : 'temporary';
}

const sentenceOf = (error: unknown) =>
  error instanceof TandemError ? error.detail : 'Something failed on our side; the server’s log says what.';
