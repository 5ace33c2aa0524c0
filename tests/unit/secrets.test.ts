import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authSecret, hashKey } from '@/lib/secrets';

let folder: string;

beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-secrets-')), 'a data folder');
});

afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

const mode = (file: string) => fs.statSync(file).mode & 0o777;

async function inProcess(script: string): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await once(child, 'close');
  return said;
}

describe('secrets', () => {
  it('makes a key of 32 bytes once, closed to everybody else', () => {
    const first = hashKey({ TANDEM_DATA_DIR: folder });
    expect(first).toHaveLength(32);
    expect(hashKey({ TANDEM_DATA_DIR: folder })).toEqual(first);
    expect(mode(folder)).toBe(0o700);
    expect(mode(path.join(folder, 'hash-key'))).toBe(0o600);
    expect(fs.readdirSync(folder)).toEqual(['hash-key']);
  });

  it('makes the secret of the sessions apart from the key', () => {
    const secret = authSecret({ TANDEM_DATA_DIR: folder });
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(authSecret({ TANDEM_DATA_DIR: folder })).toBe(secret);
    expect(hashKey({ TANDEM_DATA_DIR: folder }).toString('hex')).not.toBe(secret);
  });

  it('closes a data folder that was open to others', () => {
    fs.mkdirSync(folder, { mode: 0o755 });
    hashKey({ TANDEM_DATA_DIR: folder });
    expect(mode(folder)).toBe(0o700);
  });

  it('agrees between four processes that make it at once', async () => {
    const script = `
      import { hashKey } from '${path.resolve('lib/secrets.ts')}';
      process.stdout.write(hashKey({ TANDEM_DATA_DIR: ${JSON.stringify(folder)} }).toString('hex'));`;
    const keys = await Promise.all([1, 2, 3, 4].map(() => inProcess(script)));
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('reads the key from TANDEM_HASH_KEY_FILE: 64 hex digits, or 32 bytes of anything', () => {
    const file = path.join(path.dirname(folder), 'key');
    const env = { TANDEM_DATA_DIR: folder, TANDEM_HASH_KEY_FILE: file };
    fs.writeFileSync(file, `${'ab'.repeat(32)}\n`);
    expect(hashKey(env)).toEqual(Buffer.alloc(32, 0xab));
    fs.writeFileSync(file, 'x'.repeat(40));
    expect(hashKey(env)).toEqual(Buffer.from('x'.repeat(40)));
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('refuses a key that is too short, and one that cannot be read, with one sentence', () => {
    const file = path.join(path.dirname(folder), 'key');
    const env = { TANDEM_DATA_DIR: folder, TANDEM_HASH_KEY_FILE: file };
    fs.writeFileSync(file, 'short');
    expect(() => hashKey(env)).toThrow(
      `The hashing key in ${file} is too short: it needs 64 hex digits or at least 32 bytes.`,
    );
    fs.rmSync(file);
    fs.mkdirSync(file);
    expect(() => hashKey(env)).toThrow(`The file ${file} cannot be read: it is a folder.`);
    const nowhere = path.join(path.dirname(folder), 'nowhere', 'key');
    expect(() => hashKey({ ...env, TANDEM_HASH_KEY_FILE: nowhere })).toThrow(
      `The file ${nowhere} cannot be made: its folder does not exist.`,
    );
  });

  it('refuses a data folder that is a file', () => {
    fs.writeFileSync(folder, '');
    expect(() => authSecret({ TANDEM_DATA_DIR: folder })).toThrow(
      `The data folder ${folder} cannot be used: it is a file.`,
    );
  });
});
