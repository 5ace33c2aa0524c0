import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { TandemError } from '@/lib/core/errors';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/**
 * Secrets as the database keeps them: nonce, tag, cipher text. They are bound to what they belong to (`to`), so that a
 * row's cannot be put into another's place.
 */
export function seal(secrets: Record<string, string>, to: string, key: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(to));
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Throws `why`, one sentence, where another key sealed them. */
export function unseal(sealed: Buffer, to: string, key: Buffer, why: string): Record<string, string> {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(to));
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Record<string, string>;
  } catch {
    throw new TandemError(422, why);
  }
}
