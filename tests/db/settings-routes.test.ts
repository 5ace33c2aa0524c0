import { beforeAll, describe, expect, test } from 'vitest';
import { GET as audit } from '@/app/api/v1/audit/route';
import { GET as auditCsv } from '@/app/api/v1/audit.csv/route';
import { DELETE as revokeKey } from '@/app/api/v1/keys/[id]/route';
import { GET as keys, POST as makeKey } from '@/app/api/v1/keys/route';
import { GET as history, PUT as putSetting } from '@/app/api/v1/settings/[name]/route';
import { GET as settings } from '@/app/api/v1/settings/route';
import { POST as reinvite, DELETE as revokeInvite } from '@/app/api/v1/users/[id]/invite/route';
import { PATCH as changeUser } from '@/app/api/v1/users/[id]/route';
import { POST as invite, GET as users } from '@/app/api/v1/users/route';
import { listAccess } from '@/db/audit';
import { createKey, keyViewer } from '@/lib/auth/keys';
import type { Change } from '@/lib/core/change';
import type { Grant } from '@/lib/core/viewer';
import type { Handler } from '@/lib/http/route';
import { call, useServer } from '../support/api';

const t = useServer();
let admin: Record<string, string>;
beforeAll(async () => {
  admin = await t.session('admin@example.com', { role: 'admin' });
});

interface Problem {
  detail: string;
  errors?: { field: string; detail: string }[];
}

const SOMEBODY = '6f1f1f1f-1111-4111-8111-111111111111';

const ROUTES: [string, Handler, string, object | undefined, number][] = [
  ['GET users', users, 'GET', undefined, 200],
  ['POST users', invite, 'POST', { email: 'x', grants: [] }, 422],
  ['PATCH users/{id}', changeUser, 'PATCH', { version: 1 }, 404],
  ['POST users/{id}/invite', reinvite, 'POST', undefined, 404],
  ['DELETE users/{id}/invite', revokeInvite, 'DELETE', undefined, 404],
  ['GET keys', keys, 'GET', undefined, 200],
  ['POST keys', makeKey, 'POST', { name: '', scope: 'ingest' }, 422],
  ['DELETE keys/{id}', revokeKey, 'DELETE', undefined, 404],
  ['GET settings', settings, 'GET', undefined, 200],
  ['GET settings/{name}', history, 'GET', undefined, 200],
  ['PUT settings/{name}', putSetting, 'PUT', { value: 'no list', version: 0 }, 422],
  ['GET audit', audit, 'GET', undefined, 200],
  ['GET audit.csv', auditCsv, 'GET', undefined, 200],
];

const params = { id: SOMEBODY, name: 'events' };

describe('who may', () => {
  const ROLES: Grant[] = [
    { role: 'executive' },
    { role: 'team_lead', departments: ['Care'] },
    { role: 'service_lead' },
    { role: 'analyst' },
  ];

  test.each(ROUTES)('%s: administrators alone', async (_, handler, method, body, status) => {
    const asked = { method, body, params };
    expect((await call(handler, '/x', asked)).status).toBe(401);
    for (const grant of ROLES) {
      const headers = await t.session(`${grant.role}@example.com`, grant);
      expect((await call(handler, '/x', { ...asked, headers })).status, grant.role).toBe(403);
    }
    const former = await t.session('former@example.com', { role: 'admin', until: '2020-01-01' });
    expect((await call(handler, '/x', { ...asked, headers: former })).status).toBe(403);
    for (const scope of ['ingest', 'query'] as const) {
      const { key } = await createKey(t.db, { name: 'program', scope, ...(scope === 'query' && { role: 'admin' }) });
      const headers = { authorization: `Bearer ${key}`, ...admin };
      expect((await call(handler, '/x', { ...asked, headers })).status, scope).toBe(403);
    }
    expect((await call(handler, '/x', { ...asked, headers: admin })).status).toBe(status);
  });

  test.each(ROUTES.filter(([, , method]) => method !== 'GET'))(
    '%s: never for a page of another site',
    async (...route) => {
      const [, handler, method, body] = route;
      const foreigners: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://evil.example' },
      ];
      for (const foreign of foreigners) {
        const { status } = await call(handler, '/x', { method, body, params, headers: { ...admin, ...foreign } });
        expect(status).toBe(403);
      }
    },
  );
});

const put = (name: string, value: unknown, version: number, headers = admin) =>
  call(putSetting, '/x', { method: 'PUT', headers, body: { value, version }, params: { name } });

const lastChange = async () => {
  const [entry] = await listAccess(t.db, 1, { action: 'change', timeZone: 'UTC' });
  return { ...entry!, change: entry!.request as Change };
};

