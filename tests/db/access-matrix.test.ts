import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { beforeAll, describe, expect, test } from 'vitest';
import { POST as panelCsv } from '@/app/api/v1/exports/panel.csv/route';
import { POST as panelPng } from '@/app/api/v1/exports/panel.png/route';
import { POST as panelXlsx } from '@/app/api/v1/exports/panel.xlsx/route';
import { GET as exportCsv } from '@/app/api/v1/exports/query.csv/route';
import { GET as exportXlsx } from '@/app/api/v1/exports/query.xlsx/route';
import { GET as exportRows } from '@/app/api/v1/exports/rows.csv/route';
import { GET as pageOfRows } from '@/app/api/v1/exports/rows.json/route';
import { POST as query } from '@/app/api/v1/query/route';
import { createKey } from '@/lib/auth/keys';
import { disableUser } from '@/lib/auth/users';
import { TandemError } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Grant } from '@/lib/core/viewer';
import type { Handler } from '@/lib/http/route';
import { metrics as registry } from '@/lib/metrics/registry';
import { register } from '@/scripts/commands/query';
import { call, useServer } from '../support/api';
import { loadSmallCompany } from '../support/small-company';

// Everything here is typed by hand from the roles table of the interfaces and the metric lists; the policy and the
// registry are only held against it. A new role or metric fails until somebody has said who may see it.

const ADOPTION = [
  ...['daily_active_rate', 'weekly_active_rate', 'monthly_active_rate', 'interactions_per_active_day'],
  ...['habit_power', 'habit_habitual', 'habit_novice', 'habit_low', 'habit_none', 'habit_new'],
  ...['seats_held', 'seats_idle', 'idle_seat_cost', 'seat_utilisation', 'activation_rate'],
];
const SERVICE = [
  ...['conversations', 'ai_involvement_rate', 'ai_share', 'resolution_rate', 'automation_rate'],
  ...['durable_automation_rate', 'escalation_rate', 'first_response_time_p50', 'first_response_time_p90'],
  ...['resolution_time_p50', 'resolution_time_p90', 'resolution_time_mean', 'repeat_inquiry_rate', 'csat_mean'],
  ...['csat_top_box', 'csat_response_rate', 'human_request_honoured_rate', 'human_within_target_rate'],
  ...['time_to_human_p50', 'time_to_human_p95', 'markets_served', 'languages_served', 'coverage_24_7'],
  'ai_cost_per_conversation',
];
const COMPANY = [
  ...['headcount', 'tech_share', 'revenue_per_employee', 'cost_per_transaction', 'contacts_per_1000_transactions'],
];

type Question = 'total' | 'own' | 'other' | 'both' | 'by_department' | 'by_team' | 'team';
const DEPARTMENTS: Record<Question, Partial<MetricRequest>> = {
  total: {},
  own: { filter: { department: ['Care'] } },
  other: { filter: { department: ['Product'] } },
  both: { filter: { department: ['Care', 'Product'] } },
  by_department: { by: ['department'] },
  by_team: { by: ['team'] },
  team: { filter: { team: ['Chat'] } },
};

interface Row {
  grants: Grant[];
  adoption: Question[];
  service: boolean;
  company: boolean;
}

const EVERY: Question[] = ['total', 'own', 'other', 'both', 'by_department', 'by_team', 'team'];
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const MATRIX: Record<string, Row> = {
  executive: { grants: [{ role: 'executive' }], adoption: EVERY, service: true, company: true },
  team_lead: {
    grants: [{ role: 'team_lead', departments: ['Care'] }],
    adoption: ['total', 'own'],
    service: false,
    company: false,
  },
  'lead of another department': {
    grants: [{ role: 'team_lead', departments: ['Product'] }],
    adoption: ['total', 'other'],
    service: false,
    company: false,
  },
  service_lead: { grants: [{ role: 'service_lead' }], adoption: ['total'], service: true, company: true },
  analyst: { grants: [{ role: 'analyst' }], adoption: EVERY, service: true, company: true },
  admin: { grants: [{ role: 'admin' }], adoption: [], service: false, company: false },
  'lead and head of service at once': {
    grants: [{ role: 'service_lead' }, { role: 'team_lead', departments: ['Care'] }],
    adoption: ['total', 'own'],
    service: true,
    company: true,
  },
  'executive until yesterday, lead today': {
    grants: [
      { role: 'executive', until: YESTERDAY },
      { role: 'team_lead', departments: ['Care'] },
    ],
    adoption: ['total', 'own'],
    service: false,
    company: false,
  },
  'analyst until yesterday': {
    grants: [{ role: 'analyst', until: YESTERDAY }],
    adoption: [],
    service: false,
    company: false,
  },
};

