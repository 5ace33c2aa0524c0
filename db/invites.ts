import { sql } from 'kysely';
import type { Db } from './client';

export interface InviteRow {
  user_id: string;
  created_at: Date;
  created_by: string;
  expires_at: Date;
}

const open = (db: Db) =>
  db
    .selectFrom('invite')
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`);

/** Links that still open something, one a person. */
export const openInvites = (db: Db): Promise<InviteRow[]> =>
  open(db).select(['user_id', 'created_at', 'created_by', 'expires_at']).execute();

/** Makes a link the person's only one. */
export async function insertInvite(
  db: Db,
  { userId, hash, by, days }: { userId: string; hash: Buffer; by: string; days: number },
): Promise<Date> {
  await revokeInvites(db, userId);
  const { rows } = await sql<{ expires_at: Date }>`
    insert into invite (user_id, hash, created_by, expires_at)
    values (${userId}, ${hash}, ${by}, now() + make_interval(days => ${days})) returning expires_at`.execute(db);
  return rows[0]!.expires_at;
}

/** Returns whether one of them still opened something. */
export async function revokeInvites(db: Db, userId: string): Promise<boolean> {
  const { rows } = await sql<{ was_open: boolean }>`
    update invite set revoked_at = now()
    where user_id = ${userId} and used_at is null and revoked_at is null
    returning expires_at > now() as was_open`.execute(db);
  return rows.some((row) => row.was_open);
}

/** Whom a link was made for, while it is good and they are not disabled. */
export const invitedBy = (db: Db, hash: Buffer): Promise<{ user_id: string; email: string } | undefined> =>
  open(db)
    .innerJoin('app_user', 'app_user.id', 'invite.user_id')
    .select(['invite.user_id', 'app_user.email'])
    .where('invite.hash', '=', hash)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();

/** Spends a link; of two at the same moment one wins. */
export async function spendInvite(db: Db, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update invite set used_at = now()
    where hash = ${hash} and used_at is null and revoked_at is null and expires_at > now() returning id`.execute(db);
  return rows.length === 1;
}
