import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { POST as LOGS } from '@/app/v1/logs/route';
import { POST as TRACES } from '@/app/v1/traces/route';
import { COMMAND_LINE, listAccess } from '@/db/audit';
import { forget } from '@/db/ingest/forget';
import { deleteSource } from '@/db/ingest/sources';
import { changedParts, duePushes, forgetPushed, markTaken, pushedUntil } from '@/db/pushed';
import { createKey } from '@/lib/auth/keys';
import { readEnv } from '@/lib/env';
import { holdingExport } from '@/lib/http/limits';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { hidden } from '@/lib/pushing/keep';
import { takePushed } from '@/lib/pushing/take';
import { credentialKey, hashKey } from '@/lib/secrets';
import { changeSetup } from '@/lib/settings/source-setup';
import { call, useServer } from '../support/api';

const t = useServer();
afterEach(() =>
  t.pool.query(
    'truncate pushed, pushed_part, conversation, tool_activity, rejected_row, run, source, source_setup, api_key cascade',
  ),
);

const SECRET = 'my card number is 4242';
/** As PostgreSQL shows bytes. Four digits would come up in it by chance. */
const hexOf = (text: string) => Buffer.from(text).toString('hex');
const nanos = (iso: string) => `${Date.parse(iso)}000000`;
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

function span(trace: string, id: string, at: string, attributes: object[] = []) {
  return {
    ...{ traceId: trace, spanId: id, name: `chat ${SECRET}`, startTimeUnixNano: nanos(at), endTimeUnixNano: nanos(at) },
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.response.model', 'm-1'),
      text('gen_ai.input.messages', SECRET),
      ...attributes,
    ],
  };
}
const traces = (...spans: object[]) => ({
  resourceSpans: [
    { resource: { attributes: [text('service.name', 'desk'), text('host.name', 'h')] }, scopeSpans: [{ spans }] },
  ],
});
const prompt = (at: string, email = 'maja@example.com') => ({
  timeUnixNano: nanos(at),
  body: { stringValue: 'claude_code.user_prompt' },
  attributes: [
    text('event.name', 'user_prompt'),
    text('user.email', email),
    text('session.id', `of ${email}`),
    text('prompt', SECRET),
  ],
});
const logs = (...logRecords: object[]) => ({
  resourceLogs: [{ resource: { attributes: [text('service.name', 'claude-code')] }, scopeLogs: [{ logRecords }] }],
});

async function push(handler: typeof LOGS, body: object | Buffer, more: Record<string, string> = {}) {
  const { key } = await createKey(t.db, { name: `collector ${Math.random()}`, scope: 'ingest' });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more };
  return call(handler, '/v1/x', { method: 'POST', headers, body });
}
const take = () => takePushed(t, readEnv(), { everyMinutes: 0, now: new Date('2026-11-01T00:00:00Z') });
const conversations = async () =>
  (await t.pool.query('select id, started_at, ended_at, outcome, ai_involved from conversation order by id')).rows;

