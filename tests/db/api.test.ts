import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET as health } from '@/app/api/health/route';
import { GET as queryCsv } from '@/app/api/v1/exports/query.csv/route';
import { GET as queryXlsx } from '@/app/api/v1/exports/query.xlsx/route';
import { GET as rowsCsv } from '@/app/api/v1/exports/rows.csv/route';
import { GET as rowsJson } from '@/app/api/v1/exports/rows.json/route';
import { POST as firstAdmin } from '@/app/api/v1/first-admin/route';
import { POST as ingest } from '@/app/api/v1/ingest/[source]/route';
import { GET as rejected } from '@/app/api/v1/ingest/runs/[id]/rejected.jsonl/route';
import { GET as run } from '@/app/api/v1/ingest/runs/[id]/route';
import { GET as catalogue } from '@/app/api/v1/metrics/route';
import { GET as notQuery, POST as query } from '@/app/api/v1/query/route';
import { listAccess } from '@/db/audit';
import { firstAdminToken } from '@/lib/auth/first-admin';
import { createKey } from '@/lib/auth/keys';
import type { Answer, RowsPage } from '@/lib/core/answer';
import { call, useServer } from '../support/api';
import { loadSmallCompany } from '../support/small-company';
import { unzip } from '../support/unzip';

const t = useServer();
const JANUARY = { metrics: ['conversations'], from: '2026-01-01', to: '2026-02-01' };
const search = (request: object) => `/x?request=${encodeURIComponent(JSON.stringify(request))}`;
const session = (role: string) => t.session(`${role}@example.com`, { role });
const bearer = async (scope: 'ingest' | 'query', role?: string) => {
  const { key } = await createKey(t.db, { name: `${scope} ${role ?? ''}`, scope, role });
  return { authorization: `Bearer ${key}` };
};

describe('the first administrator', () => {
  test('comes in by the link of the first start', async () => {
    const token = await firstAdminToken(t.db);
    const post = (body: object) => call(firstAdmin, '/x', { method: 'POST', body });
    expect((await post({ token })).status).toBe(422);
    expect((await post({ token: 'x', email: 'root@example.com', password: 'long enough' })).status).toBe(404);
    const made = await post({ token, email: 'Root@example.com', password: 'long enough' });
    expect([made.status, made.json()]).toEqual([200, { email: 'root@example.com' }]);
    expect((await post({ token, email: 'two@example.com', password: 'long enough' })).status).toBe(404);
  });
});

