import { promises as fs } from 'node:fs';
import path from 'node:path';
import { type Actor, recordChange } from '@/db/audit';
import type { Db } from '@/db/client';
import { DEMO } from '@/db/ingest/demo';
import { enqueuePull } from '@/db/pulling/enqueue';
import { changePull, deletePull, insertPull, type PullRow, pullById } from '@/db/pulling/pulls';
import { TandemError, unanswerable } from '@/lib/core/errors';
import type { Schedule } from '@/lib/core/pulls';
import { SOURCE_ID, SOURCE_ID_RULE } from '@/lib/core/source-name';
import type { Env } from '@/lib/env';
import { clientFor } from './client-for';
import type { Puller } from './define';
import { PullFault } from './faults';
import { entered } from './fields';
import { FOLDER, pullers } from './registry';
import { credentialsOf, sealedFor } from './sealed';

const within = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> => db.transaction().execute(work);

/** Throws a 422 for a vendor that is not known. */
function pullerOf(vendor: string): Puller {
  const puller = pullers.get(vendor);
  if (!puller) throw unanswerable('vendor', `There is no vendor ${vendor.slice(0, 40)} to pull from.`);
  return puller;
}

/** The pull an address names. Throws a 404. */
export async function requirePull(db: Db, text: string | undefined): Promise<PullRow> {
  const id = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
  const pull = id > 0 ? await pullById(db, id) : undefined;
  if (!pull)
    throw new TandemError(404, `There is no source on a schedule with the number ${(text ?? '').slice(0, 20)}.`);
  return pull;
}

export interface NewSource {
  source: string;
  vendor: string;
  /** what the vendor's form asks for, secrets among it */
  fields: Record<string, string>;
  schedule?: Schedule;
  /** the first day that is asked for */
  since?: string;
}

/** Puts a vendor's API on a schedule; it begins at once. Throws a 422 for what is wrong, a 409 for a name that is taken. */
export async function addPull(db: Db, env: Env, asked: NewSource, by: Actor): Promise<{ id: number }> {
  const puller = pullerOf(asked.vendor);
  const { options, credentials } = entered(puller, asked.fields);
  return add(db, by, {
    ...{ source: asked.source, vendor: puller.id, options },
    credentials: sealedFor(credentials, asked, env),
    schedule: asked.schedule ?? puller.schedule,
    since: asked.since ?? null,
  });
}

/** Watches a folder of this server. The command line alone does this: a page must not read the server's disk. */
export async function addFolder(db: Db, source: string, folder: string, by: Actor): Promise<{ id: number }> {
  const place = path.resolve(/* turbopackIgnore: true */ folder);
  const found = await fs.stat(place).catch(() => null);
  if (!found?.isDirectory()) throw new TandemError(422, `There is no folder ${place}.`);
  return add(db, by, {
    ...{ source, vendor: FOLDER, options: { path: place } },
    ...{ credentials: null, schedule: 'minute' as const, since: null },
  });
}

function add(db: Db, by: Actor, pull: Omit<Parameters<typeof insertPull>[1], 'created_by'>): Promise<{ id: number }> {
  if (!SOURCE_ID.test(pull.source)) throw unanswerable('source', `A source’s name has ${SOURCE_ID_RULE}.`);
  if (pull.source === DEMO) throw unanswerable('source', 'demo is the sample company: choose another name.');
  return within(db, async (trx) => {
    const id = await insertPull(trx, { ...pull, created_by: by.viewer.name });
    if (id === null)
      throw new TandemError(409, `${pull.source} is on a schedule already: choose another name, or change that one.`, [
        { field: 'source', detail: `${pull.source} is on a schedule already.` },
      ]);
    await enqueuePull(trx, id);
    await recordChange(trx, by, { what: 'pull', name: pull.source, after: shown(pull) });
    return { id };
  });
}

/** What the log keeps of a pull: nothing secret. */
const shown = ({ vendor, options, schedule, since }: Pick<PullRow, 'vendor' | 'options' | 'schedule' | 'since'>) => ({
  ...{ vendor, ...options, schedule },
  ...(since && { since }),
});

export interface PullEdit {
  schedule?: Schedule;
  /** all of the vendor's form, or all but its secrets: then those that are kept stay */
  fields?: Record<string, string>;
  paused?: boolean;
}