interface Told {
  settings: Record<string, { version: number; value: unknown; changed_by: string | null }>;
  recomputation: { state: string; setting: string; error: string | null } | null;
}
const read = async () => (await call(settings, '/x', { headers: admin })).json() as Told;

describe('a setting', () => {
  test('is kept as a new version with who and when; the log has before and after', async () => {
    expect((await read()).settings.events).toMatchObject({ version: 0, value: [], changed_by: null });
    const events = [{ on: '2026-02-01', label: 'Launch', owner: 'Ann' }];
    const { status, json } = await put('events', events, 0);
    expect(status).toBe(200);
    expect(json()).toMatchObject({ version: 1, value: events, changed_by: 'admin@example.com' });
    const { viewer, road, change } = await lastChange();
    expect({ viewer, road, change }).toEqual({
      viewer: 'admin@example.com',
      road: 'api',
      change: { what: 'setting', name: 'events', before: [], after: events },
    });
    await put('events', [], 1);
    const told = (await call(history, '/x', { headers: admin, params: { name: 'events' } })).json();
    expect((told as { versions: object[] }).versions).toMatchObject([
      { version: 2, value: [] },
      { version: 1, value: events },
    ]);
  });

  test('changed by somebody else meanwhile is a conflict that names them, and nothing is kept or logged', async () => {
    const other = await t.session('other-admin@example.com', { role: 'admin' });
    expect((await put('week_start', 7, 0, other)).status).toBe(200);
    const before = await lastChange();
    const { status, json } = await put('week_start', 3, 0);
    expect(status).toBe(409);
    expect((json() as Problem).detail).toMatch(/^other-admin@example\.com changed this while you were editing/);
    expect((json() as Problem).errors?.[0]?.field).toBe('week_start');
    expect((await read()).settings.week_start).toMatchObject({ version: 1, value: 7 });
    expect((await lastChange()).id).toBe(before.id);
    expect((await put('week_start', 3, 1)).status).toBe(200);
  });

  test('saved as it is already is kept and logged once', async () => {
    const targets = { csat_mean: 4.2, automation_rate: 0.6 };
    expect((await put('targets', targets, 0)).json()).toMatchObject({ version: 1 });
    const { id } = await lastChange();
    expect((await put('targets', { automation_rate: 0.6, csat_mean: 4.2 }, 1)).json()).toMatchObject({ version: 1 });
    expect((await lastChange()).id).toBe(id);
  });

  test('saved by ten at the same moment from the same version is kept once', async () => {
    const { version } = (await read()).settings.name!;
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => put('name', `Company ${n}`, version)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect((await read()).settings.name!.version).toBe(version + 1);
  });

  test.each<[string, unknown, string]>([
    ['time_zone', 'Mars/Olympus', 'time_zone'],
    ['group_size', 4, 'group_size'],
    ['group_size', null, 'group_size'],
    ['week_start', 8, 'week_start'],
    ['currency', 'EURO', 'currency'],
    ['currency', 'XYZ', 'currency'],
    ['baseline', '2023', 'baseline'],
    ['name', '  ', 'name'],
    ['human_target_seconds', 0, 'human_target_seconds'],
    ['holidays', ['2024-02-30'], 'holidays.0'],
    [
      'events',
      [
        { on: '2024-01-01', label: 'ok', owner: '' },
        { on: '', label: ' ', owner: '' },
      ],
      'events.1.label',
    ],
    ['targets', { csat_mean: 5.1 }, 'targets.csat_mean'],
    ['targets', { automation_rate: 60 }, 'targets.automation_rate'],
    ['targets', { automation_rate: -0.1 }, 'targets.automation_rate'],
    ['targets', { ai_share: 0.5 }, 'targets.ai_share'],
    ['targets', { mood: 1 }, 'targets.mood'],
  ])('%s = %j is refused at its field', async (name, value, field) => {
    const { status, json } = await put(name, value, (await read()).settings[name]!.version);
    expect(status).toBe(422);
    expect((json() as Problem).errors?.map((error) => error.field)).toContain(field);
  });

  test('that does not exist, or a body without value or version, is refused', async () => {
    expect((await put('mood', 1, 0)).status).toBe(404);
    expect((await put('__proto__', 1, 0)).status).toBe(404);
    const ask = (body: object) =>
      call(putSetting, '/x', { method: 'PUT', headers: admin, body, params: { name: 'name' } });
    expect((await ask({ version: 0 })).status).toBe(422);
    expect((await ask({ value: 'x' })).status).toBe(422);
    expect((await ask({ value: 'x', version: 0, more: 1 })).status).toBe(422);
  });

  test('currency stays the one the financials are in', async () => {
    expect((await put('currency', 'SEK', 0)).status).toBe(200);
    await t.pool.query(`
      with s as (insert into source (name) values ('books') returning id),
           r as (insert into run (source_id, road) select id, 'cli' from s returning id, source_id)
      insert into financials select r.source_id, r.id, '2026-Q1', 1, 1, 1, 'SEK' from r`);
    const refused = await put('currency', 'EUR', 1);
    expect(refused.status).toBe(422);
    expect((refused.json() as Problem).detail).toContain('financials on record are in SEK');
    expect((await put('currency', 'SEK', 1)).status).toBe(200);
  });

  test('that numbers are computed with changes together with them, in a process of its own', async () => {
    await t.pool.query(`
      insert into conversation (source_id, run_id, id, customer, started_at, ended_at, ai_involved, human_involved,
        first_handler, outcome)
      select source_id, run_id, 'c1', '00000000-0000-4000-8000-000000000001', '2026-03-01T23:30Z', '2026-03-01T23:40Z', true, false, 'ai', 'resolved'
      from financials`);
    const { status, json } = await put('time_zone', 'Asia/Tokyo', 0);
    expect(status).toBe(202);
    expect(json()).toMatchObject({ recomputation: { setting: 'time_zone', value: 'Asia/Tokyo' } });
    await expect.poll(async () => (await read()).recomputation?.state, { timeout: 30_000 }).toBe('succeeded');
    const again = await put('time_zone', 'Asia/Tokyo', 1);
    expect({ status: again.status, body: again.json() }).toMatchObject({ status: 200, body: { version: 1 } });
    const { rows } = await t.pool.query('select day from conversation_cell where set_id = 0');
    expect(rows).toEqual([{ day: '2026-03-02' }]);
    expect((await read()).settings.time_zone).toMatchObject({ value: 'Asia/Tokyo', changed_by: 'admin@example.com' });
    const { viewer, road, change } = await lastChange();
    expect({ viewer, road, change }).toEqual({
      viewer: 'admin@example.com',
      road: 'page',
      change: { what: 'setting', name: 'time_zone', before: 'UTC', after: 'Asia/Tokyo' },
    });
  });

  test('waits while another is being recomputed; one whose process is gone is told as failed', async () => {
    const holder = await t.pool.connect();
    const { rows } = await holder.query<{ id: number }>(
      `insert into recomputation (setting, value, started_by) values ('time_zone', '"UTC"', 'a') returning id`,
    );
    try {
      await holder.query('select pg_advisory_lock($1, $2)', [0x54414e46, rows[0]!.id]);
      expect((await put('human_target_seconds', 60, 0)).status).toBe(409);
      expect((await read()).recomputation).toMatchObject({ state: 'running' });
    } finally {
      holder.release(true);
    }
    await expect
      .poll(async () => (await read()).recomputation)
      .toMatchObject({ state: 'failed', error: expect.stringContaining('interrupted') });
  });
});