describe('health', () => {
  test('is well, and asks for no sign-in', async () => {
    const answer = await call(health, '/api/health');
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('is 503 while a migration is missing', async () => {
    const taken = await t.pool.query(`delete from kysely_migration where name like '%access' returning *`);
    expect((await call(health, '/x')).status).toBe(503);
    const { name, timestamp } = taken.rows[0];
    await t.pool.query('insert into kysely_migration (name, timestamp) values ($1, $2)', [name, timestamp]);
    expect((await call(health, '/x')).status).toBe(200);
  });
});

describe('a query', () => {
  beforeAll(() => loadSmallCompany(t));

  test('answers as the command line does, and is never kept by a cache', async () => {
    const headers = await session('analyst');
    const answer = await call(query, '/x', { method: 'POST', headers, body: JANUARY });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = answer.json() as Answer;
    expect(body.definitions).toEqual({ conversations: 1 });
    expect(body.rows).toHaveLength(1);
    expect(body.demo).toBe(false);
  });

  test.each<[string, object | string, number, RegExp]>([
    ['no JSON', '{"metrics":', 400, /not valid JSON/],
    ['an unknown metric', { ...JANUARY, metrics: ['happiness'] }, 422, /happiness/],
    ['an unknown dimension', { ...JANUARY, by: ['shoe_size'] }, 422, /by/],
    ['an unknown field', { ...JANUARY, limit: 5 }, 422, /limit/],
    ['a range that ends before it begins', { ...JANUARY, to: '2025-01-01' }, 422, /from/],
    ['a date that does not exist', { ...JANUARY, to: '2026-02-30' }, 422, /to/],
    ['too many periods', { ...JANUARY, from: '2020-01-01', grain: 'day' }, 422, /1200/],
    ['too large a body', JSON.stringify({ ...JANUARY, padding: 'x'.repeat(300_000) }), 413, /256 KiB/],
  ])('with %s is refused with a problem that names it', async (_, body, status, says) => {
    const answer = await call(query, '/x', { method: 'POST', headers: await session('analyst'), body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'about:blank', status, detail: expect.stringMatching(says) });
  });

  test('by another method is a 405 that names the right one', async () => {
    const answer = await call(notQuery, '/x', { headers: await session('analyst') });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('from a page of another site with somebody’s cookie is refused', async () => {
    const headers = { ...(await session('analyst')), origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await call(query, '/x', { method: 'POST', headers, body: JANUARY })).status).toBe(403);
    const key = { ...(await bearer('query', 'analyst')), origin: 'http://evil.example' };
    expect((await call(query, '/x', { method: 'POST', headers: key, body: JANUARY })).status).toBe(200);
  });
});

describe('the catalogue', () => {
  const seen = async (headers: Record<string, string>) =>
    ((await call(catalogue, '/x', { headers })).json() as { metrics: Record<string, unknown>[] }).metrics;

  test('says what each metric means and who may ask for it', async () => {
    const found = (await seen(await session('executive'))).find(({ id }) => id === 'ai_cost_per_conversation');
    expect(found).toMatchObject({ unit: 'money', pairedWith: 'csat_mean', version: 1 });
    expect(found!.roles).toEqual(['executive', 'service_lead', 'analyst']);
    const fields = ['title', 'description', 'question', 'formula', 'caveat', 'direction', 'dimensions', 'grains'];
    for (const field of fields) expect(found![field], field).toBeTruthy();
  });

  test('says what a page needs to explain it: its factor, its records, its versions and its usual names', async () => {
    const found = (await seen(await session('executive'))).find(({ id }) => id === 'revenue_per_employee');
    expect(found).toMatchObject({
      times: 4,
      records: ['financials', 'employee'],
      revisions: [{ version: 1, changed: 'The first definition.' }],
    });
    expect(found!.alsoCalled).toContain('RPE');
  });

  test('shows a lead what they may ask, an administrator everything', async () => {
    const lead = await seen(await t.session('lead@example.com', { role: 'team_lead', departments: ['Care'] }));
    expect(lead.map(({ id }) => id)).toContain('daily_active_rate');
    expect(lead.map(({ id }) => id)).not.toContain('ai_share');
    const all = await seen(await session('admin'));
    expect(all.length).toBeGreaterThan(lead.length);
    expect((await seen(await bearer('query', 'analyst'))).length).toBe(all.length);
  });
});

describe('an export', () => {
  test('as CSV holds the answer and says what it is', async () => {
    const request = { ...JANUARY, by: ['market'], filter: { channel: ['chat', 'phone'] } };
    const headers = await session('executive');
    const file = await call(queryCsv, search(request), { headers });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="tandem-conversations-2026-01-01-2026-02-01.csv"',
    );
    const answer = (await call(query, '/x', { method: 'POST', headers, body: request })).json() as Answer;
    const lines = parse(file.bytes, { bom: true }) as string[][];
    expect(lines[0]!.slice(0, 2)).toEqual(['market', 'conversations']);
    expect(answer.rows.length).toBeGreaterThan(1);
    expect(lines.slice(1, 1 + answer.rows.length).map((line) => [line[0], line[1]])).toEqual(
      answer.rows.map(({ key, values }) => [key.market, String(values.conversations!.value)]),
    );
    const told = Object.fromEntries(lines.slice(2 + answer.rows.length));
    expect(told).toMatchObject({
      Data: "the company's own records",
      'Filter: channel': 'chat; phone',
      'As of': answer.asOf,
      Rows: String(answer.rows.length),
    });
    expect(Object.keys(told)).toContain('Definition: conversations, version 1');
  });

  test('as XLSX is a workbook', async () => {
    const file = await call(queryXlsx, search(JANUARY), { headers: await session('executive') });
    expect(file.status).toBe(200);
    expect(unzip(file.bytes)['xl/workbook.xml']).toContain('name="Numbers"');
  });

  test('of several questions holds each, and none of them where one is not the caller’s to ask', async () => {
    const both = (...requests: object[]) => `/x?${requests.map((one) => search(one).split('?')[1]).join('&')}`;
    const other = { ...JANUARY, metrics: ['resolution_rate'], by: ['channel'] };
    const file = await call(queryCsv, both(JANUARY, other), { headers: await session('executive') });
    const lines = parse(file.bytes, { bom: true }) as string[][];
    expect(lines[0]![0]).toBe('conversations');
    const second = lines.findIndex(([first, next]) => first === 'channel' && next === 'resolution_rate');
    expect(second).toBeGreaterThan(2);
    expect(lines.filter(([first]) => first === 'About this file')).toHaveLength(2);
    const lead = await t.session('export-lead@example.com', { role: 'team_lead', departments: ['Care'] });
    const own = { ...JANUARY, metrics: ['monthly_active_rate'] };
    expect((await call(queryCsv, both(own), { headers: lead })).status).toBe(200);
    expect((await call(queryCsv, both(own, JANUARY), { headers: lead })).status).toBe(403);
    expect((await call(queryCsv, both(...Array(13).fill(JANUARY)), { headers: lead })).status).toBe(422);
    expect((await call(rowsCsv, both(JANUARY, JANUARY), { headers: await session('analyst') })).status).toBe(422);
  });

  test('without a request, or with one that is no JSON, is refused', async () => {
    const headers = await session('executive');
    expect((await call(queryCsv, '/x', { headers })).status).toBe(422);
    expect((await call(queryCsv, '/x?request={', { headers })).status).toBe(400);
  });
});

describe('the rows behind a number', () => {
  const rows = async (request: object) => {
    const file = await call(rowsCsv, search(request), { headers: await session('analyst') });
    expect(file.status).toBe(200);
    const lines = parse(file.bytes, { bom: true }) as string[][];
    const blank = lines.findIndex((line) => line.every((cell) => cell === ''));
    const [header, ...body] = lines.slice(0, blank) as [string[], ...string[][]];
    const about = Object.fromEntries(lines.slice(blank + 1).map(([name, value]) => [name, value]));
    return { about, body: body.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i]!]))), file };
  };

  const count = async (request: object) => {
    const answer = await call(query, '/x', { method: 'POST', headers: await session('analyst'), body: request });
    return (answer.json() as Answer).rows[0]!.values.conversations!.value;
  };

  test.each<[string, object]>([
    ['January', {}],
    ['one market', { filter: { market: ['DE'] } }],
    ['who handled it', { filter: { handled_by: ['hybrid', 'none'] } }],
    ['what is unknown', { filter: { market: ['unknown'] } }],
    ['two dimensions', { filter: { channel: ['chat'], outcome: ['resolved'] } }],
    ['the last months, of which only a part is observed', { from: '2026-03-01', to: '2026-12-01' }],
  ])('are as many as the metric counts: %s', async (_, change) => {
    const request = { ...JANUARY, ...change };
    const { body, about } = await rows(request);
    expect(body.length).toBe(await count(request));
    expect(about.Rows).toBe(String(body.length));
  });

  test('name customers and conversations, but not as anybody else does', async () => {
    const { body, file } = await rows(JANUARY);
    expect(new Set(body.map(({ conversation }) => conversation)).size).toBe(body.length);
    expect(new Set(body.map(({ customer }) => customer)).size).toBeLessThan(body.length);
    const text = file.bytes.toString('utf8');
    const { rows: known } = await t.pool.query('select id, customer::text, human_agent::text from conversation');
    for (const { id, customer, human_agent } of known) {
      expect(text).not.toContain(id);
      for (const hash of [customer, human_agent].filter(Boolean)) {
        expect(text).not.toContain(hash);
        expect(text).not.toContain(hash.replaceAll('-', '').slice(0, 16));
        expect(text).not.toContain(createHash('sha256').update(hash).digest('hex').slice(0, 16));
      }
    }
    expect(Object.keys(body[0]!)).not.toContain('human_agent');
  });

  test('carry which side of the number each is on; the file’s columns add up to the number', async () => {
    const metrics = ['durable_automation_rate', 'csat_mean', 'resolution_time_p50'];
    const request = { ...JANUARY, metrics };
    const { body, about } = await rows(request);
    const answer = await call(query, '/x', { method: 'POST', headers: await session('analyst'), body: request });
    const { durable_automation_rate: durable, csat_mean: rating } = (answer.json() as Answer).rows[0]!.values;
    const sum = (column: string) => body.reduce((total, row) => total + Number(row[column]), 0);
    expect(sum('durable_automation_rate_numerator')).toBe(durable!.numerator);
    expect(sum('durable_automation_rate_denominator')).toBe(durable!.denominator);
    expect(sum('csat_mean_numerator')).toBe(rating!.numerator);
    expect(about['Sum of csat_mean_denominator']).toBe(String(rating!.denominator));
    expect(about['Number: csat_mean']).toBe(String(rating!.value));
    const solved = body.filter(({ resolution_time_p50_n }) => resolution_time_p50_n === '1');
    expect(solved.length).toBeGreaterThan(0);
    for (const row of body) expect(row.resolution_time_p50_value !== '').toBe(row.resolution_time_p50_n === '1');
  });

  test('come page by page, each once, in the order of the file', async () => {
    const headers = await session('analyst');
    const request = { metrics: ['conversations'], from: '2026-01-01', to: '2026-04-01' };
    const found: string[] = [];
    let next: string | null = null;
    for (let page = 0; page === 0 || next; page++) {
      const after = next ? `&after=${next}` : '';
      const answer = await call(rowsJson, `${search(request)}&limit=7${after}`, { headers });
      expect(answer.status).toBe(200);
      const told = answer.json() as RowsPage;
      expect(told.rows.length).toBeLessThanOrEqual(7);
      expect(told.answer.rows[0]!.values.conversations!.value).toBe(await count(request));
      found.push(...told.rows.map(({ conversation }) => conversation));
      next = told.next;
    }
    const { body } = await rows(request);
    expect(body.length).toBeGreaterThan(21);
    expect(found).toEqual(body.map(({ conversation }) => conversation));
  });

  test('of a page that nobody gave out are refused', async () => {
    const headers = await session('analyst');
    for (const wrong of ["after=1'--", 'after=', 'limit=0', 'limit=501', 'limit=x'])
      expect((await call(rowsJson, `${search(JANUARY)}&${wrong}`, { headers })).status, wrong).toBe(422);
  });

  test('of anything but conversations are not to be had', async () => {
    const headers = await session('analyst');
    for (const metrics of [['daily_active_rate'], ['conversations', 'seats_held'], ['headcount']]) {
      for (const handler of [rowsCsv, rowsJson]) {
        const answer = await call(handler, search({ ...JANUARY, metrics }), { headers });
        expect(answer.status, metrics.join()).toBe(422);
      }
    }
  });
});

