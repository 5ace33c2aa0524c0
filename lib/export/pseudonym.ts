import { hash } from 'node:crypto';

export type Pseudonyms = (kind: 'conversation' | 'customer', name: string) => string;

/**
 * Names things in exported files: the same in every export of this workspace, and of no use to look up what the
 * database or another system calls them. A cut SHA-256 behind a key of fixed length is as good as HMAC, and faster.
 * 64 bits: among ten million names a coincidence is a matter of 1 in 400,000.
 */
export function pseudonyms(key: Buffer): Pseudonyms {
  const prefix = hash('sha256', Buffer.concat([Buffer.from('tandem export '), key]), 'hex');
  return (kind, name) => hash('sha256', `${prefix}:${kind}:${name}`, 'hex').slice(0, 16);
}
