import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET as routing } from '@/app/api/v1/exports/routing.csv/route';
import { POST as impact } from '@/app/api/v1/impact/route';
import { POST as parity } from '@/app/api/v1/parity/route';
import { POST as trend } from '@/app/api/v1/parity/trend/route';
import { listAccess } from '@/db/audit';
import { removeDemo } from '@/db/ingest/demo';
import { rebuildAll } from '@/db/rollups/rebuild';
import { readSettings, settingVersion, writeSetting } from '@/db/settings';
import { createKey } from '@/lib/auth/keys';
import { type Assumptions, DEFAULT_ASSUMPTIONS } from '@/lib/core/assumptions';
import type { ImpactAnswer } from '@/lib/core/impact';
import type { ParityAnswer, ParityTrend } from '@/lib/core/parity';
import type { Grant } from '@/lib/core/viewer';
import type { Handler } from '@/lib/http/route';
import { call, useServer } from '../support/api';
import { insertConversations, type LooseConversation } from '../support/conversations';

const t = useServer();
const QUARTER = { from: '2024-04-01', to: '2024-07-01' };
const NOW = new Date('2024-12-01T00:00:00Z');
const HOSTILE = '=cmd|"/C calc"!A0';

/** `n` chats of one arm from a day on, one an hour, rated as `rated` says; AI alone where `by` is ai. */
function chats(
  by: 'ai' | 'human',
  n: number,
  from: string,
  part: Partial<LooseConversation> = {},
): LooseConversation[] {
  return Array.from({ length: n }, (_, at): LooseConversation => {
    const start = Date.parse(`${from}T00:00:00Z`) + at * 3_600_000;
    return {
      id: `${by}-${from}-${part.intent ?? 'refund'}-${at}`,
      customer_id: `${by}${from}${part.intent ?? ''}${at}`,
      started_at: new Date(start).toISOString(),
      ended_at: new Date(start + 600_000).toISOString(),
      ...{ channel: 'chat', intent: 'refund', complexity: 'simple', outcome: 'resolved', first_handler: by },
      ...{ ai_involved: by === 'ai', human_involved: by === 'human', csat: (at % 3) + 3 },
      ...(by === 'ai' ? { ai_cost: 0.5 } : { handle_seconds: 300 }),
      ...part,
    };
  });
}

async function load(...groups: LooseConversation[][]): Promise<void> {
  const client = await t.pool.connect();
  try {
    await client.query('begin');
    await insertConversations(client, groups.flat());
    await rebuildAll(client, await readSettings(t.db), NOW);
    await client.query('commit');
  } finally {
    client.release();
  }
}

beforeAll(() =>
  load(
    chats('human', 300, '2024-03-01'),
    chats('ai', 400, '2024-04-01'),
    chats('human', 400, '2024-04-02'),
    chats('ai', 120, '2024-05-01', { intent: HOSTILE }),
    chats('human', 120, '2024-05-02', { intent: HOSTILE }),
    chats('human', 10, '2024-08-20'),
  ),
);

const search = (request: object) => `/x?request=${encodeURIComponent(JSON.stringify(request))}`;
interface Road {
  handler: Handler;
  method: 'GET' | 'POST';
  request: object;
}
const ROADS: [string, Road][] = [
  ['parity', { handler: parity, method: 'POST', request: QUARTER }],
  ['parity/trend', { handler: trend, method: 'POST', request: { ...QUARTER, grain: 'month' } }],
  ['impact', { handler: impact, method: 'POST', request: QUARTER }],
  ['exports/routing.csv', { handler: routing, method: 'GET', request: QUARTER }],
];
const ask = ({ handler, method, request }: Road, headers: Record<string, string>) =>
  method === 'GET'
    ? call(handler, search(request), { headers })
    : call(handler, '/x', { method, headers, body: request });

const analyst = () => t.session('analyst@example.com', { role: 'analyst' });
async function post<T>(handler: Handler, body: object): Promise<T> {
  const answer = await call(handler, '/x', { method: 'POST', headers: await analyst(), body });
  expect(answer.status).toBe(200);
  return answer.json() as T;
}

