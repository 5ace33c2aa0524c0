import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { unanswerable } from '@/lib/core/errors';

const SHORTEST = 8;
const LONGEST = 512;

/** argon2id with the library's parameters (19 MiB, 2 passes). Throws a 422 if it is too short or too long. */
export function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST) throw unanswerable('password', `The password needs at least ${SHORTEST} characters.`);
  if (password.length > LONGEST) throw unanswerable('password', `The password is longer than ${LONGEST} characters.`);
  return hash(password);
}

let nobody: Promise<string> | undefined;

/** Takes as long for an account that does not exist as for one that does. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash(randomBytes(18).toString('base64url'));
  const matches = await verify(stored ?? (await nobody), password.slice(0, LONGEST + 1));
  return stored !== undefined && matches;
}

/** 24 characters, 144 bits. */
export const randomPassword = (): string => randomBytes(18).toString('base64url');
