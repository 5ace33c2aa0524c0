import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { roles } from '@/lib/access/policy';
import { createKey } from '@/lib/auth/keys';
import { call, useServer } from '../support/api';
import { type Attempt, attempts, everyRoute, type Fuzzed, NASTY } from '../support/fuzz';
import { loadSmallCompany } from '../support/small-company';

const faults: unknown[] = [];
vi.mock('@/lib/log', () => ({
  logError: (where: string, what: string, error: unknown) => faults.push([where, what, error]),
  logRequest: () => undefined,
}));
// A process each is what ingest.test.ts and api.test.ts try; here it is the way there that is fuzzed.
vi.mock('@/lib/http/ingest-child', () => ({ ingestFiles: async () => ({ read: 0 }) }));

const t = useServer();
const routes = await everyRoute();
const ROLES = roles().map(({ id }) => id);
const SECONDS = 15;
/** headers by caller */
const callers: Record<string, Record<string, string>> = {
  stranger: {},
  'a wrong key': { authorization: 'Bearer tdm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  'another scheme': { authorization: 'Basic \u00e9\u00ff=' },
  'a forged session': { cookie: 'next-auth.session-token=eyJhbGciOiJub25lIn0..; next-auth.callback-url=%00; x' },
};

beforeAll(async () => {
  await loadSmallCompany(t);
  const bearer = async (scope: string, role?: string, departments?: string[]) => {
    const { key } = await createKey(t.db, { name: `${scope} ${role}`, scope, role, departments });
    return { authorization: `Bearer ${key}` };
  };
  callers['ingest key'] = await bearer('ingest');
  for (const role of ROLES) {
    const departments = role === 'team_lead' ? ['Care'] : [];
    callers[role] = await t.session(`${role}@example.com`, { role, departments });
    callers[`${role} key`] = await bearer('query', role, departments);
  }
});

// Allowances have their own test: here they would hide what lies behind them.
beforeEach(() => (globalThis as { tandemAllowances?: Map<string, unknown> }).tandemAllowances?.clear());

const LEAKS = /node_modules|\bat [\w.<>]+ \(|\.(ts|js):\d+|Error:|select |postgres/i;

async function answers({ handlers }: Fuzzed, { method, url, params, headers, body, caller }: Attempt) {
  const {
    status,
    headers: told,
    bytes,
  } = await call(handlers[method], url, {
    method,
    params,
    headers: { 'x-forwarded-for': `10.${Math.floor(Math.random() * 1e6)}`, ...headers, ...callers[caller] },
    body,
  });
  const said = bytes.subarray(0, 2000).toString('utf8');
  expect(faults, said).toEqual([]);
  expect(status, said).toBeLessThan(500);
  expect(told.get('x-content-type-options')).toBe('nosniff');
  expect(told.get('x-powered-by') ?? told.get('server')).toBeNull();
  if (status < 400 || told.get('content-type') === 'application/json') return status;
  expect(told.get('content-type'), said).toBe('application/problem+json');
  const problem = JSON.parse(bytes.toString('utf8'));
  expect(problem).toMatchObject({ type: 'about:blank', title: expect.any(String), status });
  expect(problem.detail.length).toBeGreaterThan(5);
  // What was sent may be repeated, what we are made of may not be shown.
  if (!LEAKS.test(url + JSON.stringify(params) + body)) expect(said).not.toMatch(LEAKS);
  return status;
}

test('there are routes to try, and each answers every method', () => {
  expect(routes.length).toBeGreaterThan(10);
  for (const { file, handlers, methods } of routes) {
    expect(methods.length, file).toBeGreaterThan(0);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)
      expect(typeof handlers[method], `${file} ${method}`).toBe('function');
  }
  expect(routes.find(({ file }) => file.endsWith('v1/query/route.ts'))?.methods).toEqual(['POST']);
});

test.each(routes.map((route) => [route.file, route] as const))(
  '%s: whatever is sent by whomever, never a fault of ours, always a problem in words',
  async (_, route) => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(attempts(route, Object.keys(callers)), async (attempt) => {
        faults.length = 0;
        seen.add(await answers(route, attempt));
      }),
      { numRuns: 1000, interruptAfterTimeLimit: (SECONDS * 1000) / routes.length, endOnFailure: true },
    );
    expect(seen.size).toBeGreaterThan(0);
  },
);

test('a filter may ask for any text: it is looked for, and never understood as anything else', async () => {
  const query = routes.find(({ file }) => file.endsWith('v1/query/route.ts'))!;
  for (const text of NASTY.map((one) => one.slice(0, 200)))
    for (const [metric, dimension] of [
      ['conversations', 'channel'],
      ['daily_active_rate', 'department'],
      ['seats_held', 'tool'],
    ] as const) {
      faults.length = 0;
      const body = { metrics: [metric], from: '2026-01-01', to: '2026-02-01', filter: { [dimension]: [text] } };
      const attempt = { method: 'POST', url: '/x', params: {}, headers: {}, caller: 'executive' } as const;
      expect([200, 422], text).toContain(await answers(query, { ...attempt, body: JSON.stringify(body) }));
    }
});
