import { describe, expect, test } from 'vitest';
import type { Answers, Row } from '@/lib/connectors/define';
import { otelGenai } from '@/lib/connectors/otel-genai';
import { connectors } from '@/lib/connectors/registry';
import { readRun } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const T = Date.parse('2026-09-23T09:00:00Z');
const at = (seconds: number) => new Date(T + seconds * 1000).toISOString().replace('.000', '');
const nano = (seconds: number) => `${T + seconds * 1000}000000`;

const value = (given: unknown): Row => {
  if (Array.isArray(given)) return { arrayValue: { values: given.map(value) } };
  return typeof given === 'string' ? { stringValue: given } : { doubleValue: given };
};
const attributes = (given: Row) => Object.entries(given).map(([key, one]) => ({ key, value: value(one) }));

let spans = 0;
const span = (from: number, to: number, given: Row, changes: Row = {}): Row => ({
  ...{ traceId: 't', spanId: `s${spans++}`, name: 'x', startTimeUnixNano: nano(from), endTimeUnixNano: nano(to) },
  ...{ attributes: attributes(given), status: {}, ...changes },
});
const CHAT = { 'gen_ai.operation.name': 'chat', 'gen_ai.conversation.id': 'k', 'gen_ai.request.model': 'gpt' };
const SAID = { 'gen_ai.conversation.id': 'k', 'tandem.customer.id': 'c' };
const exported = (list: Row[], resource: Row = {}) => ({
  resourceSpans: [{ resource: { attributes: attributes(resource) }, scopeSpans: [{ spans: list }] }],
});

const run = (files: object[], answers?: Answers) =>
  readRun(
    files.map((content, i) => file(`${i}.json`, JSON.stringify(content))),
    connectors,
    answers,
  );

async function one(list: Row[], resource?: Row, answers?: Answers) {
  const { records, refused } = await run([exported(list, resource)], answers);
  expect(refused).toEqual([]);
  expect(records).toHaveLength(1);
  return records[0]!;
}

test('spans of one conversation over several exports and files are one record', async () => {
  const first = exported([span(0, 2, CHAT)]);
  const second = exported([span(60, 61, CHAT, { traceId: 'u' }), span(90, 91, SAID, { traceId: 'u' })]);
  const { records } = await run([second, first]);
  expect(records).toMatchObject([
    {
      ...{ id: 'k', customer_id: 'c', started_at: at(0), first_reply_at: at(2), ended_at: at(91) },
      ...{ first_handler: 'ai', ai_involved: true, human_involved: false, outcome: 'unknown', ai_version: 'gpt' },
    },
  ]);
});

test('an element of resourceSpans a line is read as well', async () => {
  expect((await run([exported([span(0, 2, CHAT)]).resourceSpans[0]!])).records).toMatchObject([{ id: 'k' }]);
});

test('spans under the name they had before OTLP 0.15 are read, in an export and by themselves', async () => {
  const element = { instrumentationLibrarySpans: [{ spans: [span(0, 2, CHAT)] }] };
  for (const content of [{ resourceSpans: [element] }, element])
    expect((await run([content])).records).toMatchObject([{ id: 'k', first_reply_at: at(2) }]);
});

