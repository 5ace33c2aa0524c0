import { describe, expect, test } from 'vitest';
import { POST as send } from '@/app/api/v1/ingest/[source]/route';
import { POST as cancel } from '@/app/api/v1/ingest/runs/[id]/cancel/route';
import { GET as rejected } from '@/app/api/v1/ingest/runs/[id]/rejected/route';
import { GET as runs } from '@/app/api/v1/ingest/runs/route';
import { POST as loadSample, DELETE as removeSample, GET as sample } from '@/app/api/v1/sample/route';
import { GET as oneSource, DELETE as remove } from '@/app/api/v1/sources/[name]/route';
import { GET as sources } from '@/app/api/v1/sources/route';
import { listAccess } from '@/db/audit';
import { deleteSource, listSources } from '@/db/ingest/sources';
import { readSettings, writeSetting } from '@/db/settings';
import { createKey } from '@/lib/auth/keys';
import type { RejectedPage, RunInfo, RunPage, SampleState, SourceInfo, SourcesOverview } from '@/lib/core/sources';
import type { Handler } from '@/lib/http/route';
import { lateSources } from '@/lib/ingest/late';
import { sourcesOverview } from '@/lib/ingest/overview';
import { call, useServer } from '../support/api';
import { conversation, file, lines, take } from '../support/ingest';

const t = useServer();
const session = (role: string) => t.session(`${role}@example.com`, { role });
const status = async (handler: Handler, role: string, options: object = {}) =>
  (await call(handler, '/x', { headers: await session(role), ...options })).status;
const overview = async () =>
  (await call(sources, '/x', { headers: await session('analyst') })).json() as SourcesOverview;
const source = async (name: string) => (await overview()).sources.find((one) => one.name === name)!;

const employee = (id: string, changes: object = {}) => ({
  ...{ type: 'employee', employee_id: id, email: `${id}@example.com`, department: 'Care', is_tech: false },
  ...{ employment: 'employee', valid_from: '2026-01-01', ...changes },
});
const use = (person: object, date = '2026-01-05') => ({
  ...{ type: 'tool_activity', tool: 'claude', date, interactions: 3, ...person },
});

describe('before anything came', () => {
  test('no source is listed, and no question answered: 20 need conversations, the finance file adds 1 by itself', async () => {
    const { readiness, sources: none, demo } = await overview();
    expect([none, demo, readiness.answered, readiness.asked]).toEqual([[], false, 0, 44]);
    const adds = Object.fromEntries(readiness.adds.map(({ records, alone }) => [records, alone]));
    // 24 metrics of service; headcount and tech share; cost per transaction; the others need two kinds of records.
    expect(adds).toEqual({ conversation: 24, employee: 2, financials: 1, tool_activity: 0, seat: 0 });
  });
});