/** Changes a pull. New credentials are tried at once. */
export async function editPull(db: Db, env: Env, pull: PullRow, edit: PullEdit, by: Actor): Promise<void> {
  const { source, vendor, id } = pull;
  const isFolder = vendor === FOLDER;
  if (isFolder && (edit.fields || edit.schedule))
    throw new TandemError(422, 'A watched folder has neither fields nor another schedule: remove it and add another.');
  const found = edit.fields && entered(pullerOf(vendor), edit.fields, pull.options);
  const isReplaced = found !== undefined && Object.keys(found.credentials).length > 0;
  const resumes = edit.paused === false && pull.paused_at !== null;
  const isAnother = found !== undefined && JSON.stringify(found.options) !== JSON.stringify(pull.options);
  await within(db, async (trx) => {
    await changePull(trx, id, {
      ...(edit.schedule && { schedule: edit.schedule }),
      ...(found && { options: found.options }),
      ...(isReplaced && { credentials: sealedFor(found.credentials, pull, env), failures: 0 }),
      // Another account is another beginning.
      ...(isAnother && { progress: null, pulled_until: null, memory: null }),
      ...(edit.paused !== undefined && { paused_at: edit.paused ? (pull.paused_at ?? new Date()) : null }),
      ...((isReplaced || resumes || isAnother || edit.schedule) && { next_at: new Date() }),
      ...(isReplaced && pull.state === 'blocked' && { state: 'new' as const, said: null }),
    });
    const note = (did: string) => recordChange(trx, by, { what: 'pull', name: source, after: { did } });
    if (edit.schedule || isAnother) {
      const after = {
        ...pull,
        ...(edit.schedule && { schedule: edit.schedule }),
        ...(found && { options: found.options }),
      };
      await recordChange(trx, by, { what: 'pull', name: source, before: shown(pull), after: shown(after) });
    }
    if (isReplaced) await note('its credentials replaced');
    if (edit.paused === true && pull.paused_at === null) await note('paused');
    if (resumes) await note('resumed');
    const isPaused = edit.paused ?? pull.paused_at !== null;
    if (!isPaused && (isReplaced || resumes || isAnother || edit.schedule)) await enqueuePull(trx, id);
  });
}

/** Asks for a pull at once. Throws a 409 for one that is paused. */
export async function runPull(db: Db, { id, source, paused_at }: PullRow, by: Actor): Promise<void> {
  if (paused_at) throw new TandemError(409, `${source} is paused: resume it first.`);
  await within(db, async (trx) => {
    await changePull(trx, id, { next_at: new Date() });
    await enqueuePull(trx, id);
    await noteRun(trx, source, by);
  });
}

export const noteRun = (db: Db, source: string, by: Actor) =>
  recordChange(db, by, { what: 'pull', name: source, after: { did: 'pulled at once' } });

/** Ends the schedule and forgets its credentials. What it brought stays until the source is deleted. */
export async function removePull(db: Db, pull: PullRow, by: Actor): Promise<void> {
  await within(db, async (trx) => {
    await deletePull(trx, pull.id);
    await recordChange(trx, by, { what: 'pull', name: pull.source, before: shown(pull) });
  });
}

/** Somebody sits before the page. */
const SHORT = { tries: 2, mostMs: 3000 };

/** Asks the vendor for as little as shows whether this would work. Throws a 422 with what is wrong. */
export async function testPull(
  env: Env,
  vendor: string,
  fields: Record<string, string>,
  kept?: PullRow,
): Promise<{ said: string }> {
  const puller = pullerOf(vendor);
  const found = entered(puller, fields, kept?.options);
  const credentials = { ...(kept && credentialsOf(kept, env)), ...found.credentials };
  const wait = async (ms: number) => {
    if (ms > SHORT.mostMs)
      throw new PullFault('later', `${puller.title} asks to come back in a while; save it, it is tried again then.`);
    await new Promise((resolve) => setTimeout(resolve, ms));
  };
  try {
    await puller.check({
      options: found.options,
      credentials,
      client: clientFor(puller, found.options, env, { wait, tries: SHORT.tries }),
    });
  } catch (error) {
    if (error instanceof PullFault) throw new TandemError(422, error.detail);
    throw error;
  }
  return { said: `${puller.title} answers, and the credentials may read what is needed.` };
}
