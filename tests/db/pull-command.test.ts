import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareQueue } from '@/db/pulling/queue';
import { TandemError } from '@/lib/core/errors';
import { register } from '@/scripts/commands/pull';
import { useServer } from '../support/api';
import { type FakeVendor, fakeVendor } from '../support/fake-vendor';
import { chat, intercomAnswers } from '../support/vendors/intercom';

const t = useServer();
const folder = mkdtempSync(path.join(tmpdir(), 'tandem-pull-'));
let vendor: FakeVendor;
beforeAll(async () => {
  vendor = await fakeVendor(intercomAnswers([chat(1, Math.floor(Date.now() / 1000) - 3600)]));
  process.env.TANDEM_PULL_THROUGH = vendor.url;
  await prepareQueue(t);
});
afterAll(async () => {
  delete process.env.TANDEM_PULL_THROUGH;
  rmSync(folder, { recursive: true });
  await vendor.close();
});

/** Runs a command; its text, or the sentence it ends with. */
async function pull(...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  let said = '';
  const finish = (_: object, text: string) => {
    said = text;
  };
  register(program, { json: false, database: (use) => use(t), say: () => undefined, finish });
  try {
    await program.parseAsync(['pull', ...args], { from: 'user' });
  } catch (error) {
    if (error instanceof TandemError) return error.detail;
    throw error;
  }
  return said;
}

test('a source is added, pulled, paused, resumed and removed', async () => {
  expect(await pull('list')).toBe('No source is fetched.');
  expect(await pull('add', 'intercom', '--source', 'chats', '--set', 'region=us', '--set', 'token=good')).toBe(
    'chats is fetched from now on, while Tandem runs.',
  );
  expect(await pull('run', 'chats')).toBe('1 row read: 1 new.');
  expect(await pull('list')).toMatch(/^chats +Intercom, every six hours, next .* succeeded: 1 row read: 1 new\.$/);
  expect(await pull('pause', 'chats')).toBe('chats is paused.');
  expect(await pull('run', 'chats')).toBe('chats is paused: resume it first.');
  expect(await pull('list')).toContain('paused');
  expect(await pull('resume', 'chats')).toBe('chats is fetched again.');
  expect(await pull('remove', 'chats')).toBe('chats is fetched no longer.');
  const { rows } = await t.pool.query(`select viewer_kind, road, request ->> 'name' as name from access_log`);
  expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
    new Set(['{"viewer_kind":"cli","road":"cli","name":"chats"}']),
  );
  expect(rows).toHaveLength(5);
});

test('a vendor’s refusal is the command’s sentence', async () => {
  await pull('add', 'intercom', '--source', 'old', '--set', 'region=us', '--set', 'token=bad');
  expect(await pull('run', 'old')).toContain('does not accept the credentials');
  expect(await pull('list')).toContain('waits for new credentials');
});

test('a folder is watched', async () => {
  expect(await pull('add', 'folder', folder, '--source', 'drop')).toContain('drop is fetched');
  expect(await pull('list')).toContain('Watched folder, every minute');
  expect(await pull('run', 'drop')).toBe('Nothing new came.');
});

test.each([
  [['add', 'acme'], 'There is no vendor acme to pull from.'],
  [['add', 'intercom'], 'Region is missing.'],
  [['add', 'intercom', '--set', 'region'], 'A field is given as FIELD=VALUE.'],
  [['add', 'intercom', '--since', 'soon'], 'soon is not a date.'],
  [['add', 'folder'], 'Name the folder: pull add folder PATH.'],
  [['run', 'nobody'], 'nobody is not fetched: pull list names those that are.'],
])('%j ends in a sentence', async (args, sentence) => {
  expect(await pull(...args)).toBe(sentence);
});

test('the vendors are listed with where to find what each asks for', async () => {
  const said = await pull('vendors');
  for (const id of ['intercom', 'zendesk', 'github-copilot', 'microsoft-graph', 'openai', 'anthropic'])
    expect(said).toMatch(new RegExp(`^${id}: `, 'm'));
  expect(said).toContain('token: Access token, secret');
});
