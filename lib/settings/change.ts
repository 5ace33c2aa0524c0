import { type Actor, COMMAND_LINE, recordChange } from '@/db/audit';
import type { Connection, Db } from '@/db/client';
import { lastRecomputation, recompute } from '@/db/recomputations';
import {
  checkSetting,
  financialsOnRecord,
  readSettingVersions,
  type SettingName,
  type SettingVersion,
  writeSetting,
} from '@/db/settings';
import { TandemError, unanswerable } from '@/lib/core/errors';
import { formatInstant } from '@/lib/core/format';
import { same } from '@/lib/core/same';
import { checkTargets } from './targets';

/** Settings that rollups are computed with: a change rebuilds them. */
const BAKED_IN: ReadonlySet<string> = new Set(['time_zone', 'human_target_seconds']);

export const recomputes = (name: string): boolean => BAKED_IN.has(name);

export interface SettingWish {
  name: string;
  value: unknown;
  /** the version the value was changed from, where the asker saw one */
  version?: number;
}

/** Everything that can be said against a value before it is kept. Throws 409 or 422. */
export async function checkChange(db: Db, { name, value, version }: SettingWish): Promise<SettingName> {
  const checked = checkSetting(name, value);
  if (name === 'targets') checkTargets(checked as Record<string, number>);
  if (name === 'currency') await checkCurrency(db, checked as string);
  const current = (await readSettingVersions(db))[name as SettingName];
  if (version !== undefined && version !== current.version) throw conflict(name, current);
  if (recomputes(name) && (await lastRecomputation(db))?.state === 'running')
    throw new TandemError(409, 'The numbers are being recomputed for another change: wait until that is done.');
  return name as SettingName;
}

async function checkCurrency(db: Db, currency: string): Promise<void> {
  const { currencies } = await financialsOnRecord(db);
  if (currencies.length > 0 && !currencies.includes(currency))
    throw unanswerable(
      'currency',
      `The financials on record are in ${currencies.join(' and ')}: amounts are never converted, so the currency stays.`,
    );
}

function conflict(name: string, { changed_by, changed_at }: SettingVersion): TandemError {
  const who = changed_by === null ? 'Somebody' : changed_by;
  const when = changed_at ? ` (${formatInstant(changed_at.toISOString(), 'UTC')} UTC)` : '';
  return new TandemError(409, `${who} changed this while you were editing${when}.`, [
    { field: name, detail: 'It has another value now than the one you started from.' },
  ]);
}

/** The newest version where the wish is what it says already: nothing is kept, logged or recomputed then. */
export async function alreadySo(db: Db, { name, value }: SettingWish): Promise<SettingVersion | null> {
  const current = (await readSettingVersions(db))[name as SettingName];
  return current.version > 0 && same(current.value, checkSetting(name, value)) ? current : null;
}

/**
 * Keeps a new version of a setting, in the log and with every number that depends on it, all at one moment.
 * Throws 409 (somebody was faster) or 422 (what is wrong with the value), with nothing changed.
 */
export async function changeSetting(
  connection: Connection,
  wish: SettingWish,
  by: Actor = COMMAND_LINE,
  onBegin: () => void = () => undefined,
): Promise<SettingVersion> {
  const { db } = connection;
  const name = await checkChange(db, wish);
  const current = await alreadySo(db, wish);
  if (current) return current;
  const who = by.viewer.kind === 'cli' ? 'cli' : by.viewer.name;
  const write = async (trx: Db) => {
    const before = (await readSettingVersions(trx))[name];
    if (!(await writeSetting(trx, name, wish.value, who, wish.version))) throw conflict(name, before);
    const after = checkSetting(name, wish.value);
    await recordChange(trx, by, { what: 'setting', name, before: before.value, after });
  };
  if (recomputes(name)) await recompute(connection, { setting: name, value: wish.value, by: who }, write, onBegin);
  else await db.transaction().execute(write);
  return (await readSettingVersions(db))[name];
}