describe('ingestion runs', () => {
  test('are read by those who look after data, rejected rows by an administrator alone', async () => {
    const { rows } = await t.pool.query(
      `insert into run (source_id, road, state, read, rejected) select id, 'http', 'succeeded', 3, 1 from source limit 1
       returning id::int`,
    );
    const params = { id: String(rows[0].id) };
    await t.pool.query(
      `insert into rejected_row (run_id, file, line, field, reason, raw) values ($1, 'a.csv', 7, 'csat', 'is above 5', '6')`,
      [rows[0].id],
    );
    const status = async (handler: typeof run, role: string) =>
      (await call(handler, '/x', { headers: await session(role), params })).status;
    expect(await status(run, 'admin')).toBe(200);
    expect(await status(run, 'analyst')).toBe(200);
    expect(await status(run, 'service_lead')).toBe(200);
    expect(await status(run, 'executive')).toBe(403);
    expect(await status(rejected, 'analyst')).toBe(403);
    const lines = await call(rejected, '/x', { headers: await session('admin'), params });
    expect(lines.json()).toEqual({ file: 'a.csv', line: 7, field: 'csat', reason: 'is above 5', raw: '6' });
    const read = await call(run, '/x', { headers: await session('admin'), params });
    expect(read.json()).toMatchObject({ id: rows[0].id, state: 'succeeded', read: 3, rejected: 1 });
  });

  test.each(['0', '999999', 'abc', '1e3', '-1', '99999999999999999999'])('%s is a 404', async (id) => {
    expect((await call(run, '/x', { headers: await session('admin'), params: { id } })).status).toBe(404);
  });
});