describe('POST /v1/traces', () => {
  test('a conversation that arrives in three pieces, one of them twice, is one record of all of them', async () => {
    const of = [text('gen_ai.conversation.id', 'c1')];
    const first = traces(span('t1', 'a', '2026-10-01T10:00:00Z', of));
    expect((await push(TRACES, first)).json()).toEqual({ partialSuccess: {} });
    await push(TRACES, gzipSync(JSON.stringify(first)));
    expect(await take()).toHaveLength(1);
    expect(await conversations()).toMatchObject([
      { id: 'c1', outcome: 'unknown', ended_at: new Date('2026-10-01T10:00:00Z') },
    ]);
    // Another trace of the same conversation; a span of it that names no conversation belongs to it by its trace.
    await push(
      TRACES,
      traces(
        span('t2', 'b', '2026-10-01T10:05:00Z', [
          ...of,
          text('tandem.outcome', 'resolved'),
          text('tandem.customer.id', 'k1'),
        ]),
        span('t2', 'c', '2026-10-01T10:07:00Z'),
      ),
    );
    expect(await take()).toHaveLength(1);
    expect(await conversations()).toMatchObject([
      {
        ...{ id: 'c1', outcome: 'resolved', ai_involved: true },
        ...{ started_at: new Date('2026-10-01T10:00:00Z'), ended_at: new Date('2026-10-01T10:07:00Z') },
      },
    ]);
    expect(await take()).toEqual([]);
  });

  test('a conversation’s number joins its traces as its text does: 10:00 to 10:05 over two', async () => {
    const of = [{ key: 'gen_ai.conversation.id', value: { intValue: '42' } }];
    await push(TRACES, traces(span('t1', 'a', '2026-10-01T10:00:00Z', of)));
    await take();
    await push(TRACES, traces(span('t2', 'b', '2026-10-01T10:05:00Z', of)));
    await take();
    expect(await conversations()).toMatchObject([
      { id: '42', started_at: new Date('2026-10-01T10:00:00Z'), ended_at: new Date('2026-10-01T10:05:00Z') },
    ]);
  });

  test('words by which a customer asks for a person find nothing in what is pushed; the attribute says when', async () => {
    const setup = { connector: 'otel-genai', mapping: null, answers: { person: ['human'] }, complexity: {} };
    await changeSetup(t, 'otel-genai', setup);
    const said = text('gen_ai.input.messages', JSON.stringify([{ role: 'user', content: 'a human, please' }]));
    const asked = text('tandem.human.requested_at', '2026-10-01T10:03:00Z');
    const of = (id: string, ...more: object[]) => {
      const one = span(id, id, '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', id), ...more]);
      return { ...one, attributes: one.attributes.map((each, i) => (i === 2 ? said : each)) };
    };
    await push(TRACES, traces(of('c1'), of('c2', asked)));
    await take();
    const { rows } = await t.pool.query('select id, human_requested_at as at from conversation order by id');
    expect(rows).toEqual([
      { id: 'c1', at: null },
      { id: 'c2', at: new Date('2026-10-01T10:03:00Z') },
    ]);
  });

  test('what was said is dropped on arrival, and what is kept is sealed', async () => {
    await push(TRACES, traces(span('t1', 'a', '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', 'visible-id')])));
    const { rows } = await t.pool.query<{ all: string; body: Buffer }>(`select p::text as all, body from pushed p`);
    expect(rows).toHaveLength(1);
    for (const hidden of [SECRET, 'visible-id', 'gen_ai', 'host.name'])
      expect([hidden, rows[0]!.all.includes(hidden), rows[0]!.body.includes(hidden)]).toEqual([hidden, false, false]);
    await take();
    const kept = await t.pool.query(`select string_agg(r::text, ' ') as all from rejected_row r`);
    expect(String(kept.rows[0]!.all)).not.toContain('card number');
  });

  test('spans that cannot be placed are counted in OTLP’s words, the others taken', async () => {
    const broken = { ...span('t1', 'a', '2026-10-01T10:00:00Z'), traceId: '' };
    const good = span('t2', 'b', '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', 'c2')]);
    expect((await push(TRACES, traces(broken, good))).json()).toEqual({
      partialSuccess: { rejectedSpans: '1', errorMessage: 'traceId or spanId is missing' },
    });
    await take();
    expect(await conversations()).toMatchObject([{ id: 'c2' }]);
  });

  test('goes under the source that is named, and is forgotten when nothing came to it for days', async () => {
    const { key } = await createKey(t.db, { name: 'other', scope: 'ingest' });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = traces(span('t1', 'a', '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', 'c1')]));
    await call(TRACES, '/v1/traces?source=shop', { method: 'POST', headers, body });
    await take();
    expect((await t.pool.query('select name from source')).rows).toEqual([{ name: 'shop' }]);
    await t.pool.query(`update pushed_part set changed_at = now() - interval '20 days'`);
    await forgetPushed(t.db, 14);
    expect((await t.pool.query('select 1 from pushed')).rows).toEqual([]);
    expect(await conversations()).toHaveLength(1);
  });

  test.each([
    [{ 'content-type': 'application/x-protobuf' }, {}, 415, /encoding to json/],
    [{}, { resourceMetrics: [] }, 400, /resourceSpans is missing/],
    [{}, Buffer.from('{'), 400, /not valid JSON/],
    [{}, Buffer.from([0x1f, 0x8b, 1, 2]), 400, /damaged gzip/],
  ])('%j %j is %i', async (more, body, status, sentence) => {
    const answer = await push(TRACES, body, more as Record<string, string>);
    expect(answer.status).toBe(status);
    expect((answer.json() as { detail: string }).detail).toMatch(sentence);
  });

  test('is told to send again while too many exports are in hand, in the way exporters do by themselves', async () => {
    let finish: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const others = Array.from({ length: 36 }, () => holdingExport(() => until));
    const sent = traces(span('t1', 'a', '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', 'c1')]));
    const answer = await push(TRACES, sent);
    finish();
    await Promise.all(others);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await push(TRACES, sent)).status).toBe(200);
  });

  test('takes no stranger, and no key that only asks', async () => {
    expect((await call(TRACES, '/v1/traces', { method: 'POST', body: traces() })).status).toBe(401);
    const { key } = await createKey(t.db, { name: 'asks', scope: 'query', role: 'analyst' });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    expect((await call(TRACES, '/v1/traces', { method: 'POST', headers, body: traces() })).status).toBe(403);
  });
});

