import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, expect, test, vi } from 'vitest';
import { readEnv } from '@/lib/env';
import { spooled } from '@/lib/http/spool';

/** A disk that fills up in the middle of a file. */
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  createWriteStream: () =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })),
    }),
}));

const folder = mkdtempSync(path.join(tmpdir(), 'tandem-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an upload onto a full disk is a sentence without our folders, and leaves nothing behind', async () => {
  const env = readEnv({ TANDEM_DATA_DIR: folder });
  const request = new Request('http://x/', { method: 'POST', body: 'a line\n' });
  await expect(spooled(request, env, { name: 'a' }, async () => 'used')).rejects.toMatchObject({
    status: 503,
    detail: 'The disk of the server has no room for this upload. Nothing was stored; make room on it first.',
  });
  expect(readdirSync(path.join(folder, 'spool'))).toEqual([]);
});
