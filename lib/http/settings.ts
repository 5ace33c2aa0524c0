import { z } from 'zod';
import type { Actor } from '@/db/audit';
import type { Connection, Db } from '@/db/client';
import { lastRecomputation, type Recomputation } from '@/db/recomputations';
import { financialsOnRecord, isSetting, readSettingVersions, type SettingVersion, settingHistory } from '@/db/settings';
import { TandemError } from '@/lib/core/errors';
import { alreadySo, changeSetting, checkChange, recomputes, type SettingWish } from '@/lib/settings/change';
import { bodyOf } from './checked';
import { startRecomputing } from './recompute-child';

export const readSettingWish = bodyOf(
  z.strictObject({
    value: z.unknown().refine((value) => value !== undefined, 'A value is missing'),
    version: z.int('The version the value was changed from is missing'),
  }),
);

const ofVersion = ({ version, value, changed_at, changed_by }: SettingVersion) => ({
  version,
  value,
  changed_at: changed_at?.toISOString() ?? null,
  changed_by,
});

/** Every setting with who set it, what the records bind it to, and whether numbers are being recomputed. */
export async function settingsFor(db: Db): Promise<object> {
  const [versions, financials, recomputation] = await Promise.all([
    readSettingVersions(db),
    financialsOnRecord(db),
    lastRecomputation(db),
  ]);
  const settings = Object.entries(versions).map(([name, version]) => [name, ofVersion(version)]);
  return { settings: Object.fromEntries(settings), financials, recomputation: recomputation ?? null };
}

/** Throws 404. */
export async function historyOf(db: Db, name: string): Promise<object> {
  if (!isSetting(name)) throw new TandemError(404, `There is no setting called ${name.slice(0, 40)}.`);
  return { name, versions: (await settingHistory(db, name)).map(ofVersion) };
}

/**
 * Keeps a new value. What rollups are computed with is changed by a process of its own, together with the numbers:
 * the answer is then 202 and the old value counts until it is done.
 */
export async function putSetting(connection: Connection, wish: SettingWish, by: Actor): Promise<Response> {
  if (!isSetting(wish.name)) throw new TandemError(404, `There is no setting called ${wish.name.slice(0, 40)}.`);
  if (!recomputes(wish.name)) return Response.json(ofVersion(await changeSetting(connection, wish, by)));
  await checkChange(connection.db, wish);
  const current = await alreadySo(connection.db, wish);
  if (current) return Response.json(ofVersion(current));
  await startRecomputing(wish, by);
  const recomputation: Recomputation | undefined = await lastRecomputation(connection.db);
  return Response.json({ recomputation }, { status: 202 });
}