const t = useServer();
beforeAll(() => loadSmallCompany(t));

interface Asked {
  metric: string;
  question: Question;
  allowed: boolean;
}

const asked = ({ adoption, service, company }: Row): Asked[] => [
  ...ADOPTION.flatMap((metric) =>
    EVERY.map((question) => ({ metric, question, allowed: adoption.includes(question) })),
  ),
  ...SERVICE.map((metric) => ({ metric, question: 'total' as const, allowed: service })),
  ...COMPANY.map((metric) => ({ metric, question: 'total' as const, allowed: company })),
];

// Three whole weeks: a people metric by department is asked from a Monday to a Monday.
const bodyOf = ({ metric, question }: Asked): MetricRequest => ({
  metrics: [metric],
  from: '2026-01-05',
  to: '2026-01-26',
  ...DEPARTMENTS[question],
});

const emailOf = (name: string) => `${name.replaceAll(/\W+/g, '-')}@example.com`;
const search = (request: object) => `/x?request=${encodeURIComponent(JSON.stringify(request))}`;

type Road = (request: MetricRequest) => Promise<number>;
type Roads = Record<string, (name: string, grants: Grant[]) => Promise<Road>>;

const byExport =
  (handler: Handler, headers: Record<string, string>): Road =>
  async (request) =>
    (await call(handler, search(request), { headers })).status;

/** `query --as` as the command line runs it, with its status where it refuses. */
const byCommand =
  (as: string): Road =>
  async (request) => {
    const program = new Command().exitOverride();
    register(program, { json: true, database: (use) => use(t), say: () => undefined, finish: () => undefined });
    try {
      await program.parseAsync(['query', '--as', as, JSON.stringify(request)], { from: 'user' });
      return 200;
    } catch (error) {
      if (error instanceof TandemError) return error.status;
      throw error;
    }
  };

async function keyHeaders(name: string, { role, departments }: Grant): Promise<Record<string, string>> {
  const { key } = await createKey(t.db, { name, scope: 'query', role, departments });
  return { authorization: `Bearer ${key}` };
}

const SESSION_ROADS: Roads = {
  'a page': async (name, grants) => {
    const headers = { ...(await t.session(emailOf(name), ...grants)), 'sec-fetch-site': 'same-origin' };
    return async (body) => (await call(query, '/x', { method: 'POST', headers, body })).status;
  },
  'the API, signed in': async (name, grants) => {
    const headers = await t.session(emailOf(name), ...grants);
    return async (body) => (await call(query, '/x', { method: 'POST', headers, body })).status;
  },
  'an export': async (name, grants) => byExport(exportCsv, await t.session(emailOf(name), ...grants)),
};

/** Keys and the command line hold one role that does not end. */
const ROLE_ROADS: Roads = {
  'a key': async (name, [grant]) => {
    const headers = await keyHeaders(name, grant!);
    return async (body) => (await call(query, '/x', { method: 'POST', headers, body })).status;
  },
  'an export with a key': async (name, [grant]) => byExport(exportXlsx, await keyHeaders(name, grant!)),
  'the command line': async (_, [grant]) => byCommand([grant!.role, ...(grant!.departments ?? [])].join(':')),
};

test('the lists here are all there is', () => {
  expect([...registry.keys()].sort()).toEqual([...ADOPTION, ...SERVICE, ...COMPANY].sort());
});