describe('sending records in', () => {
  const line = JSON.stringify({
    ...{ type: 'conversation', id: 'sent', customer_id: 'c', started_at: '2026-01-10T08:00:00Z', outcome: 'unknown' },
    ...{ first_handler: 'none', ai_involved: false, human_involved: false },
  });
  const send = async (headers: Record<string, string>, body: string, source = 'posted', url = '/x') =>
    call(ingest, url, { method: 'POST', headers, body, params: { source } });

  test('by key answers the summary of the command line', async () => {
    const headers = await bearer('ingest');
    const first = await send(headers, `${line}\n`);
    expect([first.status, first.json()]).toMatchObject([200, { source: 'posted', read: 1, accepted: 1, rejected: 0 }]);
    expect((await send(headers, `${line}\n`)).json()).toMatchObject({ read: 1, accepted: 0, duplicate: 1 });
  });

  test('some rows of which are rejected is a 200 that says so', async () => {
    const answer = await send(await session('admin'), `${line}\n{"type":"conversation"}\n`);
    expect([answer.status, answer.json()]).toMatchObject([200, { read: 2, rejected: 1 }]);
  });

  test('of which nothing could be done is a 422 with its sentence, without our folders, then and later', async () => {
    const answer = await send(await bearer('ingest'), 'neither,of,them\n1,2,3\n', 'posted', '/x?name=odd.csv');
    expect(answer.status).toBe(422);
    const { detail } = answer.json() as { detail: string };
    expect(detail).toMatch(/^odd\.csv /);
    const { rows } = await t.pool.query('select id::int, error from run order by id desc limit 1');
    const kept = await call(run, '/x', { headers: await session('analyst'), params: { id: String(rows[0].id) } });
    expect(rows[0].error).toContain('odd.csv');
    expect(kept.json()).toMatchObject({ state: 'failed', error: expect.not.stringContaining(t.dataFolder) });
  });

  test.each<[string, string, string, number]>([
    ['an unknown type', 'posted', '/x?type=gossip', 422],
    ['the demo’s name', 'demo', '/x', 422],
    ['an option for a name', '--help', '/x', 422],
    ['a path for a name', '../x', '/x', 422],
    ['a file name with a path in it', 'posted', '/x?name=../../etc/passwd', 422],
  ])('with %s is refused', async (_, source, url, status) => {
    expect((await send(await bearer('ingest'), line, source, url)).status).toBe(status);
  });

  test('is for ingest keys and administrators', async () => {
    expect((await send(await bearer('query', 'admin'), line)).status).toBe(403);
    for (const role of ['executive', 'analyst', 'service_lead'])
      expect((await send(await session(role), line)).status).toBe(403);
  });
});

