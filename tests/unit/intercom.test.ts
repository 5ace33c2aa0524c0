import { describe, expect, test } from 'vitest';
import type { Answers, Row } from '@/lib/connectors/define';
import { intercom } from '@/lib/connectors/intercom';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const T = Date.parse('2026-01-05T09:00:00Z') / 1000;
/** Seconds after the beginning, as the records say it. */
const at = (seconds: number) => new Date((T + seconds) * 1000).toISOString().replace('.000', '');

const CUSTOMER = { type: 'user', id: 'c1', name: 'Ada Quist' };
const ADMIN = { type: 'admin', id: '41', from_ai_agent: false, is_ai_answer: false };
const BOT = { type: 'bot', id: '901', from_ai_agent: false };
const FIN = { type: 'bot', id: '900', from_ai_agent: true, is_ai_answer: true };
const GREETING = { ...FIN, is_ai_answer: false };

const part = (seconds: number, part_type: string, author: Row, body: string | null = '<p>…</p>'): Row => ({
  ...{ type: 'conversation_part', part_type, author, body, created_at: T + seconds },
});

const conversation = (changes: Row = {}, parts?: Row[]): Row => ({
  ...{ type: 'conversation', id: '1', created_at: T, state: 'closed', open: false, ai_agent_participated: false },
  source: { type: 'conversation', delivered_as: 'customer_initiated', author: CUSTOMER },
  contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1' }] },
  ...(parts && { conversation_parts: { conversation_parts: parts, total_count: parts.length } }),
  ...changes,
});

const withAi = (resolution_state: string | null, more: Row = {}): Row => ({
  ai_agent_participated: true,
  ai_agent: { last_answer_type: 'ai_answer', resolution_state, ...more },
});

const read = (...rows: Row[]) => readThrough(file('x', JSON.stringify(rows)), connectors);

async function records(...rows: Row[]) {
  const reading = await read(...rows);
  expect(reading.refused).toEqual([]);
  return reading.records;
}

const one = async (row: Row) => {
  const all = await records(row);
  expect(all).toHaveLength(1);
  return all[0]!;
};

describe('who answered', () => {
  test('AI, then a person: both, and when the person came', async () => {
    const parts = [
      part(2, 'comment', GREETING),
      part(9, 'comment', FIN),
      part(90, 'comment', ADMIN),
      part(99, 'close', ADMIN),
    ];
    expect(await one(conversation(withAi('escalated'), parts))).toMatchObject({
      ...{ first_handler: 'ai', ai_involved: true, human_involved: true, first_reply_at: at(9), ended_at: at(99) },
      ...{ human_joined_at: at(90), human_agent: '41', escalation_reason: 'escalated' },
    });
  });

  test('a person first, where their reply came first', async () => {
    const parts = [part(5, 'comment', ADMIN), part(60, 'comment', FIN)];
    expect(await one(conversation(withAi(null), parts))).toMatchObject({
      first_handler: 'human',
      first_reply_at: at(5),
    });
  });

  test('notes, assignments without words, rules and custom actions are no answer', async () => {
    const parts = [
      part(1, 'note', ADMIN),
      part(2, 'assignment', ADMIN, null),
      part(3, 'comment', BOT),
      part(4, 'custom_action_started', ADMIN),
    ];
    expect(await one(conversation({}, parts))).toMatchObject({
      first_handler: 'none',
      human_involved: false,
      first_reply_at: null,
    });
    expect(await one(conversation({}, [part(7, 'assignment', ADMIN)]))).toMatchObject({ first_reply_at: at(7) });
  });

  test('ai_agent_participated decides: false is no AI though ai_agent is filled in; no answer given is none', async () => {
    const { ai_agent } = withAi('assumed_resolution', { rating: 5 });
    expect(await one(conversation({ ai_agent }, []))).toMatchObject({ ai_involved: false, outcome: 'unknown' });
    const greeted = { ai_agent_participated: true, ai_agent: { last_answer_type: null, resolution_state: null } };
    expect(await one(conversation(greeted, [part(2, 'comment', GREETING)]))).toMatchObject({ first_handler: 'none' });
  });

  test('custom answers are not marked as AI answers: then the AI’s messages count', async () => {
    const custom = withAi('assumed_resolution', { last_answer_type: 'custom_answer' });
    expect(await one(conversation(custom, [part(4, 'comment', GREETING)]))).toMatchObject({ first_reply_at: at(4) });
  });
});