describe('what the records can answer', () => {
  test('conversations without ratings, costs and requests answer 15 of 44; activity with a roster 10 more', async () => {
    await take(t, [file('a.jsonl', lines(conversation('1', { market: 'DE', language: 'de' })))], { source: 'desk' });
    const { readiness } = await overview();
    const lacking = Object.fromEntries(readiness.fields.map(({ field, questions }) => [field, questions]));
    expect(lacking).toEqual({ csat: 2, human_requested_at: 4, first_reply_at: 2, ai_cost: 1 });
    expect(readiness.answered).toBe(24 - 9);
    await take(t, [file('r.jsonl', lines(employee('ann')))], { source: 'roster' });
    await take(t, [file('u.jsonl', lines(use({ employee_id: 'ann' })))], { source: 'usage' });
    const after = (await overview()).readiness;
    // Headcount and tech share, and what is about people and what they use: 4 rates and 6 habits.
    expect(after.answered).toBe(15 + 2 + 10);
    expect(after.adds).toEqual([
      { records: 'seat', alone: 5, together: 5 },
      { records: 'financials', alone: 3, together: 3 },
    ]);
    expect(after.questions.find(({ id }) => id === 'csat_mean')).toMatchObject({ records: [], field: 'csat' });
  });

  test('a source says what it holds and what of it counts: 5 rows of use, 2 of nobody on the roster, 1 of a contractor', async () => {
    const rows = [
      use({ employee_id: 'ann' }, '2026-01-06'),
      use({ email: 'ann@example.com' }, '2026-01-07'),
      use({ employee_id: 'nobody' }, '2026-01-06'),
      use({ email: 'guest@example.com' }, '2026-01-06'),
      use({ employee_id: 'con' }, '2026-01-06'),
    ];
    await take(t, [file('u.jsonl', lines(...rows))], { source: 'vendor' });
    await take(t, [file('c.jsonl', lines(employee('con', { employment: 'contractor' })))], { source: 'roster' });
    const vendor = await source('vendor');
    expect(vendor.holds).toEqual([
      {
        ...{ type: 'tool_activity', records: 5, counted: 2, firstOn: '2026-01-06', lastOn: '2026-01-07' },
        not: [
          { why: 'unmatched', records: 2 },
          { why: 'contractor', records: 1 },
        ],
        waitsAfter: '2026-01-05',
      },
    ]);
    expect(vendor.unmatched).toEqual({ people: 2, records: 2 });
    expect(vendor.totals).toEqual({ runs: 1, read: 5, accepted: 5, updated: 0, duplicate: 0, rejected: 0 });
    const roster = (await source('roster')).holds[0]!;
    expect([roster.records, roster.counted, roster.not]).toEqual([2, 1, [{ why: 'contractor', records: 1 }]]);
  });

  test('rows read are rows accounted for: 4 = 1 new + 1 changed + 1 the same + 1 refused', async () => {
    const text = `${lines(conversation('1', { market: 'DE', language: 'de' }), conversation('2'), conversation('2', { intent: 'return' }))}{`;
    await take(t, [file('b.jsonl', text)], { source: 'desk' });
    const { totals, holds, erased } = await source('desk');
    expect(totals).toEqual({ runs: 2, read: 5, accepted: 2, updated: 1, duplicate: 1, rejected: 1 });
    expect([holds[0]!.records, erased]).toEqual([2, 0]);
  });

  test('what two sources tell of a day and of a seat counts once: 3 rows = 1 counted + 1 told twice + 1 of nobody', async () => {
    const day = { type: 'tool_activity', tool: 'twice', date: '2026-01-06' };
    const seat = { type: 'seat', tool: 'twice', assigned_on: '2026-01-02' };
    const first = [
      { ...day, employee_id: 'ann', interactions: 5 },
      { ...seat, employee_id: 'ann' },
    ];
    const second = [
      { ...day, email: 'ann@example.com', interactions: 9 },
      { ...day, employee_id: 'nobody', interactions: 9 },
      { ...day, employee_id: 'ann', date: '2026-01-07', interactions: 9 },
      { ...seat, email: 'ann@example.com', monthly_cost: 30 },
    ];
    await take(t, [file('a.jsonl', lines(...first))], { source: 'by-day' });
    await take(t, [file('b.jsonl', lines(...second))], { source: 'by-day-too' });
    const holds = async (name: string) =>
      (await source(name)).holds.map(({ type, records, counted, not }) => [type, records, counted, not]).sort();
    expect(await holds('by-day')).toEqual([
      ['seat', 1, 1, []],
      ['tool_activity', 1, 1, []],
    ]);
    const unmatched = { why: 'unmatched', records: 1 };
    const twice = { why: 'told_twice', records: 1, by: 'by-day' };
    expect(await holds('by-day-too')).toEqual([
      ['seat', 1, 0, [twice]],
      ['tool_activity', 3, 1, [unmatched, twice]],
    ]);
  });

  test('a quarter that a later run of another source tells too counts once', async () => {
    const quarter = {
      type: 'financials',
      quarter: '2025-Q4',
      revenue: 1,
      customer_service_cost: 1,
      transactions: 5,
      currency: 'USD',
    };
    await take(t, [file('q.jsonl', lines(quarter))], { source: 'books' });
    await take(t, [file('q.jsonl', lines({ ...quarter, revenue: 2 }))], { source: 'new-books' });
    expect((await source('books')).holds[0]).toMatchObject({
      records: 1,
      counted: 0,
      not: [{ why: 'superseded', records: 1 }],
    });
    expect((await source('new-books')).holds[0]).toMatchObject({
      counted: 1,
      firstOn: '2025-10-01',
      lastOn: '2025-12-31',
    });
  });
});

