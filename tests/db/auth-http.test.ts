import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GET, POST } from '@/app/api/auth/[...nextauth]/route';
import { GET as metrics } from '@/app/api/v1/metrics/route';
import { addUser } from '@/lib/auth/users';
import { call, PASSWORD, useServer } from '../support/api';

const EMAIL = 'ann@example.com';
const t = useServer();
beforeAll(() => addUser(t.db, { email: EMAIL, role: 'executive', password: PASSWORD }));

type Fields = Record<string, string>;
const form = (fields: Fields) => new URLSearchParams(fields).toString();
// Next writes down the protocol of the connection.
const FORM = { 'x-forwarded-proto': 'http', 'content-type': 'application/x-www-form-urlencoded' };
const cookiesOf = (headers: Headers) => headers.getSetCookie();
const pairs = (cookies: string[]) => cookies.map((one) => one.split(';')[0]).join('; ');

async function begin() {
  const answer = await call(GET, '/api/auth/csrf');
  return {
    csrfToken: (answer.json() as { csrfToken: string }).csrfToken,
    cookie: pairs(cookiesOf(answer.headers)),
    set: cookiesOf(answer.headers),
  };
}

async function signIn(changes: Fields = {}, headers: Fields = {}) {
  const { csrfToken, cookie } = await begin();
  const fields = { email: EMAIL, password: PASSWORD, csrfToken, json: 'true', callbackUrl: '/service', ...changes };
  const url = '/api/auth/callback/credentials';
  return call(POST, url, { method: 'POST', headers: { ...FORM, cookie, ...headers }, body: form(fields) });
}

describe('signing in over HTTP', () => {
  test('sets a session that opens the API, out of reach of scripts and of other sites', async () => {
    const answer = await signIn();
    expect([answer.status, answer.json()]).toEqual([200, { url: 'http://127.0.0.1:3000/service' }]);
    const session = cookiesOf(answer.headers).find((one) => one.startsWith('next-auth.session-token='))!;
    expect(session).toMatch(/; Path=\/;.*; HttpOnly; SameSite=Lax$/);
    expect(session).not.toContain('Secure');
    const cookie = session.split(';')[0]!;
    expect((await call(metrics, '/x', { headers: { cookie } })).status).toBe(200);
    const out = await call(GET, '/api/auth/session', { headers: { cookie } });
    expect(out.json()).toMatchObject({ user: { email: EMAIL } });
  });

  test('without the token of the page’s own form does nothing, nor does signing out', async () => {
    const forged = await signIn({ csrfToken: 'guessed' });
    expect((forged.json() as { url: string }).url).toContain('csrf=true');
    expect(cookiesOf(forged.headers).join()).not.toContain('session-token=ey');
    const out = await call(POST, '/api/auth/signout', { method: 'POST', headers: FORM, body: form({ json: 'true' }) });
    expect((out.json() as { url: string }).url).toContain('csrf=true');
  });

  test('with a wrong password is a 401 that names no account; eleven times a 429 with how long to wait', async () => {
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await signIn({ email: 'bo@example.com', password: 'wrong' })).status);
    expect(statuses).toEqual([...new Array(10).fill(401), 429]);
    const last = await signIn({ email: 'bo@example.com', password: 'wrong' });
    expect(last.headers.get('retry-after')).toBe('900');
  });

  test('leads to no other site', async () => {
    for (const callbackUrl of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', '::']) {
      const answer = await signIn({ callbackUrl });
      expect(answer.status, callbackUrl).toBe(200);
      expect(new URL((answer.json() as { url: string }).url).origin, callbackUrl).toBe('http://127.0.0.1:3000');
    }
  });

  test.each<[string, number, string, Fields]>([
    ['too large a form', 413, '/api/auth/callback/credentials', { email: 'x'.repeat(20_000) }],
    ['the log, into which anybody could write', 404, '/api/auth/_log', { level: 'error', message: 'x' }],
    ['an unknown action', 404, '/api/auth/constructor', {}],
    ['an unknown provider', 400, '/api/auth/callback/nobody', {}],
  ])('%s is a problem document with status %i', async (_, status, url, fields) => {
    const answer = await call(POST, url, { method: 'POST', headers: FORM, body: form(fields) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
  });
});

describe('behind https', () => {
  afterEach(() => {
    delete process.env.TANDEM_URL;
    delete process.env.NEXTAUTH_URL;
  });

  test('cookies are Secure and bear the names that say so', async () => {
    process.env.TANDEM_URL = 'https://tandem.example';
    const { set } = await begin();
    expect(set.find((one) => one.startsWith('__Host-next-auth.csrf-token='))).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const answer = await signIn();
    expect((answer.json() as { url: string }).url).toBe('https://tandem.example/service');
    const session = cookiesOf(answer.headers).find((one) => one.startsWith('__Secure-next-auth.session-token='));
    expect(session).toMatch(/HttpOnly; Secure; SameSite=Lax/);
  });
});