describe('how it ended', () => {
  const closing = (author: Row) => [part(9, 'comment', FIN), part(99, 'close', author, null)];

  test.each<[string | null, string, string | undefined, string | null]>([
    ['confirmed_resolution', 'resolved', 'confirmed', null],
    ['assumed_resolution', 'resolved', 'assumed', null],
    ['escalated', 'unresolved', undefined, 'escalated'],
    ['procedure_handoff', 'unresolved', undefined, 'procedure_handoff'],
    ['negative_feedback', 'unresolved', undefined, 'negative_feedback'],
    [null, 'unknown', undefined, null],
    ['something new', 'unknown', undefined, null],
  ])('AI alone, %s: %s', async (state, outcome, basis, reason) => {
    const record = await one(conversation(withAi(state), closing(BOT)));
    expect([record.outcome, record.outcome_basis, record.escalation_reason]).toEqual([outcome, basis, reason]);
  });

  test('a person who answered: solved if a teammate closed it, unknown if a rule did', async () => {
    const ended = (closer: Row) => one(conversation({}, [part(5, 'comment', ADMIN), part(99, 'close', closer, null)]));
    expect(await ended(ADMIN)).toMatchObject({ outcome: 'resolved', outcome_basis: 'closed_by_agent' });
    expect(await ended(BOT)).toMatchObject({ outcome: 'unknown', ended_at: at(99) });
  });

  test('open, snoozed or closed without a known time: no end, so never resolved', async () => {
    for (const state of ['open', 'snoozed', 'closed'])
      expect(
        await one(conversation({ state, ...withAi('assumed_resolution') }, [part(9, 'comment', FIN)])),
      ).toMatchObject({
        ...{ ended_at: null, outcome: 'unknown' },
      });
  });
});

describe('episodes', () => {
  const parts = [
    part(9, 'comment', FIN),
    part(99, 'close', BOT, null),
    part(5000, 'comment', CUSTOMER),
    part(5009, 'comment', ADMIN),
    part(5099, 'close', ADMIN, null),
  ];

  test('a customer who writes again after the closing begins a new one on the same matter', async () => {
    const tags = { tags: [{ name: 'Late delivery', applied_at: T + 1 }] };
    expect(
      await records(conversation({ ...withAi('escalated'), tags, statistics: { adjusted_handling_time: 60 } }, parts)),
    ).toMatchObject([
      {
        id: '1',
        started_at: at(0),
        ended_at: at(99),
        first_handler: 'ai',
        human_involved: false,
        outcome: 'unknown',
        intent: 'late-delivery',
      },
      {
        id: '1#2',
        started_at: at(5000),
        ended_at: at(5099),
        first_handler: 'human',
        ai_involved: false,
        outcome: 'resolved',
        intent: 'late-delivery',
      },
    ]);
  });

  test('a rating goes to the episode it was asked for; working time of several is nobody’s', async () => {
    const rated = (asked: number) =>
      conversation(
        {
          conversation_rating: { rating: 2, created_at: T + asked, updated_at: T + 9000 },
          statistics: { adjusted_handling_time: 60 },
        },
        parts,
      );
    expect((await records(rated(100))).map(({ csat }) => csat)).toEqual([2, undefined]);
    expect((await records(rated(5100))).map(({ csat }) => csat)).toEqual([undefined, 2]);
    expect((await records(rated(100))).map(({ handle_seconds }) => handle_seconds)).toEqual([undefined, undefined]);
  });

  test('a rating, a note or a reopening by a teammate begins none', async () => {
    const quiet = [
      part(9, 'comment', ADMIN),
      part(99, 'close', ADMIN, null),
      part(200, 'conversation_rating_changed', CUSTOMER),
      part(300, 'open', ADMIN, null),
      part(400, 'close', ADMIN, null),
    ];
    expect(await one(conversation({}, quiet))).toMatchObject({ id: '1', ended_at: at(400) });
  });

  test('parts that are not all there are not cut: the statistics tell', async () => {
    const cut = conversation(
      { statistics: { last_close_at: T + 5099, first_admin_reply_at: T + 20, last_closed_by_id: 41 } },
      parts,
    );
    (cut.conversation_parts as Row).total_count = 501;
    expect(await one(cut)).toMatchObject({ ended_at: at(5099), human_joined_at: at(20), outcome: 'resolved' });
  });
});