describe.each(Object.entries(MATRIX))('%s', (name, row) => {
  const single = row.grants.length === 1 && !row.grants[0]!.until;
  const roads = Object.entries({ ...SESSION_ROADS, ...(single && ROLE_ROADS) });

  test.each(roads)('by %s', async (_, open) => {
    const ask = await open(name, row.grants);
    const wrong: string[] = [];
    for (const one of asked(row)) {
      const status = await ask(bodyOf(one));
      if (status !== (one.allowed ? 200 : 403)) wrong.push(`${one.metric} ${one.question}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('rows', () => {
  test.each<[string, Grant, number]>([
    ['an analyst', { role: 'analyst' }, 200],
    ['an executive', { role: 'executive' }, 403],
    ['a head of service', { role: 'service_lead' }, 403],
    ['a lead', { role: 'team_lead', departments: ['Care'] }, 403],
    ['an administrator', { role: 'admin' }, 403],
  ])('behind a number: %s', async (_, grant, status) => {
    const request = search({ metrics: ['conversations'], from: '2026-01-01', to: '2026-02-01' });
    const session = await t.session(emailOf(`rows ${grant.role}`), grant);
    const key = await keyHeaders(`rows ${grant.role}`, grant);
    for (const handler of [exportRows, pageOfRows])
      for (const headers of [session, key]) expect((await call(handler, request, { headers })).status).toBe(status);
  });
});

describe('panels', () => {
  test.each<[string, Grant, boolean]>([
    ['an executive', { role: 'executive' }, true],
    ['a head of service', { role: 'service_lead' }, true],
    ['an analyst', { role: 'analyst' }, true],
    ['a lead', { role: 'team_lead', departments: ['Care'] }, true],
    ['an administrator', { role: 'admin' }, false],
  ])('as a file or image: %s', async (_, grant, allowed) => {
    const asked = { title: 'Returns', metrics: [] };
    const body = { ...asked, slug: 'returns', columns: [{ title: 'Day' }], rows: [[1]], about: [] };
    const session = await t.session(emailOf(`panels ${grant.role}`), grant);
    for (const headers of [session, await keyHeaders(`panels ${grant.role}`, grant)])
      for (const [handler, sent, good] of [
        [panelCsv, body, 200],
        [panelXlsx, body, 200],
        [panelPng, asked, 204],
      ] as const)
        expect((await call(handler, '/x', { method: 'POST', headers, body: sent })).status).toBe(allowed ? good : 403);
  });
});

describe('nobody', () => {
  const folder = path.join(import.meta.dirname, '../../app');
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
    /^(api[\\/])?v1[\\/].*route\.ts$/.test(file),
  );
  // Both carry a one-time token instead of a session.
  const open = ['first-admin/route.ts', 'invites/accept/route.ts'].map((file) => path.join('api/v1', file));
  const guarded = files.filter((file) => !open.includes(file));

  test('is let in anywhere without signing in, with a key that is not one, or with a session that ended', async () => {
    await t.session('stays@example.com', { role: 'admin' });
    const ended = await t.session('leaver@example.com', { role: 'analyst' }, { role: 'admin' });
    await disableUser(t.db, 'leaver@example.com');
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'Bearer tdm_guess' },
      { authorization: 'Basic dXNlcjpwYXNz' },
      { cookie: 'next-auth.session-token=forged' },
      ended,
    ];
    expect(guarded.length).toBeGreaterThan(7);
    for (const file of guarded) {
      // Strangers have an allowance, which so many routes use up.
      (globalThis as { tandemAllowances?: Map<string, unknown> }).tandemAllowances?.clear();
      const handlers = (await import(path.join(folder, file))) as Record<string, Handler>;
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
        for (const headers of strangers) {
          const params = { id: '1', source: 'mine', name: 'targets' };
          const { status } = await call(handlers[method]!, '/x', { method, headers, params });
          expect([401, 405], `${method} ${file}`).toContain(status);
        }
      const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => call(handlers[method]!, '/x', { method }));
      expect((await Promise.all(all)).some(({ status }) => status === 401)).toBe(true);
    }
  });

  test('disabled goes on: the same session is good before and 401 after', async () => {
    const headers = await t.session('soon-gone@example.com', { role: 'executive' });
    const body = { metrics: ['ai_share'], from: '2026-01-01', to: '2026-02-01' };
    const ask = async () => (await call(query, '/x', { method: 'POST', headers, body })).status;
    expect(await ask()).toBe(200);
    await disableUser(t.db, 'soon-gone@example.com');
    expect(await ask()).toBe(401);
  });

  test('with a valid key beside a wrong scope gets in: ingest keys ask nothing', async () => {
    const { key } = await createKey(t.db, { name: 'sender', scope: 'ingest' });
    const headers = { authorization: `Bearer ${key}`, ...(await t.session('both@example.com', { role: 'analyst' })) };
    const body = { metrics: ['ai_share'], from: '2026-01-01', to: '2026-02-01' };
    expect((await call(query, '/x', { method: 'POST', headers, body })).status).toBe(403);
    expect((await call(exportCsv, search(body), { headers })).status).toBe(403);
  });
});