describe.each(ROADS)('who may ask %s', (_, road) => {
  test.each<[string, Grant[], number]>([
    ['an executive', [{ role: 'executive' }], 200],
    ['a head of service', [{ role: 'service_lead' }], 200],
    ['an analyst', [{ role: 'analyst' }], 200],
    ['a lead', [{ role: 'team_lead', departments: ['Care'] }], 403],
    ['an administrator', [{ role: 'admin' }], 403],
    ['a lead and administrator', [{ role: 'team_lead', departments: ['Care'] }, { role: 'admin' }], 403],
    ['a former analyst', [{ role: 'analyst', until: '2020-01-01' }], 403],
    ['an administrator who is an analyst too', [{ role: 'admin' }, { role: 'analyst' }], 200],
  ])('%s', async (name, grants, status) => {
    const headers = await t.session(`${name.replaceAll(' ', '-')}@example.com`, ...grants);
    expect((await ask(road, headers)).status).toBe(status);
  });

  test.each([
    ['executive', 200],
    ['service_lead', 200],
    ['analyst', 200],
    ['admin', 403],
  ])('a key of the role %s: %d', async (role, status) => {
    const { key } = await createKey(t.db, { name: role, scope: 'query', role });
    expect((await ask(road, { authorization: `Bearer ${key}` })).status).toBe(status);
  });

  test('neither a lead’s key, nor one that only sends records, nor a stranger', async () => {
    const lead = await createKey(t.db, { name: 'lead', scope: 'query', role: 'team_lead', departments: ['Care'] });
    const sender = await createKey(t.db, { name: 'sender', scope: 'ingest' });
    for (const { key } of [lead, sender])
      expect((await ask(road, { authorization: `Bearer ${key}` })).status).toBe(403);
    expect((await ask(road, {})).status).toBe(401);
    expect((await ask(road, { authorization: 'Bearer tdm_guess' })).status).toBe(401);
  });
});

describe('what is asked wrongly is refused with the field’s name', () => {
  test.each<[string, Handler, object, RegExp]>([
    ['no range', parity, {}, /from/],
    ['a date that does not exist', parity, { ...QUARTER, to: '2024-02-30' }, /to/],
    ['a range that ends before it begins', parity, { ...QUARTER, to: '2024-01-01' }, /from/],
    ['other arms', parity, { ...QUARTER, arms: 'by_mood' }, /arms/],
    ['an unknown dimension in the filter', parity, { ...QUARTER, filter: { shoe_size: ['42'] } }, /shoe_size/],
    ['a dimension that conversations have not', parity, { ...QUARTER, filter: { department: ['Care'] } }, /filter/],
    ['an unknown field', parity, { ...QUARTER, margin: 4 }, /margin/],
    ['a trend by day', trend, { ...QUARTER, grain: 'day' }, /grain/],
    ['a trend over more than ten years', trend, { from: '2010-01-01', to: '2024-01-01', grain: 'month' }, /to/],
    ['a trend of people’s dimension', trend, { ...QUARTER, grain: 'month', filter: { team: ['A'] } }, /filter/],
    ['an unknown assumption', impact, { ...QUARTER, assumptions: { luck: 1 } }, /assumptions/],
    [
      'an assumption that is a word',
      impact,
      { ...QUARTER, assumptions: { occupancy: 'high' } },
      /assumptions\.occupancy/,
    ],
    ['one outside what it can be', impact, { ...QUARTER, assumptions: { occupancy: 1.5 } }, /assumptions\.occupancy/],
    [
      'one that does not ascend',
      impact,
      { ...QUARTER, assumptions: { occupancy: { low: 0.9, base: 0.8, high: 1 } } },
      /assumptions\.occupancy/,
    ],
    ['half a version', impact, { ...QUARTER, assumptionsVersion: 1.5 }, /assumptionsVersion/],
    ['money by market', impact, { ...QUARTER, filter: { market: ['SE'] } }, /filter/],
  ])('%s', async (_, handler, body, field) => {
    const answer = await call(handler, '/x', { method: 'POST', headers: await analyst(), body });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const { errors } = answer.json() as { errors: { field: string }[] };
    expect(errors.map((error) => error.field).join()).toMatch(field);
  });

  test('broken JSON is 400, and a routing list without a request 422', async () => {
    const headers = await analyst();
    for (const handler of [parity, trend, impact])
      expect((await call(handler, '/x', { method: 'POST', headers, body: '{"from":' })).status).toBe(400);
    expect((await call(routing, '/x', { headers })).status).toBe(422);
    expect((await call(routing, '/x?request=%7B', { headers })).status).toBe(400);
    expect((await call(routing, search({ ...QUARTER, arms: 'x' }), { headers })).status).toBe(422);
  });
});