describe('who began', () => {
  const sent = { source: { type: 'email', delivered_as: 'admin_initiated', author: ADMIN } };

  test('a message sent out is nothing until a customer answers it; then it begins with the answer', async () => {
    expect(await read(conversation(sent, [part(5, 'comment', ADMIN)]))).toMatchObject({ records: [], skipped: 1 });
    expect(await one(conversation(sent, [part(60, 'comment', CUSTOMER)]))).toMatchObject({
      started_at: at(60),
      channel: 'email',
    });
    expect(await one(conversation({ ...sent, first_contact_reply: { created_at: T + 70 } }))).toMatchObject({
      started_at: at(70),
    });
  });
});

describe('rating, topic, place', () => {
  test('the conversation’s rating, given when last updated; the AI’s own only where no person answered', async () => {
    const ai = withAi('confirmed_resolution', { rating: 5, created_at: T + 100, updated_at: T + 110 });
    expect(await one(conversation(ai, [part(9, 'comment', FIN)]))).toMatchObject({ csat: 5, csat_at: at(110) });
    const both = { ...ai, conversation_rating: { rating: 1, created_at: T + 50, updated_at: T + 60 } };
    expect(await one(conversation(both, [part(9, 'comment', FIN)]))).toMatchObject({ csat: 1, csat_at: at(60) });
    const hybrid = await one(conversation(ai, [part(9, 'comment', FIN), part(20, 'comment', ADMIN)]));
    expect(hybrid).not.toHaveProperty('csat');
    for (const empty of [null, {}, { rating: null }])
      expect(await one(conversation({ conversation_rating: empty }, []))).not.toHaveProperty('csat');
  });

  test('a rating outside 1 to 5 is refused, its words are not kept', async () => {
    const { refused } = await read(
      conversation({ conversation_rating: { rating: 7, remark: 'Ada Quist', updated_at: T } }, []),
    );
    expect(refused).toMatchObject([{ reason: 'csat is not a whole number from 1 to 5' }]);
    expect(JSON.stringify(refused)).not.toContain('Ada');
  });

  test('a topic, else the earliest tag from before the first answer; a later tag would depend on who answered', async () => {
    const answered = [part(30, 'comment', ADMIN)];
    const tags = (...when: number[]) => ({
      tags: { tags: when.map((s) => ({ name: `Tag ${s}`, applied_at: T + s })) },
    });
    expect(await one(conversation(tags(20, 10), answered))).toMatchObject({ intent: 'tag-10' });
    expect(await one(conversation(tags(31), answered))).toMatchObject({ intent: null });
    expect(
      await one(conversation({ ...tags(10), topics: { topics: [{ name: 'Refund, partial' }] } }, answered)),
    ).toMatchObject({
      intent: 'refund-partial',
    });
    // From a list nobody knows when the AI answered.
    expect(await one(conversation({ ...tags(10), ...withAi(null) }))).toMatchObject({ intent: null });
  });
});

test.each<[Row, string]>([
  [{ id: null }, 'id is missing'],
  [{ created_at: null }, 'created_at is missing'],
  [{ created_at: '2026-01-05' }, 'created_at is not a time in unix seconds'],
  [{ created_at: T * 1000 }, 'created_at is not a time in unix seconds'],
  [{ contacts: { contacts: [] }, source: {} }, 'contacts is missing: nothing names the customer'],
])('%j is refused: %s', async (changes, reason) => {
  const { refused } = await read(conversation({}, []), conversation(changes, []));
  expect(refused).toMatchObject([{ line: 2, reason }]);
});