describe('freshness', () => {
  const arrivedOn = (name: string, ...days: string[]) =>
    t.pool.query(
      `insert into run (source_id, road, state, started_at, finished_at, read, accepted)
       select id, 'http', 'succeeded', d, d, 1, 0 from source, unnest($2::timestamptz[]) d where name = $1`,
      [name, days.map((day) => `${day}T06:00:00Z`)],
    );
  const at = async (name: string, now: string) =>
    (await sourcesOverview(t.db, new Date(now), (text) => text)).sources.find((one) => one.name === name)!;

  test('is judged against the source’s own rhythm: a weekly one is in time when a daily one is late', async () => {
    await take(t, [], { source: 'daily' }).catch(() => undefined);
    await t.pool.query(`insert into source (name) values ('daily'), ('weekly'), ('seldom')`);
    await arrivedOn('daily', '2030-03-01', '2030-03-02', '2030-03-03', '2030-03-04');
    await arrivedOn('weekly', '2030-02-11', '2030-02-18', '2030-02-25', '2030-03-04');
    await arrivedOn('seldom', '2030-01-01', '2030-03-04');
    const now = '2030-03-08T12:00:00Z';
    expect(await at('daily', now)).toMatchObject({
      ...{ status: 'late', rhythm: { words: 'every day', dueOn: '2030-03-05', daysLate: 3 } },
    });
    expect(await at('weekly', now)).toMatchObject({ status: 'ok', rhythm: { words: 'every week', daysLate: 0 } });
    expect(await at('weekly', '2030-03-13T12:00:00Z')).toMatchObject({ status: 'late', rhythm: { daysLate: 2 } });
    expect(await at('seldom', now)).toMatchObject({ status: 'ok', rhythm: null, arrivals: 2 });
    // The line at the foot of every dashboard names the same ones.
    expect(await lateSources(t.db, 'UTC', '2030-03-08')).toEqual([{ name: 'daily', lastOn: '2030-03-04' }]);
    expect(await lateSources(t.db, 'UTC', '2030-03-05')).toEqual([]);
  });

  test('a run that failed is told before any delay; one cancelled by somebody is no failure', async () => {
    const fail = (by: string | null) =>
      t.pool.query(
        `insert into run (source_id, road, state, error, cancelled_by) select id, 'http', 'failed', 'broke', $1
         from source where name = 'daily'`,
        [by],
      );
    const now = '2030-03-08T12:00:00Z';
    await fail(null);
    expect((await at('daily', now)).status).toBe('failed');
    await fail('somebody');
    expect((await at('daily', now)).status).toBe('late');
  });

  test('a run whose process is gone is shown as failed, without anybody having marked it', async () => {
    await t.pool.query(`insert into run (source_id, road) select id, 'http' from source where name = 'weekly'`);
    expect(await at('weekly', '2030-03-08T12:00:00Z')).toMatchObject({
      ...{ status: 'failed', lastRun: { state: 'failed', error: 'The process ended before the run did.' } },
    });
  });
});

describe('who may', () => {
  test.each<[string, number, number, number, number]>([
    ['admin', 200, 200, 200, 404],
    ['analyst', 200, 200, 403, 403],
    ['service_lead', 200, 200, 403, 403],
    ['executive', 403, 403, 403, 403],
  ])(
    '%s: sources %i, runs %i, rejected rows %i, deleting what is not there %i',
    async (role, list, run, rows, gone) => {
      const { rows: known } = await t.pool.query('select id from run order by id limit 1');
      expect(await status(sources, role)).toBe(list);
      expect(await status(oneSource, role, { params: { name: 'desk' } })).toBe(list);
      expect(await status(runs, role)).toBe(run);
      expect(await status(rejected, role, { params: { id: String(known[0].id) } })).toBe(rows);
      expect(await status(remove, role, { method: 'DELETE', params: { name: 'nothing' } })).toBe(gone);
      const cancelled = await status(cancel, role, { method: 'POST', params: { id: String(known[0].id) } });
      expect(cancelled).toBe(role === 'admin' ? 409 : 403);
    },
  );

  test('a lead sees nothing of it, and a key for sending cannot delete', async () => {
    const lead = await t.session('lead@example.com', { role: 'team_lead', departments: ['Care'] });
    expect((await call(sources, '/x', { headers: lead })).status).toBe(403);
    const { key } = await createKey(t.db, { name: 'sender', scope: 'ingest' });
    const headers = { authorization: `Bearer ${key}` };
    expect((await call(remove, '/x', { method: 'DELETE', headers, params: { name: 'desk' } })).status).toBe(403);
    expect((await call(sources, '/x', { headers })).status).toBe(403);
  });

  test('a page of another site cannot delete with somebody’s cookie', async () => {
    const headers = { ...(await session('admin')), 'sec-fetch-site': 'cross-site' };
    expect((await call(remove, '/x', { method: 'DELETE', headers, params: { name: 'desk' } })).status).toBe(403);
  });
});