describe('the routing list', () => {
  const read = async (request: object) => {
    const file = await call(routing, search(request), { headers: await analyst() });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toMatch(/routing-2024-04-01-2024-07-01\.csv/);
    return parse(file.bytes, { bom: true, skip_empty_lines: false }) as string[][];
  };

  test('holds every topic of the answer, and no text that a spreadsheet would run', async () => {
    const { strata } = await post<ParityAnswer>(parity, { ...QUARTER, filter: { channel: ['chat'] } });
    const [head, ...lines] = await read({ ...QUARTER, filter: { channel: ['chat'] } });
    const rows = lines.slice(
      0,
      lines.findIndex(([first]) => first === ''),
    );
    expect(rows).toHaveLength(strata.length);
    const column = (name: string) => rows.map((row) => row[head!.indexOf(name)]!);
    expect(column('intent').sort()).toEqual([`'${HOSTILE}`, 'refund'].sort());
    expect(column('ai_minus_people').map(Number)).toEqual(column('intent').map(() => expect.any(Number)));
    for (const { intent, conversations, nAi, nHuman, decision } of strata) {
      const row = rows.find((one) => one[head!.indexOf('intent')]!.endsWith(intent))!;
      const of = (name: string) => row[head!.indexOf(name)];
      expect([of('conversations'), of('ratings_ai'), of('ratings_people'), of('decision')]).toEqual(
        [conversations, nAi, nHuman, decision].map(String),
      );
    }
  });

  test('says what it rests on, and that it was taken away', async () => {
    const told = new Map((await read(QUARTER)).map(([name, value]) => [name, value]));
    expect(told.get('Finding')).toMatch(/^In comparable cases/);
    expect(told.get('Data')).toBe("the company's own records");
    const [entry] = await listAccess(t.db, 1, { action: 'export', timeZone: 'UTC' });
    expect(entry).toMatchObject({ viewer: 'analyst@example.com', rows: 2 });
  });
});

describe('the comparison', () => {
  test('of a month is exploratory, of a filtered quarter too, of a quarter as handled too', async () => {
    for (const request of [
      { from: '2024-04-01', to: '2024-05-01' },
      { ...QUARTER, filter: { channel: ['chat'] } },
      { ...QUARTER, arms: 'as_handled' },
    ])
      expect(await post<ParityAnswer>(parity, request)).toMatchObject({ record: false });
  });

  test('of a quarter that is not over for 21 days is provisional and not kept', async () => {
    const open = await post<ParityAnswer>(parity, { from: '2024-07-01', to: '2024-10-01' });
    expect(open).toMatchObject({ provisional: true, record: false });
    const { rows } = await t.pool.query(`select 1 from parity_record where quarter = '2024-Q3'`);
    expect(rows).toEqual([]);
  });

  test('by month holds each month against the limit in force at its start, and marks what may still change', async () => {
    const limits = [
      { from: '2024-05-01', value: 0.2, owner: 'Ann', reason: 'agreed with the board' },
      { from: '2023-01-01', value: 0.05, owner: 'Ann', reason: 'first' },
    ];
    await writeSetting(t.db, 'parity_margins', limits, 'test');
    const body = { from: '2024-04-01', to: '2024-09-01', grain: 'month' };
    const { points, margin } = await post<ParityTrend>(trend, body);
    expect(points.map((point) => [point.period, point.margin, point.provisional])).toEqual([
      ...[
        ['2024-04-01', 0.05, false],
        ['2024-05-01', 0.2, false],
        ['2024-06-01', 0.2, false],
      ],
      ...[
        ['2024-07-01', 0.2, true],
        ['2024-08-01', 0.2, true],
      ],
    ]);
    expect(margin).toBe(0.2);
    expect(await post<ParityAnswer>(parity, { from: '2024-04-15', to: '2024-05-15' })).toMatchObject({ margin: 0.05 });
    await writeSetting(t.db, 'parity_margins', [], 'test');
  });
});

