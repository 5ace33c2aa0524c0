import { sql } from 'kysely';
import type { Db } from './client';

export type KeyScope = 'ingest' | 'query';

export interface KeyRow {
  id: number;
  name: string;
  scope: KeyScope;
  role: string | null;
  departments: string[];
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const COLUMNS = ['id', 'name', 'scope', 'role', 'departments', 'created_at', 'last_used_at', 'revoked_at'] as const;

export async function insertKey(
  db: Db,
  key: { name: string; hash: Buffer; scope: KeyScope; role: string | null; departments: string[] },
): Promise<number> {
  const { id } = await db.insertInto('api_key').values(key).returning('id').executeTakeFirstOrThrow();
  return id;
}

export const listKeys = (db: Db): Promise<KeyRow[]> => db.selectFrom('api_key').select(COLUMNS).orderBy('id').execute();

/** The key with this hash unless it was revoked. */
export const keyByHash = (db: Db, hash: Buffer): Promise<KeyRow | undefined> =>
  db.selectFrom('api_key').select(COLUMNS).where('hash', '=', hash).where('revoked_at', 'is', null).executeTakeFirst();

export const keyById = (db: Db, id: number): Promise<KeyRow | undefined> =>
  db.selectFrom('api_key').select(COLUMNS).where('id', '=', id).executeTakeFirst();

export async function touchKey(db: Db, id: number): Promise<void> {
  await db.updateTable('api_key').set({ last_used_at: sql`now()` }).where('id', '=', id).execute();
}

/** Returns false if there is no such key, or it was revoked before. */
export async function revokeKeyRow(db: Db, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_key')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
