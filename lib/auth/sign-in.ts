import { createHash } from 'node:crypto';
import type { Db } from '@/db/client';
import { clearAttempts, countAttempt, type Limits } from '@/db/sign-in-attempts';
import { noteSignIn, passwordHashOf, type User, userByEmail } from '@/db/users';
import { TandemError } from '@/lib/core/errors';
import { verifyPassword } from './password';

/** attempts in a quarter of an hour */
export const LIMITS: Limits = { windowSeconds: 15 * 60, perAccount: 10, perAddress: 50 };

/**
 * The person with this address and password, else null: unknown, wrong and disabled look alike and take alike.
 * Throws a 429 after too many attempts on the account or from the network address.
 */
export async function signIn(
  db: Db,
  { email: given, password, address }: { email: string; password: string; address: string },
): Promise<User | null> {
  const email = given.trim().toLowerCase();
  // Hashed: what people type into the wrong box is sometimes their password.
  const account = createHash('sha256').update(email).digest();
  if (!(await countAttempt(db, account, address, LIMITS)))
    throw new TandemError(429, 'Too many attempts to sign in. Wait a quarter of an hour and try again.');
  const [stored, user] = await Promise.all([passwordHashOf(db, email), userByEmail(db, email)]);
  const matches = await verifyPassword(stored, password);
  if (!matches || !user || user.disabled) return null;
  await clearAttempts(db, account);
  await noteSignIn(db, user.id);
  return user;
}
