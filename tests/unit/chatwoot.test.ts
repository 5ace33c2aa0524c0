import { describe, expect, test } from 'vitest';
import { chatwoot } from '@/lib/connectors/chatwoot';
import type { Answers, Row } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { readRun } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const T = Date.parse('2026-02-25T06:00:00Z') / 1000;
const at = (seconds: number) => new Date((T + seconds) * 1000).toISOString().replace('.000', '');

const conversation = (changes: Row = {}): Row => ({
  ...{ id: 1, account_id: 1, inbox_id: 2, status: 'resolved', created_at: T, timestamp: T + 900, labels: ['late'] },
  ...{ last_activity_at: T + 900, first_reply_created_at: 0, custom_attributes: { reason: 'Broken' }, messages: [] },
  meta: { sender: { id: 50, name: 'Ada', identifier: 'K-7' }, channel: 'Channel::WebWidget', assignee: { id: 9 } },
  ...changes,
});
const CONTACT = { message_type: 0, sender_type: 'Contact', sender: { id: 50, type: 'contact' } };
const BOT = { message_type: 1, sender_type: 'AgentBot', sender: { id: 4, type: 'agent_bot' } };
const AGENT = { message_type: 1, sender_type: 'User', sender: { id: 9, type: 'user' } };
const message = (seconds: number, from: Row, changes: Row = {}): Row => ({
  ...{ id: seconds, conversation_id: 1, content: 'x', created_at: T + seconds, private: false, ...from, ...changes },
});
const event = (name: string, seconds: number, changes: Row = {}): Row => ({
  ...{
    id: seconds,
    name,
    conversation_id: 1,
    value: 1,
    event_start_time: at(0),
    event_end_time: at(seconds),
    ...changes,
  },
});

const run = (files: object[], answers?: Answers) =>
  readRun(
    files.map((content, i) => file(`${i}.json`, JSON.stringify(content))),
    connectors,
    answers,
  );

async function one(files: object[], answers?: Answers) {
  const { records, refused } = await run(files, answers);
  expect(refused).toEqual([]);
  expect(records).toHaveLength(1);
  return records[0]!;
}

describe('who answered', () => {
  test('a person, by the first reply; a time of 0 is none', async () => {
    expect(await one([conversation({ first_reply_created_at: T + 60 })])).toMatchObject({
      ...{ first_handler: 'human', first_reply_at: at(60), human_joined_at: at(60), human_agent: '9' },
      ...{ outcome: 'resolved', outcome_basis: 'closed_by_agent', ended_at: at(900), channel: 'chat' },
    });
    expect(await one([conversation()])).toMatchObject({
      first_handler: 'none',
      first_reply_at: null,
      outcome: 'unknown',
    });
  });

  test('the bot, then a person, by their messages', async () => {
    const messages = [message(5, BOT), message(1, CONTACT), message(90, AGENT), message(20, AGENT, { private: true })];
    expect(await one([conversation(), { payload: messages }])).toMatchObject({
      ...{ first_handler: 'ai', first_reply_at: at(5), human_joined_at: at(90), human_involved: true },
    });
  });

  test('templates, activities, automations and campaigns are no answer', async () => {
    const messages = [
      message(1, { message_type: 3 }),
      message(2, { message_type: 2 }),
      message(3, AGENT, { content_attributes: { automation_rule_id: 7 } }),
      message(4, AGENT, { additional_attributes: { campaign_id: 7 } }),
    ];
    expect(await one([conversation(), messages])).toMatchObject({ first_handler: 'none' });
  });

  test('a first reply that was the bot’s makes no person', async () => {
    const row = conversation({ first_reply_created_at: T + 5, messages: [message(5, BOT)] });
    expect(await one([row])).toMatchObject({ ai_involved: true, human_involved: false });
  });

  test('assigned to a bot: the AI, at a time nobody tells', async () => {
    for (const assigned of [{ assignee_agent_bot_id: 4 }, { assignee_type: 'AgentBot' }])
      expect(await one([conversation({ ...assigned, status: 'pending' })])).toMatchObject({
        ...{ first_handler: 'ai', first_reply_at: null, ended_at: null, outcome: 'unknown' },
      });
  });
});

