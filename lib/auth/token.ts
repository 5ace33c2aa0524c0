import { decode, encode } from 'next-auth/jwt';
import type { Db } from '@/db/client';
import { type User, userById } from '@/db/users';
import type { Viewer } from '@/lib/core/viewer';
import type { Env } from '@/lib/env';
import { authSecret } from '@/lib/secrets';

/** A signed-in person signs in again after so long. */
export const SESSION_SECONDS = 7 * 24 * 3600;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Claims {
  /** user id */
  sub?: string;
  session_version?: unknown;
}

/** Secure cookies need https, which only the public address tells: the server itself speaks http. */
export const secureCookies = (env: Env): boolean => env.TANDEM_URL?.startsWith('https:') ?? false;

export const sessionCookie = (env: Env): string =>
  secureCookies(env) ? '__Secure-next-auth.session-token' : 'next-auth.session-token';

const secrets = new Map<string, string>();

/** The secret of the data folder, read from disk once. */
export function sessionSecret(env: Env): string {
  const known = secrets.get(env.TANDEM_DATA_DIR);
  if (known) return known;
  const secret = authSecret(env);
  secrets.set(env.TANDEM_DATA_DIR, secret);
  return secret;
}

/** The person a session speaks for, as they are now: null if it ended, was disabled or has a new password since. */
export async function userOfClaims(db: Db, { sub, session_version }: Claims): Promise<User | null> {
  if (!sub || !UUID.test(sub)) return null;
  const user = await userById(db, sub);
  return user && !user.disabled && user.session_version === session_version ? user : null;
}

export const viewerOfUser = ({ email, grants }: User): Viewer => ({ kind: 'user', name: email, grants });

/** What a session cookie holds; for sign-in by other roads and for tests. */
export const issueToken = (env: Env, user: User): Promise<string> =>
  encode({
    token: { sub: user.id, session_version: user.session_version },
    secret: sessionSecret(env),
    maxAge: SESSION_SECONDS,
  });

async function claimsOf(env: Env, token: string): Promise<Claims | null> {
  try {
    return await decode({ token, secret: sessionSecret(env) });
  } catch {
    // Forged, too old, or signed with a secret that is gone: all the same as not signed in.
    return null;
  }
}

/** Who a request's Cookie header speaks for; looks the person up each time. */
export async function sessionViewer(db: Db, cookieHeader: string | null, env: Env): Promise<Viewer | null> {
  const prefix = `${sessionCookie(env)}=`;
  const found = cookieHeader?.split('; ').find((part) => part.startsWith(prefix));
  const claims = found && (await claimsOf(env, found.slice(prefix.length)));
  const user = claims ? await userOfClaims(db, claims) : null;
  return user && viewerOfUser(user);
}