describe('POST /v1/logs', () => {
  test('a person’s day in two batches is one record: 2 + 1 prompts are 3; another person’s is untouched', async () => {
    await push(
      LOGS,
      logs(
        prompt('2026-10-01T10:00:00Z'),
        prompt('2026-10-01T11:00:00Z'),
        prompt('2026-10-01T11:00:00Z', 'kim@example.com'),
      ),
    );
    await take();
    await push(LOGS, logs(prompt('2026-10-01T23:59:59Z'), prompt('2026-10-02T00:00:00Z')));
    expect(await take()).toHaveLength(1);
    const { rows } = await t.pool.query(
      'select date::text, interactions::int as n from tool_activity order by date, n',
    );
    expect(rows).toEqual([
      { date: '2026-10-01', n: 1 },
      { date: '2026-10-01', n: 3 },
      { date: '2026-10-02', n: 1 },
    ]);
    const { rows: kept } = await t.pool.query<{ all: string }>(`select string_agg(p::text, ' ') as all from pushed p`);
    for (const hidden of ['maja@', 'kim@example', SECRET])
      expect([hidden, [hidden, hexOf(hidden)].some((one) => kept[0]!.all.includes(one))]).toEqual([hidden, false]);
  });

  test('requests without a prompt are a day of use without a number: Maja 2 prompts, Kim unknown, in one run or in two', async () => {
    const request = (at: string, email?: string) => {
      const { attributes, ...one } = prompt(at, email);
      return { ...one, body: undefined, eventName: 'claude_code.api_request', attributes: attributes.slice(1) };
    };
    const known = async () =>
      (await t.pool.query('select interactions::int as n, last_active_on::text as on from tool_activity order by n'))
        .rows;
    await push(LOGS, logs(prompt('2026-10-01T10:00:00Z'), request('2026-10-01T10:00:00Z', 'kim@example.com')));
    await take();
    expect(await known()).toEqual([
      { n: 1, on: null },
      { n: null, on: '2026-10-01' },
    ]);
    await push(LOGS, logs(prompt('2026-10-01T11:00:00Z')));
    await take();
    await push(LOGS, logs(request('2026-10-01T11:00:00Z', 'kim@example.com')));
    await take();
    expect(await known()).toEqual([
      { n: 2, on: null },
      { n: null, on: '2026-10-01' },
    ]);
  });

  test('of ids that differ in their case each is somebody of their own: 2 prompts of Ab1, 1 of aB1', async () => {
    const by = (id: string, at: string) => ({
      ...prompt(at),
      attributes: [text('user.id', id), text('session.id', id)],
    });
    await push(LOGS, logs(by('Ab1', '2026-10-01T10:00:00Z'), by('aB1', '2026-10-01T10:00:00Z')));
    await push(LOGS, logs(by('Ab1', '2026-10-01T11:00:00Z')));
    await take();
    const { rows } = await t.pool.query('select interactions::int as n from tool_activity order by n');
    expect(rows).toEqual([{ n: 1 }, { n: 2 }]);
    const hide = (name: string) => hidden(name, credentialKey(readEnv()));
    const hasher = makeHasher(hashKey(readEnv()));
    await forget(t, { id: 'Ab1', employee: hashAsUuid(hasher, 'employee', 'Ab1'), hidden: hide }, COMMAND_LINE);
    expect((await t.pool.query('select interactions::int as n from tool_activity')).rows).toEqual([{ n: 1 }]);
    expect((await t.pool.query('select count(*)::int as n from pushed')).rows).toEqual([{ n: 1 }]);
  });

  test('what names nobody is refused once, and is in nobody’s day: 2 of nobody beside 1 + 1 prompts of Maja', async () => {
    const nobody = (at: string) => ({ ...prompt(at), attributes: [text('event.name', 'user_prompt')] });
    const sent = logs(nobody('2026-10-01T10:00:00Z'), nobody('2026-10-01T10:01:00Z'), prompt('2026-10-01T10:00:00Z'));
    await push(LOGS, sent);
    await take();
    await push(LOGS, sent);
    await push(LOGS, logs(prompt('2026-10-01T11:00:00Z')));
    await take();
    const { rows } = await t.pool.query('select interactions::int as n from tool_activity');
    expect(rows).toEqual([{ n: 2 }]);
    const refused = await t.pool.query<{ reason: string }>('select reason from rejected_row');
    expect(refused.rows).toEqual([{ reason: expect.stringMatching(/^a user_prompt names no user: .* \(2 times\)$/) }]);
  });

  test('only prompts and requests are kept; one without a time is counted in OTLP’s words', async () => {
    const other = { ...prompt('2026-10-01T10:00:00Z'), body: { stringValue: 'claude_code.tool_result' } };
    other.attributes = [text('event.name', 'tool_result'), text('user.email', 'maja@example.com')];
    const timeless = { ...prompt('2026-10-01T10:00:00Z'), timeUnixNano: '0' };
    const answer = await push(LOGS, logs(other, prompt('2026-10-01T10:00:00Z'), timeless));
    expect(answer.json()).toEqual({
      partialSuccess: { rejectedLogRecords: '1', errorMessage: 'timeUnixNano is missing' },
    });
    expect((await t.pool.query('select count(*)::int as n from pushed')).rows).toEqual([{ n: 1 }]);
  });

  test('exports with the names of before OTLP 0.15 are taken: 1 conversation, 1 prompt', async () => {
    const { resourceSpans } = traces(span('t1', 'a', '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', 'c1')]));
    const { resourceLogs } = logs(prompt('2026-10-01T10:00:00Z'));
    const old = [
      [TRACES, { resourceSpans: resourceSpans.map(({ scopeSpans }) => ({ instrumentationLibrarySpans: scopeSpans })) }],
      [LOGS, { resourceLogs: resourceLogs.map(({ scopeLogs }) => ({ instrumentationLibraryLogs: scopeLogs })) }],
    ] as const;
    for (const [handler, body] of old) expect((await push(handler, body)).json()).toEqual({ partialSuccess: {} });
    await take();
    expect(await conversations()).toMatchObject([{ id: 'c1' }]);
    expect((await t.pool.query('select interactions::int as n from tool_activity')).rows).toEqual([{ n: 1 }]);
  });

  test('goes with a person who is forgotten, and with the conversations of a customer who is', async () => {
    const hide = (text: string) => hidden(text, credentialKey(readEnv()));
    const hasher = makeHasher(hashKey(readEnv()));
    await push(LOGS, logs(prompt('2026-10-01T10:00:00Z'), prompt('2026-10-01T11:00:00Z', 'kim@example.com')));
    const of = [text('gen_ai.conversation.id', 'c1'), text('tandem.customer.id', 'k1')];
    await push(
      TRACES,
      traces(
        span('t1', 'a', '2026-10-01T10:00:00Z', of),
        span('t9', 'z', '2026-10-01T10:00:00Z', [text('gen_ai.conversation.id', 'c9')]),
      ),
    );
    await take();
    const id = 'Maja@example.com';
    await forget(
      t,
      {
        id,
        employee: hashAsUuid(hasher, 'employee', id),
        email: hashAsUuid(hasher, 'email', id),
        hidden: hide,
      },
      COMMAND_LINE,
    );
    await forget(t, { id: 'k1', customer: hashAsUuid(hasher, 'customer', 'k1'), hidden: hide }, COMMAND_LINE);
    for (const table of ['pushed', 'pushed_part']) {
      const { rows } = await t.pool.query(`select kind, count(*)::int as n from ${table} group by kind order by kind`);
      expect(rows).toEqual([
        { kind: 'logs', n: 1 },
        { kind: 'traces', n: 1 },
      ]);
    }
  });

  test('waits some minutes between runs, so that a busy collector does not fill the list of runs', async () => {
    await push(LOGS, logs(prompt('2026-10-01T10:00:00Z')));
    expect(await takePushed(t, readEnv())).toHaveLength(1);
    await push(LOGS, logs(prompt('2026-10-01T12:00:00Z')));
    expect(await takePushed(t, readEnv())).toEqual([]);
    await t.pool.query(
      `update pushed_part set taken_at = taken_at - interval '6 minutes', changed_at = changed_at - interval '1 minute'`,
    );
    expect(await takePushed(t, readEnv())).toHaveLength(1);
  });
});

