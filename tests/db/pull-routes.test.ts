import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as pull from '@/app/api/v1/pulls/[id]/route';
import { POST as run } from '@/app/api/v1/pulls/[id]/run/route';
import { POST as create, GET as list } from '@/app/api/v1/pulls/route';
import { POST as tryOut } from '@/app/api/v1/pulls/test/route';
import { GET as sources } from '@/app/api/v1/sources/route';
import { deleteSource } from '@/db/ingest/sources';
import { changePull, pullBySource } from '@/db/pulling/pulls';
import { prepareQueue } from '@/db/pulling/queue';
import { createKey } from '@/lib/auth/keys';
import type { PullsOverview } from '@/lib/core/pulls';
import type { SourcesOverview } from '@/lib/core/sources';
import type { Grant } from '@/lib/core/viewer';
import type { Handler } from '@/lib/http/route';
import { call, useServer } from '../support/api';
import { type FakeVendor, fakeVendor } from '../support/fake-vendor';
import { conversation, file, lines, take } from '../support/ingest';
import { chat, intercomAnswers } from '../support/vendors/intercom';

const t = useServer();
let vendor: FakeVendor;
let admin: Record<string, string>;
beforeAll(async () => {
  vendor = await fakeVendor(intercomAnswers([chat(1, 1_790_000_000)]));
  process.env.TANDEM_PULL_THROUGH = vendor.url;
  await prepareQueue(t);
  admin = await t.session('admin@example.com', { role: 'admin' });
});
afterAll(async () => {
  delete process.env.TANDEM_PULL_THROUGH;
  await vendor.close();
});
beforeEach(() => t.pool.query('delete from pull'));

const CHATS = { source: 'chats', vendor: 'intercom', fields: { region: 'us', token: 'tok-of-chats' } };
const post = (handler: Handler, body?: object, params = {}, headers = admin) =>
  call(handler, '/x', { method: 'POST', headers, body, params });
const patch = (id: number, body: object) =>
  call(pull.PATCH, '/x', { method: 'PATCH', headers: admin, body, params: { id: String(id) } });
const added = async (changes: object = {}) => (await post(create, { ...CHATS, ...changes })).json() as { id: number };
const overview = async () => (await call(list, '/x', { headers: admin })).json() as PullsOverview;
const log = async () =>
  (await t.pool.query(`select viewer, road, request from access_log where action = 'change' order by id desc limit 1`))
    .rows[0];

describe('only administrators', () => {
  test.each<[string, Grant]>([
    ['an executive', { role: 'executive' }],
    ['a lead', { role: 'team_lead', departments: ['Care'] }],
    ['a head of service', { role: 'service_lead' }],
    ['an analyst', { role: 'analyst' }],
  ])('reach any of it: not %s', async (_, grant) => {
    const { id } = await added();
    const headers = await t.session(`${grant.role}@example.com`, grant);
    const params = { id: String(id) };
    const statuses = [
      await call(list, '/x', { headers }),
      await post(create, CHATS, {}, headers),
      await post(tryOut, CHATS, {}, headers),
      await post(run, undefined, params, headers),
      await call(pull.PATCH, '/x', { method: 'PATCH', headers, params, body: { paused: true } }),
      await call(pull.DELETE, '/x', { method: 'DELETE', headers, params }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403]);
    expect((await overview()).pulls).toMatchObject([{ source: 'chats', paused: false }]);
    expect(vendor.requests).toEqual([]);
  });

  test('nor a key of any scope', async () => {
    for (const [scope, role] of [['ingest'], ['query', 'admin']] as const) {
      const { key } = await createKey(t.db, { name: scope, scope, role });
      const headers = { authorization: `Bearer ${key}` };
      expect((await call(list, '/x', { headers })).status).toBe(403);
      expect((await post(create, CHATS, {}, headers)).status).toBe(403);
    }
  });

  test('and no page of another site', async () => {
    const headers = { ...admin, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await post(create, CHATS, {}, headers)).status).toBe(403);
  });
});