describe('the verdict of record', () => {
  test('is kept once, also when two ask at once, and later records, limits and settings do not change it', async () => {
    const whole = { from: '2024-01-01', to: '2024-04-01' };
    await load(chats('ai', 200, '2024-02-01', { csat: 4 }), chats('human', 200, '2024-02-02', { csat: 4 }));
    const [one, two] = await Promise.all([post<ParityAnswer>(parity, whole), post<ParityAnswer>(parity, whole)]);
    expect(one).toMatchObject({ record: true, margin: 0.1 });
    expect(one.recordedAt).toBe(two.recordedAt);

    await load(
      chats('human', 300, '2024-02-03', { csat: 5, id: undefined as never }).map((c, at) => ({
        ...c,
        id: `late-${at}`,
      })),
    );
    const limits = [{ from: '2023-01-01', value: 0.01, owner: 'Ann', reason: 'stricter' }];
    await writeSetting(t.db, 'parity_margins', limits, 'test');
    await writeSetting(t.db, 'parity_by_language', true, 'test');
    const again = await post<ParityAnswer>(parity, whole);
    expect(again).toEqual(one);
    // The late records are there for whoever looks otherwise.
    const explored = await post<ParityAnswer>(parity, { ...whole, filter: { channel: ['chat'] } });
    expect(explored.conversations.human).toBe(one.conversations.human + 300);
    expect(explored).toMatchObject({ record: false, margin: 0.01 });
    await writeSetting(t.db, 'parity_margins', [], 'test');
    await writeSetting(t.db, 'parity_by_language', false, 'test');
  });

  test('of the sample company leaves with it', async () => {
    await post<ParityAnswer>(parity, QUARTER);
    const kept = async () => (await t.pool.query('select quarter from parity_record')).rows.length;
    expect(await kept()).toBeGreaterThan(0);
    const client = await t.pool.connect();
    // Records of a sample there never were: taking it out must not need any.
    await client.query(`insert into source (name) values ('demo') on conflict do nothing`);
    await client.query('begin');
    expect(await removeDemo(client)).toBe(true);
    expect((await client.query('select 1 from parity_record')).rows).toEqual([]);
    await client.query('rollback');
    await client.query(`delete from source where name = 'demo'`);
    client.release();
    expect(await kept()).toBeGreaterThan(0);
  });
});