describe('answers', () => {
  const row = (parts: Row[] = []) =>
    conversation(
      {
        ...{
          custom_attributes: { Reason: 'Late delivery', customer_no: 'K-7' },
          topics: { topics: [{ name: 'Refund' }] },
        },
        ...{ tags: { tags: [{ name: 'VIP', applied_at: T + 1 }] } },
        contacts: { contacts: [{ id: 'c1', external_id: 'E-1', email: 'Ada@kund.example' }] },
      },
      parts,
    );
  const asked = async (answers: Answers, ...parts: Row[]) =>
    (await readThrough(file('x', JSON.stringify([row(parts)])), connectors, answers)).records;

  test('what may be asked, of rows and of lists that wrap them', () => {
    const topics = [
      { id: 'topic', label: 'AI topic or topic', values: ['refund'] },
      { id: 'tag', label: 'Earliest tag', values: ['vip'] },
      { id: 'attribute:Reason', label: 'Attribute Reason', values: ['Late delivery'] },
      { id: 'attribute:customer_no', label: 'Attribute customer_no', values: ['K-7'] },
    ];
    for (const rows of [[row()], [{ type: 'conversation.list', conversations: [row()] }]])
      expect(intercom.asks?.topic?.(rows)).toEqual(topics);
    expect(intercom.asks?.customer?.([row()]).map(({ id, values }) => [id, values])).toEqual([
      ...[
        ['contact', ['c1']],
        ['external_id', ['E-1']],
        ['email', ['ada@kund.example']],
      ],
      ...[
        ['attribute:Reason', ['Late delivery']],
        ['attribute:customer_no', ['K-7']],
      ],
    ]);
  });

  test('the topic and the customer as they were chosen', async () => {
    const parts = [part(30, 'comment', ADMIN)];
    for (const [topic, intent] of [
      [undefined, 'refund'],
      ['topic', 'refund'],
      ['tag', 'vip'],
      ['attribute:Reason', 'late-delivery'],
      ['attribute:none', null],
    ] as const)
      expect(await asked({ topic }, ...parts)).toMatchObject([{ intent }]);
    for (const [customer, id] of [
      [undefined, 'c1'],
      ['contact', 'c1'],
      ['external_id', 'E-1'],
      ['email', 'ada@kund.example'],
      ['attribute:customer_no', 'K-7'],
      ['attribute:none', 'contact:c1'],
    ] as const)
      expect(await asked({ customer }, ...parts)).toMatchObject([{ customer_id: id }]);
  });

  test('each episode’s first message that asks for a person; what others write does not', async () => {
    const parts = [
      part(5, 'comment', ADMIN, 'I am a human'),
      part(9, 'comment', CUSTOMER, '<p>A <b>Human</b>!</p>'),
      part(20, 'comment', CUSTOMER, 'human human'),
      part(99, 'close', ADMIN, null),
      part(5000, 'comment', CUSTOMER, 'Again, human?'),
    ];
    const requests = await asked({ person: ['human'] }, ...parts);
    expect(requests.map(({ human_requested_at: when }) => when)).toEqual([at(9), at(5000)]);
    expect((await asked({}, ...parts)).map(({ human_requested_at: when }) => when)).toEqual([undefined, undefined]);
    expect(intercom.asks?.messages?.(row(parts))).toEqual(['<p>A <b>Human</b>!</p>', 'human human', 'Again, human?']);
  });
});

test('of a refused row no word, name, address or title is kept', () => {
  const full = conversation(
    { title: 'Ada', custom_attributes: { who: 'Ada' }, conversation_rating: { rating: 9, remark: 'Ada' } },
    [part(1, 'comment', { ...CUSTOMER, email: 'ada@example.test' }, 'I am Ada')],
  );
  const kept = intercom.keep(full);
  expect(JSON.stringify(kept)).not.toMatch(/Ada|ada@/);
  expect(kept).toMatchObject({ id: '1', created_at: T, conversation_rating: { rating: 9 } });
});