describe('a source', () => {
  test('is added, told without its secret, and logged', async () => {
    const answer = await post(create, { ...CHATS, schedule: 'hour', since: '2026-01-01' });
    expect(answer.status).toBe(201);
    const told = await call(list, '/x', { headers: admin });
    expect(told.bytes.toString()).not.toContain('tok-of-chats');
    const { pulls, vendors, working } = told.json() as PullsOverview;
    expect(pulls).toMatchObject([
      {
        source: 'chats',
        title: 'Intercom',
        options: { region: 'us' },
        schedule: 'hour',
        since: '2026-01-01',
        state: 'new',
      },
    ]);
    expect(vendors.map(({ id }) => id)).toEqual([
      'intercom',
      'zendesk',
      'github-copilot',
      'microsoft-graph',
      'openai',
      'anthropic',
    ]);
    expect(working).toBe(false);
    expect(await log()).toEqual({
      ...{ viewer: 'admin@example.com', road: 'api' },
      request: {
        ...{ what: 'pull', name: 'chats' },
        after: { vendor: 'intercom', region: 'us', schedule: 'hour', since: '2026-01-01' },
      },
    });
    const { rows } = await t.pool.query(
      `select identifier, payload from pull_queue._private_jobs j join pull_queue._private_tasks k on k.id = j.task_id where key = $1`,
      [`pull ${pulls[0]!.id}`],
    );
    expect(rows).toEqual([{ identifier: 'pull', payload: { pull: pulls[0]!.id } }]);
  });

  test.each<[string, object, string[]]>([
    ['no vendor', { vendor: 'acme' }, ['vendor']],
    ['a folder of the server', { vendor: 'folder', fields: { path: '/etc' } }, ['vendor']],
    ['no token', { fields: { region: 'us', token: ' ' } }, ['token']],
    ['another region', { fields: { region: 'mars', token: 'x' } }, ['region']],
    ['a field that is none', { fields: { region: 'us', token: 'x', host: 'evil' } }, ['host']],
    ['a name with a slash', { source: 'a/b' }, ['source']],
    ['the sample company’s name', { source: 'demo' }, ['source']],
    ['a schedule of its own', { schedule: 'minute' }, ['schedule']],
    ['a date that is none', { since: '2026-02-30' }, ['since']],
    ['what nobody asked for', { credentials: 'x' }, ['credentials']],
  ])('is refused with %s', async (_, changes, fields) => {
    const answer = await post(create, { ...CHATS, ...changes });
    expect(answer.status).toBe(422);
    expect((answer.json() as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual(fields);
    expect((await overview()).pulls).toEqual([]);
  });

  test('has one schedule only', async () => {
    await added();
    expect((await post(create, CHATS)).status).toBe(409);
  });

  test('is paused, resumed, run, put on another schedule and removed, each of it logged', async () => {
    const { id } = await added();
    const params = { id: String(id) };
    expect((await patch(id, { paused: true })).status).toBe(200);
    expect((await log()).request.after).toEqual({ did: 'paused' });
    expect((await overview()).pulls[0]).toMatchObject({ paused: true, nextAt: null });
    expect((await post(run, undefined, params)).status).toBe(409);
    await patch(id, { paused: false });
    expect((await log()).request.after).toEqual({ did: 'resumed' });
    expect((await post(run, undefined, params)).status).toBe(202);
    expect((await log()).request.after).toEqual({ did: 'pulled at once' });
    await patch(id, { schedule: 'week' });
    expect((await log()).request).toMatchObject({ before: { schedule: 'six_hours' }, after: { schedule: 'week' } });
    expect((await call(pull.DELETE, '/x', { method: 'DELETE', headers: admin, params })).status).toBe(200);
    expect((await log()).request).toMatchObject({ name: 'chats', before: { vendor: 'intercom' } });
    expect((await overview()).pulls).toEqual([]);
  });

  test.each(['0', '999999', 'x', '1e3', ''])('with the number %j is not there', async (id) => {
    for (const answer of [
      await post(run, undefined, { id }),
      await call(pull.PATCH, '/x', { method: 'PATCH', headers: admin, params: { id }, body: {} }),
      await call(pull.DELETE, '/x', { method: 'DELETE', headers: admin, params: { id } }),
    ])
      expect(answer.status).toBe(404);
  });

  test('begins anew with another account, whose credentials have to be entered', async () => {
    const { id } = await added();
    await changePull(t.db, id, { pulled_until: new Date() });
    expect((await patch(id, { fields: { region: 'eu', token: '' } })).status).toBe(422);
    expect((await patch(id, { fields: { region: 'us', token: '' } })).status).toBe(200);
    expect((await pullBySource(t.db, 'chats'))!.pulled_until).not.toBeNull();
    expect((await patch(id, { fields: { region: 'eu', token: 'other' } })).status).toBe(200);
    expect((await pullBySource(t.db, 'chats'))!.pulled_until).toBeNull();
  });

  test('that is deleted takes its schedule with it', async () => {
    await take(t, [file('a.jsonl', lines(conversation('1')))], { source: 'chats' });
    await added();
    await deleteSource(t, 'chats', null);
    expect((await overview()).pulls).toEqual([]);
  });
});

describe('a try', () => {
  beforeEach(() => {
    vendor.requests.length = 0;
  });

  test('asks the vendor and stores nothing', async () => {
    vendor.answer = intercomAnswers([], { token: 'tok-of-chats' });
    const answer = await post(tryOut, { vendor: 'intercom', fields: CHATS.fields });
    expect(answer.json()).toEqual({ said: 'Intercom answers, and the credentials may read what is needed.' });
    expect((await overview()).pulls).toEqual([]);
  });

  test('says in a sentence what is wrong, without the secret', async () => {
    vendor.answer = intercomAnswers([], { token: 'another' });
    const answer = await post(tryOut, { vendor: 'intercom', fields: CHATS.fields });
    expect(answer.status).toBe(422);
    expect(answer.bytes.toString()).toContain('does not accept the credentials');
    expect(answer.bytes.toString()).not.toContain('tok-of-chats');
  });

  test('does not keep anybody waiting', async () => {
    vendor.answer = () => ({ status: 429, headers: { 'retry-after': '120' } });
    const answer = await post(tryOut, { vendor: 'intercom', fields: CHATS.fields });
    expect([answer.status, answer.bytes.toString().includes('come back in a while')]).toEqual([422, true]);
  });

  test('uses what a source has where nothing new is entered, but never for another account', async () => {
    vendor.answer = intercomAnswers([], { token: 'tok-of-chats' });
    const { id } = await added();
    const ask = (fields: object) => post(tryOut, { vendor: 'intercom', fields, id });
    expect((await ask({ region: 'us', token: '' })).status).toBe(200);
    expect((await ask({ region: 'eu', token: '' })).status).toBe(422);
    expect(vendor.requests.map(({ host }) => host)).toEqual(['api.intercom.io']);
  });
});

test('the page hears of sources that do not come as they should, whoever reads it', async () => {
  const { id } = await added();
  const { id: late } = await added({ source: 'late' });
  const { id: paused } = await added({ source: 'paused' });
  await changePull(t.db, id, { state: 'blocked', next_at: null });
  await changePull(t.db, late, { succeeded_at: new Date(Date.now() - 13 * 3600 * 1000) });
  await changePull(t.db, paused, { state: 'failed', paused_at: new Date() });
  const headers = await t.session('reader@example.com', { role: 'analyst' });
  const told = (await call(sources, '/x', { headers })).json() as SourcesOverview;
  expect(told.unfetched).toEqual([
    { source: 'chats', why: 'blocked' },
    { source: 'late', why: 'late' },
  ]);
  expect((await overview()).pulls.map(({ source, late: isLate }) => [source, isLate])).toEqual([
    ['chats', false],
    ['late', true],
    ['paused', false],
  ]);
});