describe('runs', () => {
  const page = async (query: string) =>
    (await call(runs, `/x?${query}`, { headers: await session('analyst') })).json() as RunPage;

  test('come the latest first, in pages that neither repeat nor leave out', async () => {
    const all = (await page('limit=100')).runs.map(({ id }) => id);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    const paged: number[] = [];
    for (let next: number | null = 0; next !== null; ) {
      const found: RunPage = await page(`limit=4${next ? `&before=${next}` : ''}`);
      paged.push(...found.runs.map(({ id }) => id));
      next = found.next;
    }
    expect(paged).toEqual(all);
    expect((await page('source=desk')).runs.map((run) => run.source)).toEqual(['desk', 'desk']);
  });

  test.each([
    ['limit=0', 422],
    ['limit=1000', 422],
    ['before=x', 422],
    ['upload=nonsense', 422],
    ['upload=00000000-0000-4000-8000-000000000000', 200],
  ])('asked with %s: %i', async (query, expected) => {
    expect((await call(runs, `/x?${query}`, { headers: await session('analyst') })).status).toBe(expected);
  });

  test('tell why rows were refused, in pages and by reason: 120 rows, 60 for one reason, 5 pages', async () => {
    const rows = Array.from({ length: 120 }, (_, index) =>
      conversation(`bad ${index}`, index % 2 ? { csat: 9 } : { outcome: 'happy' }),
    );
    const { run } = await take(t, [file('bad.jsonl', lines(...rows))], { source: 'bad' });
    const read = async (query = '') =>
      (
        await call(rejected, `/x?${query}`, { headers: await session('admin'), params: { id: String(run) } })
      ).json() as RejectedPage;
    const first = await read();
    expect([first.total, first.found, first.page, first.pages, first.rows.length]).toEqual([120, 120, 1, 5, 25]);
    expect(first.reasons.map((one) => [one.field, one.rows])).toEqual([
      ['csat', 60],
      ['outcome', 60],
    ]);
    expect(first.rows[0]).toMatchObject({ file: 'bad.jsonl', line: 1, field: 'outcome' });
    expect((await read('page=5')).rows).toHaveLength(20);
    const csat = first.reasons[0]!.reason;
    const some = await read(`reason=${encodeURIComponent(csat)}&page=3`);
    expect([some.found, some.pages, some.rows.length]).toEqual([60, 3, 10]);
    expect(some.rows.every(({ reason }) => reason === csat)).toBe(true);
  });
});

describe('an upload', () => {
  const upload = '3e7d9f60-6a3f-4b6e-9b0c-2b1f7f4d2a10';

  test('from a page is found by its sender while it runs, and says so', async () => {
    const headers = { ...(await session('admin')), 'sec-fetch-site': 'same-origin' };
    const body = lines(conversation('up'), conversation('up2', { csat: 7 }));
    const url = `/x?name=up.jsonl&upload=${upload}`;
    const sent = await call(send, url, { method: 'POST', headers, body, params: { source: 'page' } });
    expect([sent.status, sent.json()]).toEqual([200, expect.objectContaining({ read: 2, accepted: 1, rejected: 1 })]);
    const found = (await call(runs, `/x?upload=${upload}`, { headers })).json() as RunPage;
    expect(found.runs).toHaveLength(1);
    expect(found.runs[0]).toMatchObject({
      road: 'upload',
      source: 'page',
      state: 'succeeded',
      phase: 'rebuild',
      rows_so_far: 2,
    });
    expect(found.runs[0]!.files).toEqual([{ name: 'up.jsonl', read: 2, rejected: 1, skipped: {} }]);
  });

  test('that cannot be read names the file and why, and leaves nothing', async () => {
    const headers = await session('admin');
    const broken = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]);
    const sent = await call(send, '/x?name=numbers.xlsx', {
      method: 'POST',
      headers,
      body: broken,
      params: { source: 'page' },
    });
    expect(sent.status).toBe(422);
    expect(sent.json()).toMatchObject({
      detail: expect.stringMatching(/^numbers\.xlsx went in not at all: It is a ZIP archive or an Excel/),
    });
    expect((await source('page')).totals.read).toBe(2);
  });
});

