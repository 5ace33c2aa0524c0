import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TandemError } from '@/lib/core/errors';
import { entered } from '@/lib/pulling/fields';
import { pullers } from '@/lib/pulling/registry';
import { seal, unseal } from '@/lib/seal';
import { credentialKey } from '@/lib/secrets';

const folder = mkdtempSync(path.join(tmpdir(), 'tandem-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('sealed credentials', () => {
  const key = credentialKey({ TANDEM_DATA_DIR: folder });
  const why = 'It cannot be read.';

  it('come back whole, and say nothing while they are sealed', () => {
    const sealed = seal({ token: 'sk-secret' }, 'intercom chats', key);
    expect(sealed.toString('latin1')).not.toContain('sk-secret');
    expect(unseal(sealed, 'intercom chats', key, why)).toEqual({ token: 'sk-secret' });
    expect(seal({ token: 'sk-secret' }, 'intercom chats', key).equals(sealed)).toBe(false);
  });

  it.each([
    ['another key', (sealed: Buffer) => unseal(sealed, 'intercom chats', Buffer.alloc(32, 1), why)],
    ['another row', (sealed: Buffer) => unseal(sealed, 'zendesk chats', key, why)],
    [
      'a changed byte',
      (sealed: Buffer) => unseal(Buffer.from(sealed.map((b, i) => (i === 30 ? b ^ 1 : b))), 'intercom chats', key, why),
    ],
    ['half of it', (sealed: Buffer) => unseal(sealed.subarray(0, 20), 'intercom chats', key, why)],
  ])('cannot be opened with %s', (_, open) => {
    expect(() => open(seal({ token: 'x' }, 'intercom chats', key))).toThrow(why);
  });

  it('hang on a key that is made once, for its owner alone, or named', () => {
    const file = path.join(folder, 'credential-key');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(credentialKey({ TANDEM_DATA_DIR: folder }).equals(key)).toBe(true);
    const own = path.join(folder, 'own');
    writeFileSync(own, readFileSync(file));
    expect(credentialKey({ TANDEM_DATA_DIR: '/nowhere', TANDEM_CREDENTIAL_KEY_FILE: own }).equals(key)).toBe(true);
    writeFileSync(own, 'too short');
    expect(() => credentialKey({ TANDEM_DATA_DIR: folder, TANDEM_CREDENTIAL_KEY_FILE: own })).toThrow('64 hex digits');
  });
});

describe('what is entered', () => {
  const zendesk = pullers.get('zendesk')!;
  const right = { subdomain: 'acme', email: 'ops@acme.example', token: 'abc' };
  const wrong = (given: Record<string, string>, kept?: Record<string, string>): string[] => {
    try {
      entered(zendesk, given, kept);
      return [];
    } catch (error) {
      return (error as TandemError).errors.map(({ field }) => field);
    }
  };

  it('is told apart into what may be shown and what may not', () => {
    expect(entered(zendesk, right)).toEqual({
      options: { subdomain: 'acme', email: 'ops@acme.example' },
      credentials: { token: 'abc' },
    });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', {}, ['subdomain', 'email', 'token']],
    ['another host for a subdomain', { ...right, subdomain: 'evil.example/' }, ['subdomain']],
    ['a port', { ...right, subdomain: 'acme:8080' }, ['subdomain']],
    ['a line break in a secret', { ...right, token: 'a\r\nx-admin: 1' }, ['token']],
    ['a field nobody asked for', { ...right, host: 'x' }, ['host']],
  ])('is refused with %s', (_, given, fields) => {
    expect(wrong(given)).toEqual(fields);
  });

  it('needs no secret again, unless it would go to another account', () => {
    const kept = { subdomain: 'acme', email: 'ops@acme.example' };
    expect(wrong({ ...kept, token: '' }, kept)).toEqual([]);
    expect(wrong({ ...kept, subdomain: 'other', token: '' }, kept)).toEqual(['token']);
  });
});

describe.each([...pullers.values()])('$title', (puller) => {
  it('says where to find what it asks for', () => {
    expect(puller.guide.length).toBeGreaterThanOrEqual(3);
    expect(puller.documentation.length).toBeGreaterThan(10);
    expect(puller.fields.filter(({ secret }) => secret).length).toBeGreaterThan(0);
    expect(new Set(puller.fields.map(({ name }) => name)).size).toBe(puller.fields.length);
  });

  it('asks hosts of the vendor alone', () => {
    const options = Object.fromEntries(puller.fields.map(({ name, choices }) => [name, choices?.[0]?.value ?? 'acme']));
    for (const host of puller.hosts(options)) expect(host).toMatch(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  });
});