describe('money', () => {
  const owned = (change: Partial<Record<keyof Assumptions, number>>): Assumptions =>
    Object.fromEntries(
      Object.entries(DEFAULT_ASSUMPTIONS).map(([name, one]) => {
        const base = change[name as keyof Assumptions] ?? one.base;
        const [low, high] = [Math.min(one.low, base), Math.max(one.high, base)];
        return [name, { ...one, low, base, high, owner: 'Ann', date: '2024-01-01' }];
      }),
    ) as Assumptions;

  test('of assumptions nobody set is an illustration of version 0', async () => {
    const answer = await post<ImpactAnswer>(impact, QUARTER);
    expect(answer).toMatchObject({ illustration: true, assumptionsVersion: 0 });
    expect(answer.profit_improvement).not.toBeNull();
    expect(answer.quality).toHaveProperty('verdict');
  });

  test('of an earlier version is exactly as it was then; of one there never was a 404', async () => {
    await writeSetting(t.db, 'assumptions', owned({}), 'test');
    const first = await post<ImpactAnswer>(impact, QUARTER);
    expect(first).toMatchObject({ illustration: false, assumptionsVersion: 1 });
    await writeSetting(t.db, 'assumptions', owned({ realisation_factor: 0.9, occupancy: 0.8 }), 'test');
    const second = await post<ImpactAnswer>(impact, QUARTER);
    expect(second.assumptionsVersion).toBe(2);
    expect(second.profit_improvement).toBeGreaterThan(first.profit_improvement!);
    expect(await post<ImpactAnswer>(impact, { ...QUARTER, assumptionsVersion: 1 })).toEqual(first);
    const missing = { ...QUARTER, assumptionsVersion: 3 };
    expect((await call(impact, '/x', { method: 'POST', headers: await analyst(), body: missing })).status).toBe(404);
    const none = await post<ImpactAnswer>(impact, { ...QUARTER, assumptionsVersion: 0 });
    expect(none).toMatchObject({ illustration: true, assumptionsVersion: 0 });
  });

  test('tried out is an illustration, saves nothing, and leaves what others see', async () => {
    const before = await settingVersion(t.db, 'assumptions');
    const set = await post<ImpactAnswer>(impact, QUARTER);
    const tried = await post<ImpactAnswer>(impact, { ...QUARTER, assumptions: { realisation_factor: 0.1 } });
    expect(tried.illustration).toBe(true);
    expect(tried.profit_improvement).toBeLessThan(set.profit_improvement!);
    expect(tried.assumptions.realisation_factor).toMatchObject({ base: 0.1, low: 0.1, owner: '' });
    expect(await settingVersion(t.db, 'assumptions')).toEqual(before);
    expect(await post<ImpactAnswer>(impact, QUARTER)).toEqual(set);
    expect(await post<ImpactAnswer>(impact, { ...QUARTER, assumptions: {} })).toMatchObject({ illustration: false });
  });

  test('what counts of a quarter is kept under its version: records that come later change only what stands beside it', async () => {
    const before = await post<ImpactAnswer>(impact, QUARTER);
    expect(before.banked).toMatchObject({ quarter: '2024-Q2', recordedAt: expect.any(String) });
    expect(before.banked.status).not.toBe('not_assessed');
    await load(chats('ai', 400, '2024-05-03').map((c, at) => ({ ...c, id: `after-${at}`, handle_seconds: null })));
    const after = await post<ImpactAnswer>(impact, QUARTER);
    expect(after.fte_equivalent_gross).toBeGreaterThan(before.fte_equivalent_gross!);
    expect(after.banked).toEqual(before.banked);
    expect(after.reasons).toEqual(before.reasons);
    expect(after.warnings.join()).toContain('records that came later have changed the rest');
    const { rows } = await t.pool.query('select quarter, assumptions_version from banked_record order by 1, 2');
    expect(rows).toEqual([
      { quarter: '2024-Q2', assumptions_version: 1 },
      { quarter: '2024-Q2', assumptions_version: 2 },
    ]);
    const month = await post<ImpactAnswer>(impact, { from: '2024-04-01', to: '2024-05-01' });
    expect(month.banked).toMatchObject({ status: 'not_assessed' });
    expect(month.banked.recordedAt).toBeUndefined();
  });

  test('its ledger sums to what is left, and quality stands beside it', async () => {
    const { ledger, profit_improvement, quality } = await post<ImpactAnswer>(impact, QUARTER);
    const sum = ledger.slice(0, -1).reduce((total, { amount }) => total + amount, 0);
    expect(sum).toBeCloseTo(profit_improvement!, 6);
    expect(quality).toMatchObject({ record: true, difference: expect.any(Number), low: expect.any(Number) });
  });
});
