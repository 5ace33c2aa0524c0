import { z } from 'zod';
import { type Actor, COMMAND_LINE, recordChange } from '@/db/audit';
import type { Db } from '@/db/client';
import { revokeInvites } from '@/db/invites';
import {
  type GrantRow,
  insertGrant,
  insertUser,
  listUsers,
  replaceGrants,
  setDisabled,
  setPasswordHash,
  type User,
  userByEmail,
  userById,
} from '@/db/users';
import { checkGrant, checkGrants } from '@/lib/access/grant';
import { forbidden, TandemError, unanswerable } from '@/lib/core/errors';
import type { Grant } from '@/lib/core/viewer';
import { changingPeople, isAlone, within } from './administered';
import { hashPassword, randomPassword } from './password';

export interface NewUser extends Grant {
  email: string;
  /** made up and returned when absent */
  password?: string;
}

/** Lower-cased and trimmed. Throws a 422 if it is no address. */
export function checkEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (email === '') throw unanswerable('email', 'An e-mail address is missing.');
  if (email.length > 254 || !z.email().safeParse(email).success)
    throw unanswerable('email', `${text.slice(0, 100)} is not an e-mail address.`);
  return email;
}

const unknown = (email: string) => new TandemError(404, `There is no user ${email}.`);

/** What the log keeps of somebody. */
const logged = ({ grants, disabled }: { grants: GrantRow[]; disabled: boolean }) => ({ grants, disabled });

/**
 * Adds a person with a role; somebody who exists already gets the role beside those they have.
 * Returns the password only where one was made up. Throws 422 (address, role, scope, password) or 409 (the role
 * is held already, or a password was given for somebody who has one).
 */
export async function addUser(
  db: Db,
  { email: given, role, departments, until, password }: NewUser,
  by: Actor = COMMAND_LINE,
): Promise<{ email: string; created: boolean; password?: string }> {
  const email = checkEmail(given);
  const grant = checkGrant({ role, departments, until });
  const existing = await userByEmail(db, email);
  if (existing && password !== undefined)
    throw new TandemError(409, `${email} exists already: change the password with set-password.`);
  const made = password === undefined ? randomPassword() : undefined;
  const hash = existing ? null : await hashPassword(password ?? made!);
  return within(db, async (trx) => {
    if (hash !== null && (await insertUser(trx, email, hash, grant))) {
      const after = { grants: [grant], disabled: false };
      await recordChange(trx, by, { what: 'person', name: email, after });
      return { email, created: true, ...(made && { password: made }) };
    }
    await addGrant(trx, email, grant, by);
    return { email, created: false };
  });
}

/** Gives somebody one more role. Throws 404, 409 (held already) or 422. */
async function addGrant(trx: Db, email: string, grant: GrantRow, by: Actor): Promise<void> {
  const user = await userByEmail(trx, email);
  if (!user) throw unknown(email);
  if (!(await insertGrant(trx, user.id, grant)))
    throw new TandemError(409, `${email} holds the role ${grant.role} already.`);
  const after = { ...logged(user), grants: [...user.grants, grant] };
  await recordChange(trx, by, { what: 'person', name: email, before: logged(user), after });
}

/** Ends their sessions at once, and the links they have not used. Throws 404, or 409 for the last administrator. */
export const disableUser = (db: Db, email: string, by?: Actor) => switchUser(db, email, true, by);

/** Lets them sign in again; sessions of before stay ended. Throws 404. */
export const enableUser = (db: Db, email: string, by?: Actor) => switchUser(db, email, false, by);

function switchUser(db: Db, given: string, disabled: boolean, by: Actor = COMMAND_LINE): Promise<void> {
  const email = checkEmail(given);
  return changingPeople(db, async (trx) => {
    const user = await userByEmail(trx, email);
    if (!user) throw unknown(email);
    await apply(trx, user, { disabled }, by);
  });
}

async function apply(trx: Db, user: User, wish: { disabled?: boolean; grants?: GrantRow[] }, by: Actor): Promise<void> {
  if (wish.disabled !== undefined) await setDisabled(trx, user.email, wish.disabled);
  if (wish.disabled) await revokeInvites(trx, user.id);
  if (wish.grants) await replaceGrants(trx, user.id, user.grants, wish.grants);
  const { email: name } = user;
  const after = { ...logged(user), ...wish };
  await recordChange(trx, by, { what: 'person', name, before: logged(user), after });
}

export interface UserWish {
  disabled?: boolean;
  /** all they hold from now on */
  grants?: Grant[];
  /** the version the wish was made at */
  version: number;
}

/**
 * Changes somebody's state or roles as a page showed them. Throws 404, 403 for oneself (but for an only administrator, who
 * may take on more roles: there is nobody to ask), 409 where somebody else was faster or nobody would be left to
 * administer, 422 naming the role that does not hold.
 */
export function changeUser(db: Db, id: string, wish: UserWish, by: Actor): Promise<User> {
  const grants = wish.grants && checkGrants(wish.grants);
  return changingPeople(db, async (trx) => {
    const user = await requireUser(trx, id);
    const isOwn = by.viewer.kind === 'user' && by.viewer.name === user.email;
    if (isOwn && !(addsOnly(user, wish.disabled, grants) && (await isAlone(trx))))
      throw forbidden(
        'Nobody changes their own roles or state: another administrator does, or the command line. An administrator without another may take on roles beside their own.',
      );
    if (user.version !== wish.version)
      throw new TandemError(409, `Somebody changed ${user.email} meanwhile. Look at it again before you save.`);
    await apply(
      trx,
      user,
      { ...(wish.disabled !== undefined && { disabled: wish.disabled }), ...(grants && { grants }) },
      by,
    );
    return requireUser(trx, id);
  });
}

/** Whether all they hold stays as it is, and more comes beside it. */
function addsOnly({ grants: held }: User, disabled: boolean | undefined, wanted: GrantRow[] | undefined): boolean {
  const key = ({ role, departments, until }: GrantRow) => JSON.stringify([role, departments, until]);
  const kept = new Set((wanted ?? []).map(key));
  return disabled === undefined && held.every((grant) => kept.has(key(grant)));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws 404. */
export async function requireUser(db: Db, id: string): Promise<User> {
  const user = UUID.test(id) ? await userById(db, id) : undefined;
  if (!user) throw new TandemError(404, 'There is no such person.');
  return user;
}

/** Ends their sessions. Returns the password where one was made up. Throws 404 or 422. */
export async function setPassword(
  db: Db,
  given: string,
  password?: string,
  by: Actor = COMMAND_LINE,
): Promise<{ password?: string }> {
  const made = password === undefined ? randomPassword() : undefined;
  const hash = await hashPassword(password ?? made!);
  const email = checkEmail(given);
  await within(db, async (trx) => {
    if (!(await setPasswordHash(trx, email, hash))) throw unknown(email);
    await recordChange(trx, by, { what: 'password', name: email });
  });
  return made ? { password: made } : {};
}

export const allUsers = (db: Db): Promise<User[]> => listUsers(db);
