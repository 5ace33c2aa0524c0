import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/connectors/define';
import { otelCoding } from '@/lib/connectors/otel-coding';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (...batches: Row[]) =>
  readThrough(file('logs.jsonl', batches.map((batch) => `${JSON.stringify(batch)}\n`).join('')), connectors);

const NOON = '1772452800';
const attribute = (key: string, value: unknown) => ({
  key,
  value: typeof value === 'string' ? { stringValue: value } : { doubleValue: value },
});
const attributes = (given: Row) => Object.entries(given).map(([key, value]) => attribute(key, value));
const WHO = { 'user.email': 'Nora@example.test', 'session.id': 's1' };

const log = (name: string, given: Row = {}, changes: Row = {}): Row => ({
  timeUnixNano: `${NOON}000000000`,
  body: { stringValue: `claude_code.${name}` },
  attributes: attributes({ 'event.name': name, ...WHO, ...given }),
  ...changes,
});
const batch = (logRecords: Row[], resource: Row = { 'service.name': 'claude-code' }, scope: Row = {}): Row => ({
  resourceLogs: [{ resource: { attributes: attributes(resource) }, scopeLogs: [{ scope, logRecords }] }],
});
const prompt = (sequence: number, changes: Row = {}) => log('user_prompt', { 'event.sequence': sequence }, changes);

test('prompts are interactions, requests tell the cost, exactly', async () => {
  const costing = (cost: unknown) => log('api_request', { cost_usd: cost, duration_ms: cost });
  const { records } = await read(
    batch([prompt(1), costing(0.1)]),
    batch([prompt(2), costing(0.2), log('tool_result')]),
  );
  expect(records).toEqual([
    {
      ...{ type: 'tool_activity', email: 'nora@example.test', tool: 'claude-code', date: '2026-03-02' },
      ...{ interactions: 2, cost: '0.3' },
    },
  ]);
});

test('a batch is read resource by resource, also where the file begins with something else', async () => {
  const [one, two] = [batch([prompt(1)]), batch([prompt(2)])] as { resourceLogs: Row[] }[];
  const both = { resourceLogs: [...one!.resourceLogs, ...two!.resourceLogs] };
  expect(await read(both)).toMatchObject({ rows: 2, gathered: 2, records: [{ interactions: 2 }] });
  const session = otelCoding.begin();
  session.open({ carrier: 'json', fields: [], rows: [] })(both, undefined, 1);
  expect([...session.finish!()]).toMatchObject([{ record: { interactions: 2 } }]);
});

test('a batch that is sent again counts once', async () => {
  const sent = batch([prompt(1), log('api_request', { cost_usd: 0.1, 'event.sequence': 2 })]);
  expect((await read(sent, sent)).records).toMatchObject([{ interactions: 1, cost: '0.1' }]);
});

const request = (given: Row = {}, changes: Row = {}) => log('api_request', given, changes);
const NEXT_DAY = { timeUnixNano: `${Number(NOON) + 86_400}000000000` };
const IVO = { 'user.email': 'ivo@example.test', 'session.id': 's2' };

test('a day with a request that tells no cost has none: 1 prompt, unknown + 1 dollars are unknown', async () => {
  const { records } = await read(batch([prompt(1), request(), request({ cost_usd: 1 })]));
  expect(records).toMatchObject([{ date: '2026-03-02', interactions: 1 }]);
  expect(records[0]).not.toHaveProperty('cost');
});

describe('requests without a prompt are use without a number, of each person, tool and day by itself', () => {
  test('Nora 1 prompt and 1 request, then 2 requests on the next day: 1, then unknown and 0.1 + 0.2 = 0.3 dollars', async () => {
    const later = (cost: number) => request({ cost_usd: cost, duration_ms: cost }, NEXT_DAY);
    const { records } = await read(batch([prompt(1), request({ cost_usd: 1 }), later(0.1), later(0.2)]));
    expect(records).toMatchObject([
      { date: '2026-03-02', interactions: 1, cost: '1' },
      { date: '2026-03-03', interactions: null, last_active_on: '2026-03-03', cost: '0.3' },
    ]);
    expect(records[0]).not.toHaveProperty('last_active_on');
  });

  test('Nora 2 prompts, Ivo 1 request: 2 and unknown, also where Ivo’s came in another file', async () => {
    const noras = [prompt(1), prompt(2)];
    const expected = [
      { email: 'nora@example.test', interactions: 2 },
      { email: 'ivo@example.test', interactions: null, last_active_on: '2026-03-02' },
    ];
    expect((await read(batch([...noras, request(IVO)]))).records).toMatchObject(expected);
    expect((await read(batch(noras), batch([request(IVO)]))).records).toMatchObject(expected);
    expect((await read(batch([request(IVO)]))).records).toMatchObject([expected[1]]);
  });

  test('1 prompt of Claude Code and 1 request of Codex: 1 and unknown', async () => {
    const codex = request({ 'event.name': 'codex.api_request' }, { body: undefined });
    expect((await read(batch([prompt(1), codex]))).records).toMatchObject([
      { tool: 'claude-code', interactions: 1 },
      { tool: 'codex', interactions: null },
    ]);
  });
});