describe('the log of views and exports', () => {
  test('names who, what, when and by which road; what was refused is not in it', async () => {
    await t.pool.query('truncate access_log');
    const page = { ...(await session('executive')), 'sec-fetch-site': 'same-origin' };
    await call(query, '/x', { method: 'POST', headers: page, body: JANUARY });
    await call(query, '/x', { method: 'POST', headers: await session('executive'), body: JANUARY });
    await call(query, '/x', { method: 'POST', headers: await bearer('query', 'analyst'), body: JANUARY });
    await call(queryCsv, search(JANUARY), { headers: page });
    await call(rowsCsv, search(JANUARY), { headers: await session('analyst') });
    await call(query, '/x', { method: 'POST', headers: await session('admin'), body: JANUARY });
    // The key was made on the way: that is a change, and not what is told here.
    const log = (await listAccess(t.db)).filter(({ action }) => action !== 'change').reverse();
    expect(log.map(({ viewer, road, action }) => [viewer.replace(/\d+/, 'N'), road, action])).toEqual([
      ['executive@example.com', 'page', 'view'],
      ['executive@example.com', 'api', 'view'],
      ['query analyst (key N)', 'key', 'view'],
      ['executive@example.com', 'page', 'export'],
      ['analyst@example.com', 'api', 'rows'],
    ]);
    expect(log[0]).toMatchObject({ viewer_kind: 'user', metrics: ['conversations'], request: JANUARY, rows: 1 });
    expect(Date.now() - log[0]!.at.getTime()).toBeLessThan(60_000);
  });
});
