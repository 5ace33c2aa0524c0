import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/db/audit';
import { type PullRow, pullBySource } from '@/db/pulling/pulls';
import { prepareQueue } from '@/db/pulling/queue';
import { readEnv } from '@/lib/env';
import { carryOut } from '@/lib/pulling/carry-out';
import { STILL_MS, takeFolder } from '@/lib/pulling/folder';
import { addFolder, editPull } from '@/lib/pulling/manage';
import { pullsOverview } from '@/lib/pulling/overview';
import { useServer } from '../support/api';
import { conversation, lines } from '../support/ingest';

const t = useServer();
const folder = mkdtempSync(path.join(tmpdir(), 'tandem-watched-'));
let pull: PullRow;
let now = Date.parse('2026-11-26T12:00:00Z');

beforeAll(async () => {
  await prepareQueue(t);
  await addFolder(t.db, 'drop', folder, COMMAND_LINE);
  pull = (await pullBySource(t.db, 'drop'))!;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, ...rows: Record<string, unknown>[]) =>
  writeFileSync(path.join(folder, name), lines(...rows));
/** A look at the folder, so many ms after the one before. */
const look = (later = STILL_MS) => {
  now += later;
  return takeFolder(t, pull, new Date(now));
};
const runs = async () =>
  (await t.pool.query(`select count(*) as n from run where road = 'folder'`)).rows[0].n as number;

test('a file is taken once it has stood still for a minute, and never again', async () => {
  write('one.jsonl', conversation('a'));
  expect(await look()).toBeNull();
  expect(await look(STILL_MS / 2)).toBeNull();
  write('one.jsonl', conversation('a'), conversation('b'));
  expect(await look(STILL_MS)).toBeNull();
  expect(await look(STILL_MS)).toMatchObject({ said: '2 rows read: 2 new.' });
  expect(await look()).toBeNull();
  expect(await runs()).toBe(1);
});

test('what is ready together is one run; a copy of a file that was taken is not read again', async () => {
  write('two.jsonl', conversation('c'));
  mkdirSync(path.join(folder, 'below'), { recursive: true });
  write('below/three.jsonl', conversation('d'));
  write('copy of one.jsonl', conversation('a'), conversation('b'));
  await look();
  expect(await look()).toMatchObject({ said: '2 rows read: 2 new.' });
  expect(await runs()).toBe(2);
});

test('a file touched without a change is not read again; one replaced by another is', async () => {
  utimesSync(path.join(folder, 'two.jsonl'), new Date(), new Date(2026, 0, 1));
  await look();
  expect(await look()).toBeNull();
  write('.two.jsonl.part', conversation('c', { csat: 5 }));
  await look();
  renameSync(path.join(folder, '.two.jsonl.part'), path.join(folder, 'two.jsonl'));
  await look();
  expect(await look()).toMatchObject({ said: '1 row read: 1 changed.' });
});

test('a file that cannot be read is said, left alone, and taken when it was mended', async () => {
  writeFileSync(path.join(folder, 'broken.csv'), 'a,b\n1,2\n');
  await look();
  expect(await look()).toEqual({ said: 'One file could not be read.', run: null });
  const { pulls } = await pullsOverview(t.db, new Date());
  expect(pulls[0]).toMatchObject({ title: 'Watched folder', options: { path: folder } });
  expect(pulls[0]!.files!.failed).toEqual([
    { name: 'broken.csv', error: expect.stringMatching(/^Its format is not known/) },
  ]);
  const before = await runs();
  expect(await look()).toBeNull();
  expect(await runs()).toBe(before);
  write('broken.csv', conversation('e'));
  await look();
  expect(await look()).toMatchObject({ said: '1 row read: 1 new.' });
});

test('a file that could not be read is tried again when it was touched, not taken for one that was read', async () => {
  writeFileSync(path.join(folder, 'early.csv'), 'a,b\n1,2\n');
  await look();
  await look();
  utimesSync(path.join(folder, 'early.csv'), new Date(), new Date(2026, 1, 1));
  await look();
  expect(await look()).toEqual({ said: 'One file could not be read.', run: null });
  const { pulls } = await pullsOverview(t.db, new Date());
  expect(pulls[0]!.files!.failed).toMatchObject([{ name: 'early.csv' }]);
});

test('hidden files, other kinds and links stay where they are', async () => {
  write('.hidden.jsonl', conversation('x'));
  writeFileSync(path.join(folder, 'notes.txt'), 'x');
  symlinkSync('/etc/hostname', path.join(folder, 'link.csv'));
  await look();
  expect(await look()).toBeNull();
});

test('a folder that went away is said in a sentence, and it goes on when it is back', async () => {
  const away = `${folder}-away`;
  renameSync(folder, away);
  expect(await carryOut(t, pull.id, { env: readEnv() })).toBe('failed');
  const failed = (await pullBySource(t.db, 'drop'))!;
  expect(failed.said).toBe(`The folder ${folder} cannot be read: it does not exist.`);
  expect(failed.next_at!.getTime()).toBeLessThan(Date.now() + 61_000);
  renameSync(away, folder);
  expect(await carryOut(t, pull.id, { env: readEnv() })).toBe('succeeded');
  expect(await pullBySource(t.db, 'drop')).toMatchObject({ state: 'succeeded' });
});

test('it has neither fields nor another schedule, and what is no folder is not watched', async () => {
  await expect(editPull(t.db, readEnv(), pull, { schedule: 'day' }, COMMAND_LINE)).rejects.toMatchObject({
    status: 422,
  });
  await expect(addFolder(t.db, 'x', path.join(folder, 'none'), COMMAND_LINE)).rejects.toMatchObject({ status: 422 });
});
