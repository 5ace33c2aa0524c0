import crypto from 'node:crypto';
import path from 'node:path';
import { dataFolder, readOrMake } from './data-folder';
import type { Env } from './env';

type Place = Pick<Env, 'TANDEM_DATA_DIR' | 'TANDEM_HASH_KEY_FILE'>;
type SealPlace = Pick<Env, 'TANDEM_DATA_DIR' | 'TANDEM_CREDENTIAL_KEY_FILE'>;

const KEY_BYTES = 32;
const HEX_KEY = /^[0-9a-f]{64}\s*$/i;

/**
 * The key under which customers and employees are pseudonymised, from TANDEM_HASH_KEY_FILE or the data folder; made
 * on first use. A key file holds 64 hex digits, or at least 32 bytes of anything, used as they are.
 * Throws one plain sentence when the file cannot be read or is too short.
 */
export function hashKey(env: Place): Buffer {
  const file = env.TANDEM_HASH_KEY_FILE
    ? path.resolve(/* turbopackIgnore: true */ env.TANDEM_HASH_KEY_FILE)
    : path.join(dataFolder(env), 'hash-key');
  const content = readOrMake(file, randomHex);
  const text = content.toString('latin1');
  if (HEX_KEY.test(text)) return Buffer.from(text.trim(), 'hex');
  if (content.length >= KEY_BYTES) return content;
  throw new Error(`The hashing key in ${file} is too short: it needs 64 hex digits or at least ${KEY_BYTES} bytes.`);
}

/**
 * The key that seals vendors' credentials, from TANDEM_CREDENTIAL_KEY_FILE or the data folder; made on first use.
 * Throws one plain sentence when the file cannot be read or is not 64 hex digits.
 */
export function credentialKey(env: SealPlace): Buffer {
  const file = env.TANDEM_CREDENTIAL_KEY_FILE
    ? path.resolve(/* turbopackIgnore: true */ env.TANDEM_CREDENTIAL_KEY_FILE)
    : path.join(dataFolder(env), 'credential-key');
  const text = readOrMake(file, randomHex).toString('latin1');
  if (HEX_KEY.test(text)) return Buffer.from(text.trim(), 'hex');
  throw new Error(`The key of credentials in ${file} is not one: it needs 64 hex digits.`);
}

/** The secret that signs sessions, from the data folder; made on first use. */
export function authSecret(env: Pick<Env, 'TANDEM_DATA_DIR'>): string {
  const file = path.join(dataFolder(env), 'auth-secret');
  const secret = readOrMake(file, randomHex).toString('utf8').trim();
  if (secret.length >= KEY_BYTES) return secret;
  throw new Error(`The secret in ${file} is too short: remove the file to have a new one made; all sign out.`);
}

function randomHex(): string {
  return `${crypto.randomBytes(KEY_BYTES).toString('hex')}\n`;
}