describe('who answered', () => {
  test('a call that ends in a tool call or an error is no answer', async () => {
    const tool = { ...CHAT, 'gen_ai.response.finish_reasons': ['tool_calls'] };
    expect(await one([span(0, 1, tool), span(2, 3, CHAT)])).toMatchObject({ first_reply_at: at(3) });
    for (const none of [span(0, 1, tool), span(0, 1, CHAT, { status: { code: 2 } })])
      expect(await one([none])).toMatchObject({ first_handler: 'none', ai_involved: false, first_reply_at: null });
    expect(await one([span(0, 1, { ...CHAT, 'gen_ai.operation.name': 'embeddings' })])).toMatchObject({
      first_handler: 'none',
    });
  });

  test('a person, when the attributes say so', async () => {
    const joined = {
      ...SAID,
      'tandem.human.joined_at': at(30),
      'tandem.human.agent': 'a',
      'tandem.human.requested_at': at(9),
    };
    expect(await one([span(0, 2, CHAT), span(40, 41, joined)])).toMatchObject({
      ...{ first_handler: 'ai', human_involved: true, human_joined_at: at(30), human_requested_at: at(9) },
    });
    // The conversation went on after what the traces hold.
    expect(await one([span(0, 2, CHAT), span(3, 4, joined)])).toMatchObject({ ended_at: at(30) });
    expect(await one([span(50, 52, CHAT), span(0, 41, joined)])).toMatchObject({ first_handler: 'human' });
  });

  test('a span without a conversation belongs to its trace’s; a trace without one is refused once', async () => {
    const { 'gen_ai.conversation.id': _, ...loose } = CHAT;
    const parent = span(0, 9, { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.conversation.id': 'k' });
    expect(await one([parent, span(1, 2, loose)])).toMatchObject({ ai_involved: true, first_reply_at: at(2) });
    const { records, refused } = await run([exported([span(1, 2, loose), span(3, 4, loose)])]);
    expect(records).toEqual([]);
    expect(refused).toMatchObject([{ line: 1, reason: 'gen_ai.conversation.id is missing' }]);
  });
});

describe('what the attributes say', () => {
  test('the span before the resource, the latest first, numbers as texts or numbers', async () => {
    const told = (csat: unknown, from: number): Row => ({
      ...span(from, from + 1, SAID),
      attributes: [
        ...attributes({ ...SAID, 'tandem.outcome': 'resolved' }),
        { key: 'tandem.csat', value: { intValue: csat } },
      ],
    });
    expect(
      await one([told('4', 60), told(2, 5), span(0, 1, CHAT)], { 'tandem.channel': 'chat', 'tandem.market': 'at' }),
    ).toMatchObject({
      ...{ csat: 4, outcome: 'resolved', channel: 'chat', market: 'AT', ended_at: at(61) },
    });
  });

  test('without a customer each conversation is one’s own, and a resolved one is refused', async () => {
    expect(await one([span(0, 1, CHAT)])).toMatchObject({ customer_id: 'conversation:k', outcome: 'unknown' });
    const { records, refused } = await run([exported([span(0, 1, { ...CHAT, 'tandem.outcome': 'resolved' })])]);
    expect(records).toEqual([]);
    expect(refused).toMatchObject([{ reason: 'tandem.customer.id is missing though tandem.outcome is resolved' }]);
  });

  test('a rating or an outcome that is none is refused, not taken for unknown', async () => {
    expect(await one([span(0, 1, { ...SAID, 'tandem.csat': '4' })])).toMatchObject({ csat: 4 });
    for (const wrong of [
      { 'tandem.csat': 9 },
      { 'tandem.csat': 'good' },
      { 'tandem.outcome': 'fine' },
      { 'tandem.cost': 'much' },
    ]) {
      const { records, refused } = await run([exported([span(0, 1, { ...CHAT, ...wrong })])]);
      expect([records.length, refused.length]).toEqual([0, 1]);
    }
  });

  test('answers name other attributes; words are looked for in recorded inputs', async () => {
    const input = JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'A human!' }] }]);
    const list = [span(0, 1, { ...CHAT, 'user.id': 'u-7', 'app.reason': 'Broken', 'gen_ai.input.messages': input })];
    const answers = { topic: 'attribute:app.reason', customer: 'attribute:user.id', person: ['human'] };
    expect(await one(list, {}, answers)).toMatchObject({
      ...{ customer_id: 'u-7', intent: 'broken', human_requested_at: at(0) },
    });
    expect(otelGenai.asks?.messages?.(exported(list))).toEqual(['A human!']);
    expect(otelGenai.asks?.customer?.([exported(list)]).map(({ id }) => id)).toEqual([
      ...[
        'attribute:gen_ai.operation.name',
        'attribute:gen_ai.request.model',
        'attribute:user.id',
        'attribute:app.reason',
      ],
    ]);
  });
});

describe('cost', () => {
  const call = (from: number, cost: unknown, id: string | null, changes: Row = {}) =>
    span(from, from + 1, { ...CHAT, 'tandem.cost': cost, ...(id && { 'gen_ai.response.id': id }) }, changes);

  test('is added up exactly over the calls, each once', async () => {
    const list = [call(0, '0.1', 'a'), call(1, 0.2, 'b'), call(1, 0.2, 'b'), call(2, 1e-7, null)];
    expect((await one(list)).ai_cost).toBe('0.3000001');
  });

  test('neither an agent’s span nor a call around the same call is added', async () => {
    const agent = span(0, 9, {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.conversation.id': 'k',
      'tandem.cost': 9,
    });
    const outer = call(0, '0.5', null, { parentSpanId: agent.spanId });
    expect((await one([agent, outer, call(0, '0.5', 'a', { parentSpanId: outer.spanId })])).ai_cost).toBe('0.5');
  });
});

test('rows of other spans are skipped, logs are not claimed, Langfuse is told what to send', async () => {
  expect(await run([exported([span(0, 1, { 'http.request.method': 'GET' })])])).toMatchObject({
    skipped: 1,
    refused: [],
  });
  expect(otelGenai.reads({ carrier: 'json', fields: [], rows: [{ resourceLogs: [] }] })).toBe(false);
  await expect(run([{ trace: {}, observations: [] }])).rejects.toThrow('This is a trace exported from Langfuse');
});

test('a span without a time refuses its conversation; of a refused row no value is kept', async () => {
  const broken = exported([
    span(0, 1, CHAT),
    span(2, 3, { ...SAID, 'tandem.note': 'Ada' }, { startTimeUnixNano: null }),
  ]);
  expect((await run([broken])).refused).toMatchObject([
    { reason: 'startTimeUnixNano of a span is missing or not a time' },
  ]);
  expect(JSON.stringify(otelGenai.keep(broken.resourceSpans[0]!))).not.toContain('Ada');
});
