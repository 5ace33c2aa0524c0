import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '@/db/client';
import { hasUsers, insertFirstAdminToken, redeemFirstAdminToken } from '@/db/users';
import { checkGrant } from '@/lib/access/grant';
import { FIRST_ROLE } from '@/lib/access/policy';
import { TandemError } from '@/lib/core/errors';
import { hashPassword } from './password';
import { checkEmail } from './users';

const noLongerGood = () =>
  new TandemError(404, 'This link is no longer good: it works once, for a day, while there is no user.');

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** A new token, good once and for a day, while the workspace has no user; null as soon as it has one. */
export async function firstAdminToken(db: Db): Promise<string | null> {
  if (await hasUsers(db)) return null;
  const token = randomBytes(24).toString('base64url');
  await insertFirstAdminToken(db, hashOf(token));
  return token;
}

/** Makes the first administrator. Throws 404 (token unknown, too old or spent, or somebody was faster) or 422. */
export async function redeemFirstAdmin(
  db: Db,
  token: string,
  email: string,
  password: string,
): Promise<{ email: string }> {
  // Strangers may come here: nobody is hashed for once there is a user.
  if (await hasUsers(db)) throw noLongerGood();
  const address = checkEmail(email);
  const passwordHash = await hashPassword(password);
  const grant = checkGrant({ role: FIRST_ROLE });
  if (!(await redeemFirstAdminToken(db, { hash: hashOf(token), email: address, passwordHash, grant })))
    throw noLongerGood();
  return { email: address };
}