describe('what was pushed is taken in', () => {
  const of = (id: string) => [text('gen_ai.conversation.id', id)];
  const open = async () => (await duePushes(t.db, 0)).map(({ source }) => source);
  const pushTo = async (source: string, body: object) => {
    const { key } = await createKey(t.db, { name: `collector ${Math.random()}`, scope: 'ingest' });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    expect((await call(TRACES, `/v1/traces?source=${source}`, { method: 'POST', headers, body })).status).toBe(200);
  };

  test('whole over any number of traces: c1 in t1 and t2, c2 in t2 and t3; a piece of t1 leaves c2 to 10:30', async () => {
    await push(
      TRACES,
      traces(
        span('t1', 'a', '2026-10-01T10:00:00Z', of('c1')),
        span('t2', 'b', '2026-10-01T10:10:00Z', of('c1')),
        span('t2', 'c', '2026-10-01T10:20:00Z', of('c2')),
        span('t3', 'd', '2026-10-01T10:30:00Z', of('c2')),
      ),
    );
    await take();
    await push(TRACES, traces(span('t1', 'e', '2026-10-01T10:05:00Z', of('c1'))));
    expect(await take()).toHaveLength(1);
    expect((await conversations()).map(({ id, ended_at }) => [id, ended_at.toISOString()])).toEqual([
      ['c1', '2026-10-01T10:10:00.000Z'],
      ['c2', '2026-10-01T10:30:00.000Z'],
    ]);
  });

  test('again, if something came between reading and marking', async () => {
    const traced = { source: 'otel-genai', kind: 'traces' } as const;
    await push(TRACES, traces(span('t1', 'a', '2026-10-01T10:00:00Z', of('c1'))));
    const read = await changedParts(t.db, traced, { most: 10, until: await pushedUntil(t.db) });
    await push(TRACES, traces(span('t1', 'b', '2026-10-01T10:05:00Z', of('c1'))));
    await markTaken(t.db, traced, read.parts);
    expect(await open()).toEqual(['otel-genai']);
    await take();
    expect(await conversations()).toMatchObject([{ id: 'c1', ended_at: new Date('2026-10-01T10:05:00Z') }]);
    expect(await open()).toEqual([]);
  });

  test('in as many runs as it takes: three traces, one a run', async () => {
    for (const id of ['1', '2', '3'])
      await push(TRACES, traces(span(`t${id}`, id, '2026-10-01T10:00:00Z', of(`c${id}`))));
    const runs = await takePushed(t, readEnv(), { everyMinutes: 0, mostParts: 1 });
    expect(runs).toHaveLength(3);
    expect((await conversations()).map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
    expect(await open()).toEqual([]);
  });

  test('though another source cannot be: that is tried again after an hour', async () => {
    await pushTo('broken', traces(span('t1', 'a', '2026-10-01T10:00:00Z', of('c1'))));
    await pushTo('shop', traces(span('t2', 'b', '2026-10-01T10:00:00Z', of('c2'))));
    await t.pool.query(`update pushed set body = '\\x00' where source = 'broken'`);
    expect(await take()).toHaveLength(1);
    expect(await conversations()).toMatchObject([{ id: 'c2' }]);
    expect(await open()).toEqual([]);
    await t.pool.query(`update pushed_part set tried_at = tried_at - interval '61 minutes'`);
    expect(await open()).toEqual(['broken']);
  });

  test('is kept as long as a trace of the same conversation is young', async () => {
    await push(
      TRACES,
      traces(span('t1', 'a', '2026-10-01T10:00:00Z', of('c1')), span('t2', 'b', '2026-10-01T10:05:00Z', of('c1'))),
    );
    await take();
    await t.pool.query(`update pushed_part set changed_at = now() - interval '20 days' where part = 't1'`);
    await forgetPushed(t.db, 14);
    expect((await t.pool.query('select part from pushed order by part')).rows).toEqual([
      { part: 't1' },
      { part: 't2' },
    ]);
  });

  test('goes with its source, and the log says who erased it', async () => {
    await push(TRACES, traces(span('t1', 'a', '2026-10-01T10:00:00Z', of('c1'))));
    await take();
    await push(TRACES, traces(span('t2', 'b', '2026-10-01T10:05:00Z', of('c1'))));
    await deleteSource(t, 'otel-genai', COMMAND_LINE);
    expect((await t.pool.query('select part from pushed_part union select part from pushed')).rows).toEqual([]);
    const [entry] = await listAccess(t.db, 1);
    expect(entry).toMatchObject({
      ...{ viewer: 'command line', road: 'cli', action: 'delete' },
      request: { source: 'otel-genai', removed: { conversations: 1 } },
    });
  });
});
