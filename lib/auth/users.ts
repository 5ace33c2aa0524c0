import { z } from 'zod';
import type { Db } from '@/db/client';
import { insertGrant, insertUser, listUsers, setDisabled, setPasswordHash, type User, userByEmail } from '@/db/users';
import { checkGrant } from '@/lib/access/grant';
import { TandemError, unanswerable } from '@/lib/core/errors';
import type { Grant } from '@/lib/core/viewer';
import { hashPassword, randomPassword } from './password';

export interface NewUser extends Grant {
  email: string;
  /** made up and returned when absent */
  password?: string;
}

/** Lower-cased and trimmed. Throws a 422 if it is no address. */
export function checkEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length > 254 || !z.email().safeParse(email).success)
    throw unanswerable('email', `${text.slice(0, 100)} is not an e-mail address.`);
  return email;
}

const unknown = (email: string) => new TandemError(404, `There is no user ${email}.`);

/**
 * Adds a person with a role; somebody who exists already gets the role beside those they have.
 * Returns the password only where one was made up. Throws 422 (address, role, scope, password) or 409 (the role
 * is held already, or a password was given for somebody who has one).
 */
export async function addUser(
  db: Db,
  { email: given, role, departments, until, password }: NewUser,
): Promise<{ email: string; created: boolean; password?: string }> {
  const email = checkEmail(given);
  const grant = checkGrant({ role, departments, until });
  const existing = await userByEmail(db, email);
  if (!existing) {
    const made = password === undefined ? randomPassword() : undefined;
    if (await insertUser(db, email, await hashPassword(password ?? made!), grant))
      return { email, created: true, ...(made && { password: made }) };
  } else if (password !== undefined)
    throw new TandemError(409, `${email} exists already: change the password with set-password.`);
  await addGrant(db, email, grant);
  return { email, created: false };
}

/** Gives somebody one more role. Throws 404, 409 (held already) or 422. */
export async function addGrant(db: Db, given: string, wanted: Grant): Promise<void> {
  const email = checkEmail(given);
  const grant = checkGrant(wanted);
  const user = await userByEmail(db, email);
  if (!user) throw unknown(email);
  if (!(await insertGrant(db, user.id, grant)))
    throw new TandemError(409, `${email} holds the role ${grant.role} already.`);
}

/** Ends their sessions at once. Throws 404. */
export async function disableUser(db: Db, email: string): Promise<void> {
  if (!(await setDisabled(db, checkEmail(email), true))) throw unknown(email);
}

/** Lets them sign in again; sessions of before stay ended. Throws 404. */
export async function enableUser(db: Db, email: string): Promise<void> {
  if (!(await setDisabled(db, checkEmail(email), false))) throw unknown(email);
}

/** Ends their sessions. Returns the password where one was made up. Throws 404 or 422. */
export async function setPassword(db: Db, email: string, password?: string): Promise<{ password?: string }> {
  const made = password === undefined ? randomPassword() : undefined;
  const hash = await hashPassword(password ?? made!);
  if (!(await setPasswordHash(db, checkEmail(email), hash))) throw unknown(email);
  return made ? { password: made } : {};
}

export const allUsers = (db: Db): Promise<User[]> => listUsers(db);
