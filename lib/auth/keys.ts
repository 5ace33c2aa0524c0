import { createHash, randomBytes } from 'node:crypto';
import { type Actor, COMMAND_LINE, recordChange } from '@/db/audit';
import type { Db } from '@/db/client';
import { insertKey, type KeyScope, keyByHash, keyById, revokeKeyRow, touchKey } from '@/db/keys';
import { checkGrant } from '@/lib/access/grant';
import { SENDER_ROLE } from '@/lib/access/policy';
import { TandemError, unanswerable } from '@/lib/core/errors';
import type { Viewer } from '@/lib/core/viewer';
import { within } from './administered';

const PREFIX = 'tdm_';

const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/**
 * Makes a key and returns it, the only time it is ever seen. A query key asks with a role, an ingest key has none.
 * Throws a 422 naming what does not hold.
 */
export async function createKey(
  db: Db,
  { name, scope, role, departments }: { name: string; scope: string; role?: string; departments?: string[] },
  by: Actor = COMMAND_LINE,
): Promise<{ id: number; key: string }> {
  if (!name.trim() || name.length > 100) throw unanswerable('name', 'A key needs a name of 1 to 100 characters.');
  const kept = { name: name.trim(), ...grantOf(scope, role, departments) };
  const key = PREFIX + randomBytes(32).toString('base64url');
  const id = await within(db, async (trx) => {
    const number = await insertKey(trx, { ...kept, hash: hashOfKey(key) });
    const { name: _, ...after } = kept;
    await recordChange(trx, by, { what: 'key', name: nameOf({ ...kept, id: number }), after });
    return number;
  });
  return { id, key };
}

/** How logs name a key. */
const nameOf = ({ name, id }: { name: string; id: number }) => `${name} (key ${id})`;

/** Ends a key at once. Throws 404 if there is none that still works. */
export async function revokeKey(db: Db, id: number, by: Actor = COMMAND_LINE): Promise<void> {
  await within(db, async (trx) => {
    const key = Number.isSafeInteger(id) ? await keyById(trx, id) : undefined;
    if (!key || !(await revokeKeyRow(trx, id))) throw new TandemError(404, `There is no key ${id} that still works.`);
    const { scope, role, departments } = key;
    await recordChange(trx, by, { what: 'key', name: nameOf(key), before: { scope, role, departments } });
  });
}

function grantOf(scope: string, role?: string, departments: string[] = []) {
  if (scope === 'query') {
    if (!role) throw unanswerable('role', 'A key with scope query needs a role.');
    return { scope: 'query' as KeyScope, ...pick(checkGrant({ role, departments })) };
  }
  if (scope !== 'ingest') throw unanswerable('scope', `There is no scope called ${scope}: choose ingest or query.`);
  if (role || departments.length > 0)
    throw unanswerable('role', 'A key with scope ingest only sends records in: it carries no role and no department.');
  return { scope: 'ingest' as KeyScope, role: null, departments: [] };
}

const pick = ({ role, departments }: { role: string; departments: string[] }) => ({ role, departments });

/** Who a key speaks for, or null if it is unknown or revoked. Notes that it was used. */
export async function keyViewer(db: Db, key: string): Promise<{ viewer: Viewer; scope: KeyScope } | null> {
  if (!key.startsWith(PREFIX)) return null;
  const found = await keyByHash(db, hashOfKey(key));
  if (!found) return null;
  if (!found.last_used_at || found.last_used_at.getTime() < Date.now() - 60_000) await touchKey(db, found.id);
  const grants = [{ role: found.role ?? SENDER_ROLE, departments: found.departments }];
  return { viewer: { kind: 'key', name: nameOf(found), grants }, scope: found.scope };
}
