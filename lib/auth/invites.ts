import { createHash, randomBytes } from 'node:crypto';
import { type Actor, COMMAND_LINE, type Road, recordChange } from '@/db/audit';
import type { Db } from '@/db/client';
import { insertInvite, invitedBy, revokeInvites, spendInvite } from '@/db/invites';
import { clearAttempts, countAttempt } from '@/db/sign-in-attempts';
import { insertUser, setPasswordHash, type User, userByEmail } from '@/db/users';
import { checkGrants } from '@/lib/access/grant';
import { TandemError, unanswerable } from '@/lib/core/errors';
import type { Grant } from '@/lib/core/viewer';
import { changingPeople, within } from './administered';
import { hashPassword } from './password';
import { LIMITS } from './sign-in';
import { checkEmail, requireUser } from './users';

/** A link is good for so long. */
export const INVITE_DAYS = 7;

export interface Invitation {
  email: string;
  /** shown once, kept as its SHA-256 */
  token: string;
  expires_at: Date;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Where a token is redeemed. */
export const invitePath = (token: string): string => `/invite?token=${token}`;

/** Adds somebody who chooses their own password by a link. Throws 409 (the address is known) or 422. */
export function inviteUser(
  db: Db,
  { email: given, grants: wanted }: { email: string; grants: Grant[] },
  by: Actor = COMMAND_LINE,
): Promise<Invitation> {
  const email = checkEmail(given);
  if (wanted.length === 0) throw unanswerable('grants', 'Somebody without a role would see nothing: choose one.');
  const grants = checkGrants(wanted);
  return changingPeople(db, async (trx) => {
    if (!(await insertUser(trx, email, null, ...grants))) {
      const taken = `${email} is in the list of people already.`;
      throw new TandemError(409, taken, [{ field: 'email', detail: taken }]);
    }
    await recordChange(trx, by, { what: 'person', name: email, after: { grants, disabled: false } });
    return makeLink(trx, (await userByEmail(trx, email))!, by);
  });
}

/** Another link for somebody in the list: a first one that got lost, or a new password. Throws 404 or 409. */
export function inviteAgain(db: Db, id: string, by: Actor = COMMAND_LINE): Promise<Invitation> {
  return changingPeople(db, async (trx) => {
    const user = await requireUser(trx, id);
    if (user.disabled) throw new TandemError(409, `${user.email} is disabled: let them in again first.`);
    return makeLink(trx, user, by);
  });
}

async function makeLink(trx: Db, { id: userId, email }: User, by: Actor): Promise<Invitation> {
  const token = randomBytes(24).toString('base64url');
  const expires_at = await insertInvite(trx, { userId, hash: hashOf(token), by: by.viewer.name, days: INVITE_DAYS });
  await recordChange(trx, by, { what: 'link', name: email, after: { expires_at } });
  return { email, token, expires_at };
}

/** Ends a link before it is used. Throws 404. */
export async function revokeInvite(db: Db, id: string, by: Actor = COMMAND_LINE): Promise<void> {
  await changingPeople(db, async (trx) => {
    const user = await requireUser(trx, id);
    if (!(await revokeInvites(trx, user.id))) throw new TandemError(404, `No link of ${user.email} is open.`);
    await recordChange(trx, by, { what: 'link', name: user.email, before: {} });
  });
}

const noLongerGood = () =>
  new TandemError(
    404,
    `This link is no longer good. It works once, for ${INVITE_DAYS} days: ask your administrator for a new one.`,
  );

/**
 * Whom a link is for. Unknown, spent, too old and disabled look alike. Counted like a sign-in, so that nobody tries
 * tokens out: throws 404 or 429.
 */
export async function readInvite(db: Db, token: string, address: string): Promise<{ userId: string; email: string }> {
  const hash = hashOf(token);
  if (!(await countAttempt(db, hash, address, LIMITS)))
    throw new TandemError(429, 'Too many attempts. Wait a quarter of an hour and try again.');
  const invited = await invitedBy(db, hash);
  if (!invited) throw noLongerGood();
  await clearAttempts(db, hash);
  return { userId: invited.user_id, email: invited.email };
}

/** Gives the person their password, ends their sessions and spends the link. Throws 404, 422 or 429. */
export async function acceptInvite(
  db: Db,
  { token, password, address, road }: { token: string; password: string; address: string; road: Road },
): Promise<{ email: string }> {
  const { email } = await readInvite(db, token, address);
  const passwordHash = await hashPassword(password);
  return within(db, async (trx) => {
    if (!(await spendInvite(trx, hashOf(token)))) throw noLongerGood();
    await setPasswordHash(trx, email, passwordHash);
    const viewer = { kind: 'user' as const, name: email, grants: [] };
    await recordChange(trx, { viewer, road }, { what: 'password', name: email });
    return { email };
  });
}