describe('how it ended', () => {
  test('resolved by the bot is assumed; handed over afterwards it is not the bot’s', async () => {
    const resolved = event('conversation_bot_resolved', 300);
    expect(await one([conversation(), [resolved]])).toMatchObject({
      ...{ outcome: 'resolved', outcome_basis: 'assumed', ended_at: at(300) },
    });
    const handed = event('conversation_bot_handoff', 500);
    expect(await one([conversation(), [resolved, handed]])).toMatchObject({
      ...{ outcome: 'unresolved', escalation_reason: 'bot_handoff' },
    });
    expect(await one([conversation(), [resolved, handed, event('first_response', 600, { user_id: 9 })]])).toMatchObject(
      {
        ...{ first_handler: 'ai', human_joined_at: at(600), outcome_basis: 'closed_by_agent' },
      },
    );
  });

  test('the last of several resolvings; none while it is open', async () => {
    const events = [300, 700, 500].map((seconds) => event('conversation_resolved', seconds));
    expect(await one([conversation(), events])).toMatchObject({ ended_at: at(700) });
    expect(await one([conversation({ status: 'open' }), events])).toMatchObject({ ended_at: null });
  });

  test('the customer writes again after a resolving: another conversation from there', async () => {
    const messages = [
      message(0, CONTACT),
      message(5, BOT),
      message(5000, CONTACT),
      message(5001, CONTACT),
      message(5090, AGENT),
    ];
    const events = [event('conversation_bot_resolved', 300), event('conversation_resolved', 6000)];
    const rating = { id: 3, rating: 4, conversation_id: 1, message_id: 8, created_at: T + 6100 };
    const { records, refused } = await run([
      conversation({ first_reply_created_at: T + 5090 }),
      messages,
      events,
      [rating],
    ]);
    expect(refused).toEqual([]);
    const handed = [...events, event('conversation_bot_handoff', 5050)];
    expect((await run([conversation(), messages, handed])).records).toMatchObject([
      { outcome: 'unresolved', escalation_reason: null },
      { outcome: 'resolved', outcome_basis: 'closed_by_agent', first_handler: 'ai', escalation_reason: 'bot_handoff' },
    ]);
    expect(records).toMatchObject([
      {
        ...{ id: '1', started_at: at(0), ended_at: at(300), first_handler: 'ai', human_involved: false, csat: null },
        ...{ outcome: 'resolved', outcome_basis: 'assumed' },
      },
      {
        ...{ id: '1#2', started_at: at(5000), ended_at: at(6000), first_handler: 'human', ai_involved: false, csat: 4 },
        ...{ human_joined_at: at(5090), outcome_basis: 'closed_by_agent' },
      },
    ]);
  });

  test('an event from before the conversation is another’s', async () => {
    expect(await one([conversation(), [event('conversation_resolved', -300)]])).toMatchObject({ ended_at: at(900) });
  });
});

test('the rating of a CSAT response, of the conversation or of the survey message', async () => {
  const response = {
    id: 3,
    rating: 2,
    feedback_message: 'Ada',
    conversation_id: 1,
    message_id: 8,
    created_at: T + 999,
  };
  const expected = { csat: 2, csat_at: at(999) };
  expect(await one([conversation(), [response]])).toMatchObject(expected);
  expect(await one([conversation({ csat_survey_response: response })])).toMatchObject(expected);
  const submitted = { submitted_values: { csat_survey_response: { rating: 2, feedback_message: 'Ada' } } };
  const survey = message(950, { message_type: 3 }, { content_attributes: submitted, updated_at: T + 999 });
  expect(await one([conversation(), [survey]])).toMatchObject(expected);
});

test('a list wrapped twice, wrapped once, single and one a line give the same record', async () => {
  const record = await one([conversation()]);
  for (const given of [{ data: { meta: {}, payload: [conversation()] } }, { meta: {}, payload: [conversation()] }])
    expect(await one([given])).toEqual(record);
  expect(await run([{ data: { meta: {}, payload: [] } }])).toMatchObject({ records: [], refused: [] });
});

test('of a wrapped list only the broken conversation is refused', async () => {
  const payload = [conversation(), conversation({ id: null }), conversation({ id: 3, created_at: 0 })];
  for (const given of [{ data: { meta: {}, payload } }, { payload }]) {
    const { records, refused } = await run([given]);
    expect(records).toHaveLength(1);
    expect(refused).toHaveLength(2);
  }
});

test('a row that is none of Chatwoot’s makes no conversation', async () => {
  const webhook = {
    event: 'message_created',
    id: 9,
    created_at: at(0),
    contact: { id: 50 },
    conversation: conversation(),
  };
  const { records, refused } = await run([[conversation(), webhook]]);
  expect([records.length, refused.length]).toEqual([1, 1]);
});

test('what completes conversations stands before them, in the file and among the files', async () => {
  const resolved = event('conversation_bot_resolved', 300);
  expect(await one([[resolved, conversation()]])).toMatchObject({ ended_at: at(300) });
  expect((await run([[conversation(), resolved]])).refused).toMatchObject([
    { reason: expect.stringContaining('completes conversations that stand before it') },
  ]);
  const session = chatwoot.begin();
  session.open({ carrier: 'json', fields: [], rows: [conversation()] })(conversation());
  expect(() => session.open({ carrier: 'json', fields: [], rows: [resolved] })).toThrow('name it before them.');
});

test('answers: label or attribute as topic, field of the contact as customer, words for a person', async () => {
  const rows = [conversation({ messages: [message(1, CONTACT, { content: 'A human!' })] })];
  expect(chatwoot.asks?.topic?.(rows)).toEqual([
    { id: 'label', label: 'First label', values: ['late'] },
    { id: 'inbox', label: 'Inbox', values: ['2'] },
    { id: 'attribute:reason', label: 'Attribute reason', values: ['Broken'] },
  ]);
  expect(chatwoot.asks?.customer?.(rows).map(({ id }) => id)).toEqual(['contact', 'identifier']);
  expect(chatwoot.asks?.messages?.({ data: { payload: rows } })).toEqual(['A human!']);
  expect(await one(rows)).toMatchObject({ intent: null, human_requested_at: null, customer_id: '50' });
  expect(await one(rows, { topic: 'attribute:reason', customer: 'identifier', person: ['human'] })).toMatchObject({
    intent: 'broken',
    customer_id: 'K-7',
    human_requested_at: at(1),
  });
});

test('language and market, where they stand', async () => {
  const meta = { sender: { id: 50, additional_attributes: { country_code: 'de' } } };
  expect(await one([conversation({ meta, additional_attributes: { conversation_language: 'pt_BR' } })])).toMatchObject({
    language: 'pt',
    market: 'DE',
  });
});

test('of a refused row no word, name or address is kept', () => {
  const kept = chatwoot.keep({
    data: { payload: [conversation({ messages: [message(1, CONTACT, { content: 'Ada' })] })] },
  });
  expect(JSON.stringify(kept)).not.toMatch(/Ada|K-7/);
});
