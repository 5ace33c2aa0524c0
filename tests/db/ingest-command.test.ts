import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { writeSetup } from '@/db/source-setup';
import { useDatabase } from '@/tests/support/database';
import { conversation, lines } from '@/tests/support/ingest';

const ROOT = path.join(import.meta.dirname, '../..');
const t = useDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem command-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Runs the command line; answers its exit status, last line of standard output and standard error. */
function tandem(args: string[], stdin?: string): Promise<{ status: number | null; last: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: t.url, TANDEM_DATA_DIR: path.join(folder, '.data') };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/tandem.ts', ...args], { cwd: ROOT, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.end(stdin ?? '');
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, last: out.trimEnd().split('\n').at(-1) ?? '', err }));
  });
}

test('a folder below folders, standard input, refused rows, nothing done; sources and forgetting', async () => {
  fs.mkdirSync(path.join(folder, 'in', 'deep'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'in', 'b.jsonl'), lines(conversation('1', { csat: 2 })));
  fs.writeFileSync(path.join(folder, 'in', 'deep', 'c.ndjson.gz'), gzipSync(lines(conversation('1', { csat: 3 }))));
  fs.writeFileSync(path.join(folder, 'in', 'a.jsonl'), lines(conversation('1', { csat: 1 })));
  fs.writeFileSync(path.join(folder, 'in', 'workspace.json'), '{"currency":"USD"}');

  const first = await tandem(['ingest', '--json', '--source', 'own', path.join(folder, 'in')]);
  expect(first.status).toBe(0);
  expect(JSON.parse(first.last)).toMatchObject({
    source: 'own',
    read: 3,
    accepted: 1,
    updated: 2,
    duplicate: 0,
    rejected: 0,
    unknownFields: {},
    seconds: expect.any(Number),
  });
  // Files go in sorted by path, so the last one's rating stands.
  expect((await t.pool.query('select csat from conversation')).rows).toEqual([{ csat: 3 }]);

  const piped = await tandem(['ingest', '--json', '-'], `${lines(conversation('2'))}{"type":"seat"}\n`);
  expect(piped.status).toBe(2);
  expect(JSON.parse(piped.last)).toMatchObject({ source: 'canonical', read: 2, accepted: 1, rejected: 1 });
  expect(piped.err).toContain('-, line 2: tool is missing.');

  const nothing = await tandem(['ingest', path.join(folder, 'absent.csv')]);
  expect(nothing).toMatchObject({ status: 1, last: '' });
  expect(nothing.err.trim().split('\n').at(-1)).toBe(`${folder}/absent.csv went in not at all: It does not exist.`);

  const forgotten = await tandem(['forget', '--json', '--customer', 'customer of 2']);
  expect(JSON.parse(forgotten.last)).toMatchObject({ removed: { conversations: 1 } });
  const sources = await tandem(['source', 'list', '--json']);
  expect(JSON.parse(sources.last).sources.map(({ name }: { name: string }) => name)).toEqual(['canonical', 'own']);
  expect((await tandem(['source', 'delete', 'own'])).last).toBe('Erased own: 1 record.');
  expect((await tandem(['source', 'delete', 'own'])).status).toBe(1);
});

test('a file of the only saved mapping that has its columns goes in without --source; of several none', async () => {
  const licences = path.join(folder, 'licences.csv');
  fs.writeFileSync(licences, 'Mail;Since\nanna@example.com;14/03/2026\n');
  const mapping = {
    ...{ type: 'seat' as const, zone: 'UTC', decimalComma: false },
    fields: {
      email: { column: 'Mail' },
      tool: { constant: 'claude' },
      assigned_on: { column: 'Since', format: 'dmy' as const },
    },
  };
  const setup = { connector: 'mapped', mapping, answers: {}, complexity: {} };
  await writeSetup(t.db, 'licences', setup, 'test');
  const taken = await tandem(['ingest', licences]);
  expect(taken).toMatchObject({ status: 0, last: expect.stringContaining('read by the mapping saved for licences') });
  const { rows } = await t.pool.query('select name, assigned_on from seat join source on source.id = source_id');
  expect(rows).toEqual([{ name: 'licences', assigned_on: '2026-03-14' }]);

  await writeSetup(t.db, 'seats', setup, 'test');
  const refused = await tandem(['ingest', licences]);
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('fit the saved mappings of licences and seats: say which');
  expect((await tandem(['ingest', '--source', 'seats', licences])).status).toBe(0);
});
