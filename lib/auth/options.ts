import type { NextAuthOptions } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import { serverDatabase } from '@/db/server';
import { TandemError } from '@/lib/core/errors';
import type { Env } from '@/lib/env';
import { logError } from '@/lib/log';
import { addressOf } from './address';
import { signIn } from './sign-in';
import { SESSION_SECONDS, secureCookies, sessionSecret, userOfClaims } from './token';

/** What the sign-in page finds in `error`; anything else is CredentialsSignin: not these, for whatever reason. */
export const TOO_MANY_ATTEMPTS = 'TooManyAttempts';
const UNAVAILABLE = 'Unavailable';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Local accounts in a JWT session. The token names a person and a session version, nothing that could go stale. */
export function authOptions(env: Env): NextAuthOptions {
  return {
    secret: sessionSecret(env),
    useSecureCookies: secureCookies(env),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      credentials({
        credentials: { email: { label: 'E-mail' }, password: { label: 'Password', type: 'password' } },
        authorize: (given, request) =>
          authorize(text(given?.email), text(given?.password), text(request.headers?.['x-forwarded-for'])),
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sub: user.id, session_version: (user as { session_version?: number }).session_version };
        const live = await userOfClaims(serverDatabase().db, token);
        // next-auth answers an error here by clearing the cookie.
        if (!live) throw new Error('This session has ended.');
        return { sub: live.id, session_version: live.session_version, email: live.email };
      },
      session: ({ session, token }) => ({ ...session, user: { email: token.email } }),
    },
    logger: {
      error(code, details) {
        if (code !== 'JWT_SESSION_ERROR') logError('next-auth', code, details);
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

async function authorize(email: string, password: string, forwardedFor: string) {
  if (!email || !password) return null;
  try {
    const user = await signIn(serverDatabase().db, { email, password, address: addressOf(forwardedFor) });
    return user && { id: user.id, email: user.email, session_version: user.session_version };
  } catch (error) {
    // next-auth puts the message into the page's address: only fixed words may reach it.
    if (error instanceof TandemError && error.status === 429) throw new Error(TOO_MANY_ATTEMPTS);
    logError('sign-in', 'failed', error);
    throw new Error(UNAVAILABLE);
  }
}
