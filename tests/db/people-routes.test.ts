import { beforeAll, describe, expect, test } from 'vitest';
import { POST as accept } from '@/app/api/v1/invites/accept/route';
import { POST as reinvite, DELETE as revokeInvite } from '@/app/api/v1/users/[id]/invite/route';
import { PATCH as changeUser } from '@/app/api/v1/users/[id]/route';
import { POST as invite, GET as users } from '@/app/api/v1/users/route';
import { listAccess } from '@/db/audit';
import { userByEmail } from '@/db/users';
import { LIMITS, signIn } from '@/lib/auth/sign-in';
import { sessionViewer } from '@/lib/auth/token';
import { disableUser } from '@/lib/auth/users';
import type { Change } from '@/lib/core/change';
import type { PersonInfo } from '@/lib/core/person';
import type { Grant } from '@/lib/core/viewer';
import { readEnv } from '@/lib/env';
import { call, PASSWORD, useServer } from '../support/api';

const t = useServer();
let admin: Record<string, string>;
beforeAll(async () => {
  admin = await t.session('admin@example.com', { role: 'admin' });
});

interface Told {
  email: string;
  link: string;
  expires_at: string;
}
interface Problem {
  detail: string;
  errors?: { field: string }[];
}

const send = (handler: typeof invite, method: string, body?: object, id = '', headers = admin) =>
  call(handler, '/x', { method, headers, body, params: { id } });

const person = async (email: string) => {
  const { users: all } = (await call(users, '/x', { headers: admin })).json() as { users: PersonInfo[] };
  return all.find((one) => one.email === email)!;
};
const invited = async (email: string, ...grants: Grant[]) => {
  const answer = await send(invite, 'POST', { email, grants });
  expect(answer.status).toBe(201);
  return answer.json() as Told;
};
const tokenOf = ({ link }: Told) => new URL(link, 'http://x').searchParams.get('token')!;
const redeem = (token: string, password = PASSWORD, address = '10.9.0.1') =>
  call(accept, '/x', { method: 'POST', body: { token, password }, headers: { 'x-forwarded-for': address } });
const enter = (email: string, password = PASSWORD) => signIn(t.db, { email, password, address: '10.9.9.9' });
const changes = async () =>
  (await listAccess(t.db, 1000, { action: 'change', timeZone: 'UTC' })).map(({ request }) => request as Change);

