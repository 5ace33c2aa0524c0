import type { APIResponse, Page } from '@playwright/test';
import type { Person } from './support/people';
import { as, expect, test } from './support/test';

/** Every page there is, by who may open it; strangers' pages first. */
const OPEN = ['/sign-in', '/first-start', '/first-start?token=x', '/no-such-page'];
const PAGES: Partial<Record<Person, string[]>> = {
  executive: [
    ...['/overview', '/adoption', '/service?channel=chat', '/overview?compare=previous_year', '/quality', '/impact'],
    ...['/company', '/definitions', '/definitions/ai_share', '/measured'],
  ],
  admin: ['/', '/welcome', '/overview', '/sources', '/definitions', '/settings/people', '/settings/audit'],
};

const FIXED: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function expectHeaders(response: APIResponse, path: string): void {
  const headers = response.headers();
  for (const [name, value] of Object.entries(FIXED)) expect(headers[name], `${name} of ${path}`).toBe(value);
  expect(headers['permissions-policy'], path).toContain('camera=()');
  expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
  for (const name of ['x-powered-by', 'server']) expect(headers[name], `${name} of ${path}`).toBeUndefined();
}

/** Violations as the page itself hears of them, from before its first script. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    document.addEventListener('securitypolicyviolation', (event) =>
      heard.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
    );
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

const policyOf = (response: APIResponse) => response.headers()['content-security-policy'] ?? '';

test.describe('a stranger', () => {
  for (const path of OPEN)
    test(`${path} keeps to its own policy`, async ({ page }) => {
      const violations = await listen(page);
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      expect(await violations()).toEqual([]);
    });

  test('gets the headers on every kind of answer', async ({ request }) => {
    const script = /\/_next\/static\/[^"]+\.js/.exec(await (await request.get('/sign-in')).text())![0];
    for (const path of [
      ...['/sign-in', '/no-such-page', '/icon.svg', script, '/_next/static/none.js', '/api/health', '/api/none'],
      ...['/api/v1/metrics', '/api/auth/csrf', '/api/auth/nonsense', '/%E0%A4%A', '/sign-in?error=constructor'],
    ])
      expectHeaders(await request.get(path, { maxRedirects: 0 }), path);
    const posted = await request.post('/api/v1/query', { data: '{' });
    expectHeaders(posted, 'a refused write');
    expect(posted.headers()['cache-control']).toBe('no-store');
    expect(await posted.json()).toMatchObject({ type: 'about:blank', status: 401 });
  });

  test('gets a nonce of their own each time, and no inline script beside it', async ({ request }) => {
    const [first, second] = [await request.get('/sign-in'), await request.get('/sign-in')];
    expect(policyOf(first)).not.toBe(policyOf(second));
    const scripts = policyOf(first).match(/script-src ([^;]*)/)![1]!;
    expect(scripts).toMatch(/^'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
    expect(scripts).not.toContain('unsafe-inline');
    const nonce = /'nonce-([^']+)'/.exec(scripts)![1]!;
    const tags = (await first.text()).match(/<script[^>]*>/g)!;
    expect(tags.length).toBeGreaterThan(3);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
  });

  test('cannot run a script that was smuggled into a page', async ({ browser, baseURL }) => {
    // Not the page of the other tests: what is blocked here is told on the console.
    const page = await browser.newPage({ baseURL });
    await page.goto('/sign-in');
    const ran = await page.evaluate(() => {
      document.body.innerHTML += '<img src="/none.png" onerror="window.ran = true">';
      return new Promise((resolve) => setTimeout(() => resolve('ran' in window), 1000));
    });
    expect(ran).toBe(false);
    await page.close();
  });

  for (const next of ['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', 'javascript:1'])
    test(`is not led to another site by ${JSON.stringify(next)}`, async ({ page }) => {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(await page.content()).not.toContain('evil.example/');
      const sent = await page.request.get(`/sign-in?next=${encodeURIComponent(next)}`, { maxRedirects: 0 });
      expect(sent.headers().location ?? '').not.toMatch(/^(\/[/\\\t]|https?:\/\/evil|javascript)/);
    });
});

for (const [person, paths] of Object.entries(PAGES) as [Person, string[]][])
  test.describe(person, () => {
    as(person);

    test('sees every page without a violation of its policy', async ({ page }) => {
      const violations = await listen(page);
      for (const path of paths) {
        await page.goto(path);
        await page.waitForLoadState('networkidle');
        expect(await violations(), path).toEqual([]);
      }
    });
  });

test.describe('an administrator', () => {
  as('admin');

  test('holds a session no script reads and no other site sends', async ({ page, context }) => {
    await page.goto('/welcome');
    const session = (await context.cookies()).find(({ name }) => name.endsWith('next-auth.session-token'))!;
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('session-token');
  });

  test('cannot be made to write by a page of another site', async ({ request }) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const [name, value] of [
        ['sec-fetch-site', 'cross-site'],
        ['origin', 'http://evil.example'],
        ['origin', 'null'],
      ] as const) {
        const response = await request.fetch('/api/v1/ingest/own', { method, headers: { [name]: value }, data: 'x' });
        expect([403, 405], `${method} ${name}: ${value}`).toContain(response.status());
      }
    const bare = await request.post('/api/auth/signout', { form: { csrfToken: 'guessed', json: 'true' } });
    expect((await bare.json()).url).toContain('csrf=true');
    expect((await request.get('/api/v1/metrics')).status()).toBe(200);
  });
});