describe('whose event it is', () => {
  const bare = (event: string, resource: Row, scope?: Row) =>
    batch(
      [{ timeUnixNano: NOON + '0'.repeat(9), attributes: attributes({ 'event.name': event, ...WHO }) }],
      resource,
      scope,
    );

  test.each<[Row, string]>([
    [bare('claude_code.user_prompt', {}), 'claude-code'],
    [bare('user_prompt', { 'service.name': 'claude-code' }), 'claude-code'],
    [bare('user_prompt', {}, { name: 'com.anthropic.claude_code.events' }), 'claude-code'],
    [bare('codex.user_prompt', { 'service.name': 'anything' }), 'codex'],
    [bare('gemini_cli.user_prompt', {}), 'gemini-cli'],
    [batch([log('user_prompt', {}, { body: undefined, eventName: 'claude_code.user_prompt' })], {}), 'claude-code'],
  ])('%#: %s', async (given, tool) => {
    expect((await read(given)).records).toMatchObject([{ tool, interactions: 1 }]);
  });

  test('another service’s prompt is nobody’s', async () => {
    expect(await read(bare('user_prompt', { 'service.name': 'support-bot' }))).toMatchObject({
      records: [],
      skipped: 1,
    });
  });
});

test('the person is looked for at the event, then at its resource; an id where there is no address', async () => {
  const nobody = { 'user.email': '', 'session.id': 's1' };
  const at = async (own: Row, resource: Row) =>
    (await read(batch([log('user_prompt', { ...nobody, ...own })], { 'service.name': 'claude-code', ...resource })))
      .records[0];
  expect(await at({}, { 'user.email': 'ivo@example.test' })).toMatchObject({ email: 'ivo@example.test' });
  expect(await at({ 'user.id': 'x', 'user.account_uuid': 'acc' }, {})).toMatchObject({ employee_id: 'acc' });
  const { records, refused } = await read(batch([prompt(1), log('user_prompt', nobody), log('user_prompt', nobody)]));
  expect(records).toMatchObject([{ interactions: 1 }]);
  expect(refused).toMatchObject([{ reason: expect.stringMatching(/^a user_prompt names no user: .* \(2 times\)$/) }]);
});

test.each<[Row, string | undefined]>([
  [{ timeUnixNano: Number(NOON) * 1e9 }, '2026-03-02'],
  [{ timeUnixNano: '0', observedTimeUnixNano: `${NOON}000000000` }, '2026-03-02'],
  [
    { timeUnixNano: undefined, attributes: attributes({ ...WHO, 'event.timestamp': '2026-03-02T23:59:59Z' }) },
    '2026-03-02',
  ],
  [{ timeUnixNano: undefined }, undefined],
  // Milliseconds, which as nanoseconds would be a day of 1970.
  [{ timeUnixNano: `${NOON}000` }, undefined],
])('time %j: %s', async (changes, date) => {
  const { records, refused } = await read(batch([prompt(1, changes)]));
  if (date === undefined) expect(refused).toMatchObject([{ reason: 'a user_prompt has no time' }]);
  else expect(records).toMatchObject([{ date }]);
});

test('a batch with the names of before OTLP 0.15 is read: 1 + 1 prompts are 2', async () => {
  const old = (rows: string) => ({
    resourceLogs: [
      {
        resource: { attributes: attributes({ 'service.name': 'x' }) },
        instrumentationLibraryLogs: [
          { instrumentationLibrary: { name: 'com.anthropic.claude_code.events' }, [rows]: [prompt(rows.length)] },
        ],
      },
    ],
  });
  expect((await read(old('logRecords'), old('logs'))).records).toMatchObject([
    { tool: 'claude-code', interactions: 2 },
  ]);
});

test('spans and metrics are not its: metrics are refused with what to send instead', async () => {
  await expect(read({ resourceMetrics: [] })).rejects.toThrow(/^These are OpenTelemetry metrics/);
  const spans = { resourceSpans: [{ scopeSpans: [{ spans: [] }] }] };
  const reading = await read(spans).catch((error: Error) => error);
  if (!(reading instanceof Error)) expect(reading.claimedBy).not.toContain('otel-coding');
});