describe('an invitation', () => {
  test('adds somebody who cannot sign in until they chose a password, once, by the link', async () => {
    const told = await invited('Ann@example.com', { role: 'team_lead', departments: ['Care'] });
    expect(told.link).toMatch(/^\/invite\?token=[\w-]{32}$/);
    const days = (Date.parse(told.expires_at) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    expect(await person('ann@example.com')).toMatchObject({
      state: 'invited',
      grants: [{ role: 'team_lead', departments: ['Care'], until: null }],
      last_sign_in_at: null,
      link: { created_by: 'admin@example.com' },
    });
    expect(await enter('ann@example.com')).toBeNull();
    expect(await enter('ann@example.com', '')).toBeNull();

    const done = await redeem(tokenOf(told));
    expect({ status: done.status, body: done.json() }).toEqual({ status: 200, body: { email: 'ann@example.com' } });
    expect((await redeem(tokenOf(told), 'another password')).status).toBe(404);
    expect((await enter('ann@example.com'))?.email).toBe('ann@example.com');
    const ann = await person('ann@example.com');
    expect(ann).toMatchObject({ state: 'active', link: null });
    expect(Date.now() - Date.parse(ann.last_sign_in_at!)).toBeLessThan(60_000);
  });

  test('is kept as a hash, and the log and the list hold no token', async () => {
    const told = await invited('hash@example.com', { role: 'analyst' });
    const { rows } = await t.pool.query(`select string_agg(row_to_json(i)::text, '') as all from invite i`);
    const shown = (await call(users, '/x', { headers: admin })).bytes.toString();
    for (const text of [rows[0].all, shown, JSON.stringify(await listAccess(t.db, 1000))])
      expect(text).not.toContain(tokenOf(told));
  });

  test('too short a password is refused without spending the link', async () => {
    const token = tokenOf(await invited('short@example.com', { role: 'analyst' }));
    const refused = await redeem(token, '1234567');
    expect(refused.status).toBe(422);
    expect((refused.json() as Problem).errors?.[0]?.field).toBe('password');
    expect((await redeem(token)).status).toBe(200);
  });

  test('unknown, spent, revoked, replaced, too old or of somebody disabled is refused alike', async () => {
    const make = (email: string) => invited(email, { role: 'analyst' });
    const spent = tokenOf(await make('spent@example.com'));
    await redeem(spent);
    const revoked = tokenOf(await make('revoked@example.com'));
    const { id } = await person('revoked@example.com');
    expect((await send(revokeInvite, 'DELETE', undefined, id)).status).toBe(200);
    expect((await send(revokeInvite, 'DELETE', undefined, id)).status).toBe(404);
    const replaced = tokenOf(await make('replaced@example.com'));
    const newer = await send(reinvite, 'POST', undefined, (await person('replaced@example.com')).id);
    const old = tokenOf(await make('old@example.com'));
    await t.pool.query(`update invite set expires_at = now() - interval '1 second'
      where user_id = (select id from app_user where email = 'old@example.com')`);
    const disabled = tokenOf(await make('disabled@example.com'));
    await disableUser(t.db, 'disabled@example.com');

    const details = new Set<string>();
    for (const token of ['guess', '', spent, revoked, replaced, old, disabled]) {
      const { status, json } = await redeem(token);
      expect(status).toBe(404);
      details.add((json() as Problem).detail);
    }
    expect(details.size).toBe(1);
    expect(await person('old@example.com')).toMatchObject({ state: 'invited', link: null });
    expect((await redeem(tokenOf(newer.json() as Told))).status).toBe(200);
  });

  test('redeemed twice at the same moment counts once', async () => {
    const token = tokenOf(await invited('rush@example.com', { role: 'analyst' }));
    const all = await Promise.all(['first password', 'second password'].map((password) => redeem(token, password)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test('for somebody in the list is a new password: the old one counts until then, sessions end with it', async () => {
    const session = await t.session('reset@example.com', { role: 'analyst' });
    const viewer = () => sessionViewer(t.db, session.cookie!, readEnv());
    const { id } = await person('reset@example.com');
    const told = (await send(reinvite, 'POST', undefined, id)).json() as Told;
    expect(await viewer()).not.toBeNull();
    expect(await enter('reset@example.com')).not.toBeNull();
    expect((await redeem(tokenOf(told), 'a newer password')).status).toBe(200);
    expect(await viewer()).toBeNull();
    expect(await enter('reset@example.com')).toBeNull();
    expect(await enter('reset@example.com', 'a newer password')).not.toBeNull();
  });

  test('of somebody disabled is not made', async () => {
    await t.session('away@example.com', { role: 'analyst' });
    await disableUser(t.db, 'away@example.com');
    expect((await send(reinvite, 'POST', undefined, (await person('away@example.com')).id)).status).toBe(409);
  });

  test('tokens are not tried out: the address is refused after as many as a sign-in has', async () => {
    for (let n = 0; n < LIMITS.perAddress; n++)
      expect((await redeem(`guess-${n}`, PASSWORD, '10.9.1.1')).status).toBe(404);
    const refused = await redeem('one more', PASSWORD, '10.9.1.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
  });

  test.each<[string, object, string]>([
    ['no address', { email: 'nobody', grants: [{ role: 'analyst' }] }, 'email'],
    ['no role', { email: 'n@example.com', grants: [] }, 'grants'],
    ['an unknown role', { email: 'n@example.com', grants: [{ role: 'analyst' }, { role: 'boss' }] }, 'grants.1.role'],
    ['the role of programs', { email: 'n@example.com', grants: [{ role: 'sender' }] }, 'grants.0.role'],
    ['a lead of nothing', { email: 'n@example.com', grants: [{ role: 'team_lead' }] }, 'grants.0.department'],
    ['no such day', { email: 'n@example.com', grants: [{ role: 'analyst', until: '2027-02-30' }] }, 'grants.0.until'],
    ['a role twice', { email: 'n@example.com', grants: [{ role: 'analyst' }, { role: 'analyst' }] }, 'grants.1.role'],
    ['a password', { email: 'n@example.com', grants: [{ role: 'analyst' }], password: 'x' }, 'password'],
  ])('with %s is refused at its field', async (_, body, field) => {
    const { status, json } = await send(invite, 'POST', body);
    expect(status).toBe(422);
    expect((json() as Problem).errors?.[0]?.field).toBe(field);
    expect(await userByEmail(t.db, 'n@example.com')).toBeUndefined();
  });

  test('of an address in the list is a conflict at its field', async () => {
    const { status, json } = await send(invite, 'POST', { email: 'ADMIN@example.com', grants: [{ role: 'analyst' }] });
    expect(status).toBe(409);
    expect((json() as Problem).errors?.[0]?.field).toBe('email');
  });
});

describe('a change of somebody', () => {
  const patch = async (email: string, wish: object, headers = admin) => {
    const { id, version } = await person(email);
    return send(changeUser, 'PATCH', { version, ...wish }, id, headers);
  };

  test('gives and takes roles; those kept stay; the log has before and after', async () => {
    await t.session('roles@example.com', { role: 'executive' }, { role: 'analyst' });
    const grants = [{ role: 'analyst' }, { role: 'team_lead', departments: ['R&D', 'Care'], until: '2031-01-01' }];
    const answer = await patch('roles@example.com', { grants });
    expect(answer.json()).toMatchObject({
      grants: [
        { role: 'analyst', departments: [], until: null },
        { role: 'team_lead', departments: ['Care', 'R&D'], until: '2031-01-01' },
      ],
    });
    expect((await changes())[0]).toMatchObject({
      what: 'person',
      name: 'roles@example.com',
      before: { grants: [{ role: 'executive' }, { role: 'analyst' }] },
      after: { grants: [{ role: 'analyst' }, { role: 'team_lead' }] },
    });
  });

  test('from a version that is not the newest is a conflict, and changes nothing', async () => {
    await t.session('twice@example.com', { role: 'executive' });
    const { id, version } = await person('twice@example.com');
    const wish = (role: string) => send(changeUser, 'PATCH', { version, grants: [{ role }] }, id);
    expect((await wish('analyst')).status).toBe(200);
    expect((await wish('service_lead')).status).toBe(409);
    expect((await person('twice@example.com')).grants).toMatchObject([{ role: 'analyst' }]);
  });

  test('to disabled ends sessions and links; enabled again they keep their roles', async () => {
    const session = await t.session('leaver@example.com', { role: 'executive' });
    const { id } = await person('leaver@example.com');
    const told = (await send(reinvite, 'POST', undefined, id)).json() as Told;
    expect((await patch('leaver@example.com', { disabled: true })).status).toBe(200);
    expect(await sessionViewer(t.db, session.cookie!, readEnv())).toBeNull();
    expect((await patch('leaver@example.com', { disabled: false })).json()).toMatchObject({
      state: 'active',
      grants: [{ role: 'executive' }],
      link: null,
    });
    expect((await redeem(tokenOf(told))).status).toBe(404);
  });

  test('of oneself is taken from an administrator without another, where it only adds', async () => {
    const held = (await person('admin@example.com')).grants;
    for (const wish of [{ disabled: true }, { grants: [{ role: 'executive' }] }, { disabled: false, grants: held }])
      expect((await patch('admin@example.com', wish)).status).toBe(403);
    const { status, json } = await patch('admin@example.com', { grants: [...held, { role: 'executive' }] });
    expect(status).toBe(200);
    expect(json()).toMatchObject({ grants: [{ role: 'admin' }, { role: 'executive' }] });
    // It is in the log, and nothing of it can be handed back alone.
    expect((await patch('admin@example.com', { grants: held })).status).toBe(403);
    expect((await person('admin@example.com')).grants).toHaveLength(2);
  });

  test('of oneself is refused', async () => {
    await t.session('second@example.com', { role: 'admin' });
    for (const wish of [{ disabled: true }, { grants: [] }, { grants: [{ role: 'admin' }, { role: 'executive' }] }]) {
      const { status, json } = await patch('admin@example.com', wish);
      expect(status).toBe(403);
      expect((json() as Problem).detail).toContain('Nobody changes their own roles');
    }
    expect((await person('admin@example.com')).grants).toHaveLength(2);
  });

  test('that would leave no administrator is refused: by the page, by the command line, by an end date', async () => {
    const only = await t.session('admin@example.com');
    const second = await t.session('second@example.com', { role: 'admin' });
    await invited('not-yet@example.com', { role: 'admin' });
    expect((await patch('admin@example.com', { disabled: true }, second)).status).toBe(200);
    admin = second;
    await expect(disableUser(t.db, 'second@example.com')).rejects.toMatchObject({
      status: 409,
      detail: expect.stringContaining('last active administrator'),
    });
    expect((await userByEmail(t.db, 'second@example.com'))!.disabled).toBe(false);
    // A third who may administer until next year does not make the last one dispensable for good.
    const third = await t.session('third@example.com', { role: 'admin', until: '2099-01-01' });
    for (const wish of [{ disabled: true }, { grants: [] }, { grants: [{ role: 'admin', until: '2099-01-01' }] }])
      expect((await patch('second@example.com', wish, third)).status).toBe(409);
    expect((await patch('admin@example.com', { disabled: false }, second)).status).toBe(200);
    expect((await patch('second@example.com', { grants: [] }, third)).status).toBe(200);
    expect(await sessionViewer(t.db, only.cookie!, readEnv())).toBeNull();
    admin = third;
  });

  test('two administrators who shut each other out at the same moment: one stays', async () => {
    const a = await t.session('a@example.com', { role: 'admin' });
    const b = await t.session('b@example.com', { role: 'admin' });
    for (const email of ['admin@example.com', 'third@example.com', 'not-yet@example.com'])
      if (!(await userByEmail(t.db, email))!.disabled) await disableUser(t.db, email);
    admin = a;
    const [idA, idB] = [await person('a@example.com'), await person('b@example.com')];
    const all = await Promise.all([
      send(changeUser, 'PATCH', { version: idB.version, disabled: true }, idB.id, a),
      send(changeUser, 'PATCH', { version: idA.version, disabled: true }, idA.id, b),
    ]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