describe('keys', () => {
  test('are made once, listed without their secret, revoked for good; the log keeps both and no secret', async () => {
    const body = { name: 'report', scope: 'query', role: 'team_lead', departments: ['Care'] };
    const made = await call(makeKey, '/x', { method: 'POST', headers: admin, body });
    expect(made.status).toBe(201);
    const { id, key } = made.json() as { id: number; key: string };
    expect((await keyViewer(t.db, key))?.viewer.grants).toEqual([{ role: 'team_lead', departments: ['Care'] }]);
    const listed = await call(keys, '/x', { headers: admin });
    expect(listed.bytes.toString()).toContain('"report"');
    expect(listed.bytes.toString()).not.toContain(key.slice(4));
    expect((await lastChange()).change).toMatchObject({
      what: 'key',
      name: `report (key ${id})`,
      after: { scope: 'query' },
    });
    const revoke = () => call(revokeKey, '/x', { method: 'DELETE', headers: admin, params: { id: String(id) } });
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).status).toBe(404);
    expect(await keyViewer(t.db, key)).toBeNull();
    expect((await lastChange()).change).toMatchObject({ what: 'key', before: { role: 'team_lead' } });
    expect(JSON.stringify(await listAccess(t.db, 1000))).not.toContain(key.slice(4));
  });

  test.each([
    ['no name', { name: ' ', scope: 'ingest' }, 'name'],
    ['no scope', { name: 'n' }, 'scope'],
    ['a lead of nothing', { name: 'n', scope: 'query', role: 'team_lead' }, 'department'],
    ['a role nobody knows', { name: 'n', scope: 'query', role: 'boss' }, 'role'],
    ['more than is asked', { name: 'n', scope: 'ingest', hash: 'x' }, 'hash'],
  ])('with %s are refused at the field', async (_, body, field) => {
    const { status, json } = await call(makeKey, '/x', { method: 'POST', headers: admin, body });
    expect(status).toBe(422);
    expect((json() as Problem).errors?.[0]?.field).toBe(field);
  });
});
