import { sql } from 'kysely';
import { recordChange } from './audit';
import type { Db } from './client';

export interface GrantRow {
  role: string;
  departments: string[];
  until: string | null;
}

export interface User {
  id: string;
  email: string;
  session_version: number;
  /** moves with every change of roles or state */
  version: number;
  disabled: boolean;
  /** true until they chose a password */
  invited: boolean;
  created_at: Date;
  last_sign_in_at: Date | null;
  grants: GrantRow[];
}

const GRANTS = sql<GrantRow[]>`coalesce((
  select jsonb_agg(jsonb_build_object('role', g.role, 'departments', g.departments, 'until', g.until) order by g.id)
  from user_grant g where g.user_id = app_user.id), '[]')`;

const people = (db: Db) =>
  db
    .selectFrom('app_user')
    .select(['id', 'email', 'session_version', 'version', 'created_at', 'last_sign_in_at', GRANTS.as('grants')])
    .select(sql<boolean>`disabled_at is not null`.as('disabled'))
    .select(sql<boolean>`password_hash is null`.as('invited'));

/** Everybody, disabled ones too, by e-mail address. */
export const listUsers = (db: Db): Promise<User[]> => people(db).orderBy('email').execute();

export const userByEmail = (db: Db, email: string): Promise<User | undefined> =>
  people(db).where('email', '=', email).executeTakeFirst();

/** For a session: the person as they are at this moment. */
export const userById = (db: Db, id: string): Promise<User | undefined> =>
  people(db).where('id', '=', id).executeTakeFirst();

export async function passwordHashOf(db: Db, email: string): Promise<string | undefined> {
  const row = await db.selectFrom('app_user').select('password_hash').where('email', '=', email).executeTakeFirst();
  return row?.password_hash ?? undefined;
}

/** Changes of who may come in follow each other, so that two at the same moment cannot undo one another's checks. */
export async function lockPeople(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('tandem.people'))`.execute(trx);
}

/** Adds a person, invited where the hash is null; returns false, with nothing changed, if the address is taken. */
export async function insertUser(
  db: Db,
  email: string,
  passwordHash: string | null,
  ...grants: GrantRow[]
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into app_user (email, password_hash) values (${email}, ${passwordHash})
    on conflict (email) do nothing returning id`.execute(db);
  if (!rows[0]) return false;
  for (const grant of grants) await addGrantRow(db, rows[0].id, grant);
  return true;
}

async function addGrantRow(db: Db, userId: string, grant: GrantRow): Promise<boolean> {
  const { rows } = await sql`
    insert into user_grant (user_id, role, departments, until)
    values (${userId}, ${grant.role}, ${grant.departments}::text[], ${grant.until}::date)
    on conflict do nothing returning id`.execute(db);
  return rows.length === 1;
}

const raiseVersion = (db: Db, userId: string) =>
  db.updateTable('app_user').set({ version: sql`version + 1` }).where('id', '=', userId).execute();

/** Gives a person one more role; returns false if they hold exactly that already. */
export async function insertGrant(db: Db, userId: string, grant: GrantRow): Promise<boolean> {
  const isNew = await addGrantRow(db, userId, grant);
  if (isNew) await raiseVersion(db, userId);
  return isNew;
}

/** Makes these the roles of a person; those they keep stay as they are. */
export async function replaceGrants(db: Db, userId: string, before: GrantRow[], after: GrantRow[]): Promise<void> {
  const key = (grant: GrantRow) => JSON.stringify([grant.role, grant.departments, grant.until]);
  const kept = new Set(after.map(key));
  for (const { role, departments, until } of before.filter((grant) => !kept.has(key(grant))))
    await sql`
      delete from user_grant where user_id = ${userId} and role = ${role} and departments = ${departments}::text[]
        and until is not distinct from ${until}::date`.execute(db);
  for (const grant of after) await addGrantRow(db, userId, grant);
  await raiseVersion(db, userId);
}

/** Raises the session version as well: who comes back signs in anew. */
export async function setDisabled(db: Db, email: string, disabled: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('app_user')
    .set({
      disabled_at: disabled ? sql`coalesce(disabled_at, now())` : null,
      session_version: sql`session_version + 1`,
      version: sql`version + 1`,
    })
    .where('email', '=', email)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A changed password ends every session of that person. */
export async function setPasswordHash(db: Db, email: string, passwordHash: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('app_user')
    .set({ password_hash: passwordHash, session_version: sql`session_version + 1` })
    .where('email', '=', email)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteSignIn(db: Db, id: string): Promise<void> {
  await db.updateTable('app_user').set({ last_sign_in_at: sql`now()` }).where('id', '=', id).execute();
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertFirstAdminToken(db: Db, hash: Buffer): Promise<void> {
  await db.insertInto('first_admin_token').values({ hash }).execute();
}

/**
 * Makes the first person of an empty workspace, if the token is known and younger than a day, and spends every
 * token. Returns false, with nothing changed, otherwise. The lock lets only one of two redemptions win.
 */
export function redeemFirstAdminToken(
  db: Db,
  { hash, email, passwordHash, grant }: { hash: Buffer; email: string; passwordHash: string; grant: GrantRow },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table first_admin_token in exclusive mode`.execute(trx);
    const token = await trx
      .selectFrom('first_admin_token')
      .select('created_at')
      .where('hash', '=', hash)
      .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
      .executeTakeFirst();
    if (!token || (await hasUsers(trx))) return false;
    await trx.deleteFrom('first_admin_token').execute();
    const viewer = { kind: 'user' as const, name: email, grants: [] };
    const after = { grants: [grant], disabled: false };
    await recordChange(trx, { viewer, road: 'page' }, { what: 'person', name: email, after });
    return insertUser(trx, email, passwordHash, grant);
  });
}