describe('a run on its way', () => {
  const latest = async () =>
    ((await call(runs, '/x?limit=1', { headers: await session('analyst') })).json() as RunPage).runs[0]!;

  test('shows what it is at and how far: read, then merge, then rebuild', async () => {
    const seen: Partial<RunInfo>[] = [];
    await take(t, [file('p.jsonl', lines(...Array.from({ length: 500 }, (_, i) => conversation(`p${i}`))), 512)], {
      source: 'slowly',
      async onPhase(phase) {
        if (phase === 'commit' || phase === 'done') return;
        const { state, phase: shown, rows_so_far, read } = await latest();
        seen.push({ state, phase: shown, rows_so_far, read });
      },
    });
    expect(seen).toEqual([
      { state: 'running', phase: 'read', rows_so_far: 0, read: 0 },
      { state: 'running', phase: 'merge', rows_so_far: 500, read: 0 },
      { state: 'running', phase: 'rebuild', rows_so_far: 500, read: 0 },
    ]);
    expect((await source('slowly')).status).toBe('ok');
  });

  test('stops when an administrator cancels it, with nothing stored', async () => {
    const before = (await source('slowly')).holds;
    const taken = take(t, [file('q.jsonl', lines(conversation('late')))], {
      source: 'slowly',
      async onPhase(phase) {
        if (phase === 'read')
          expect(await status(remove, 'admin', { method: 'DELETE', params: { name: 'slowly' } })).toBe(409);
        if (phase !== 'merge') return;
        const { id } = await latest();
        expect(await status(cancel, 'admin', { method: 'POST', params: { id: String(id) } })).toBe(200);
      },
    });
    await expect(taken).rejects.toThrow('admin@example.com cancelled this run. Nothing was stored.');
    const { holds, lastRun, status: shown } = await source('slowly');
    expect(holds).toEqual(before);
    expect(lastRun).toMatchObject({ state: 'failed', cancelled_by: 'admin@example.com' });
    expect(shown).toBe('ok');
  });
});

describe('deleting a source', () => {
  test('takes all it brought, and is noted with who did it', async () => {
    const removed = await call(remove, '/x', {
      method: 'DELETE',
      headers: await session('admin'),
      params: { name: 'slowly' },
    });
    expect(removed.json()).toMatchObject({ source: 'slowly', removed: { conversations: 500 } });
    expect(await source('slowly')).toBeUndefined();
    const [noted] = await listAccess(t.db, 1);
    expect(noted).toMatchObject({ viewer: 'admin@example.com', action: 'delete', request: { source: 'slowly' } });
    const again = await call(oneSource, '/x', { headers: await session('admin'), params: { name: 'slowly' } });
    expect(again.status).toBe(404);
    expect(
      (
        (
          await call(oneSource, '/x', { headers: await session('admin'), params: { name: 'desk' } })
        ).json() as SourceInfo
      ).name,
    ).toBe('desk');
  });
});

describe('the sample company', () => {
  const get = async (role: string) =>
    (await call(sample, '/x', { headers: await session(role) })).json() as SampleState;

  test('is an administrator’s to bring and to take', async () => {
    expect(await status(sample, 'analyst')).toBe(403);
    expect(await status(loadSample, 'analyst', { method: 'POST' })).toBe(403);
    expect(await status(removeSample, 'analyst', { method: 'DELETE' })).toBe(403);
  });

  test('does not come beside own records', async () => {
    expect(await get('admin')).toMatchObject({ state: 'absent', beside: true });
    expect(await status(loadSample, 'admin', { method: 'POST' })).toBe(409);
  });

  test('gone, its people’s sign-ins can be ended: all but those of whoever asks', async () => {
    for (const role of ['analyst', 'executive']) await t.session(`${role}@demo.local`, { role });
    const headers = await t.session('admin@demo.local', { role: 'admin' });
    expect((await get('admin')).people).toBe(3);
    const removed = await call(removeSample, '/x', { method: 'DELETE', headers });
    expect(removed.json()).toEqual({ removed: null, disabled: ['analyst@demo.local', 'executive@demo.local'] });
    expect(((await call(sample, '/x', { headers })).json() as SampleState).people).toBe(0);
    const [noted] = await listAccess(t.db, 1);
    expect(noted).toMatchObject({ viewer: 'admin@demo.local', action: 'sample' });
  });

  test('is taken away whole, its settings too, once it alone is there', async () => {
    for (const { name } of await listSources(t)) await deleteSource(t, name, null);
    await take(t, [file('d.jsonl', lines(conversation('1')))], { source: 'demo', road: 'demo' });
    await writeSetting(t.db, 'name', 'Sample', 'demo');
    expect(await get('admin')).toMatchObject({ state: 'loaded', beside: false });
    expect((await overview()).demo).toBe(true);
    expect(await status(loadSample, 'admin', { method: 'POST' })).toBe(409);
    const removed = await call(removeSample, '/x', { method: 'DELETE', headers: await session('admin') });
    expect(removed.json()).toMatchObject({ removed: { conversations: 1 } });
    expect(await get('admin')).toMatchObject({ state: 'absent', beside: false });
    expect((await readSettings(t.db)).name).toBe('Our company');
  });
});
