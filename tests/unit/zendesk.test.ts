import { describe, expect, test } from 'vitest';
import type { Answers, Row } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { zendesk } from '@/lib/connectors/zendesk';
import { readRun } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const T = Date.parse('2026-02-02T08:00:00Z');
const at = (minutes: number) => new Date(T + minutes * 60_000).toISOString().replace('.000', '');

const ticket = (changes: Row = {}): Row => ({
  ...{ id: 1, created_at: at(0), updated_at: at(9000), status: 'closed', requester_id: 50, submitter_id: 50 },
  ...{ assignee_id: 60, via: { channel: 'email' }, tags: [], description: 'A human, please', ...changes },
});
const metric = (changes: Row = {}): Row => ({
  ...{ id: 9, ticket_id: 1, solved_at: at(60), replies: 1, assignee_stations: 1 },
  ...{ reply_time_in_minutes: { calendar: 5, business: 5 }, ...changes },
});
const audit = (minutes: number, event: Row, changes: Row = {}): Row => ({
  ...{ id: minutes + 1, ticket_id: 1, author_id: 60, created_at: at(minutes), events: [event], ...changes },
});
const comment = { type: 'Comment', public: true, body: 'x' };
const becomes = (value: string) => ({ type: 'Change', field_name: 'status', value });

/** Each argument a file of its own, all in one run. */
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
  test('comments tell the agent and the second, metric events the second, metrics the minute', async () => {
    const ticketAnd = (...more: object[]) => one([ticket(), ...more]);
    expect(await ticketAnd({ audits: [audit(4, comment)] }, { ticket_metrics: [metric()] })).toMatchObject({
      ...{ first_handler: 'human', human_joined_at: at(4), first_reply_at: at(4), human_agent: '60' },
    });
    const fulfilled = { id: 1, ticket_id: 1, metric: 'reply_time', instance_id: 1, type: 'fulfill', time: at(4.5) };
    expect(await ticketAnd({ ticket_metric_events: [fulfilled] }, { ticket_metrics: [metric()] })).toMatchObject({
      human_joined_at: at(4.5),
    });
    expect(await ticketAnd({ ticket_metrics: [metric()] })).toMatchObject({ human_joined_at: at(5) });
    const counted = metric({ reply_time_in_minutes: { calendar: null } });
    expect(await ticketAnd({ ticket_metrics: [counted] })).toMatchObject({
      human_involved: true,
      first_reply_at: null,
    });
  });

  test('the requester’s and inner comments are no answer; of others the users tell who is an agent', async () => {
    const audits = [
      audit(1, comment, { author_id: 50 }),
      audit(2, { ...comment, public: false }),
      audit(3, comment, { author_id: 77 }),
      audit(4, comment, { author_id: 61 }),
    ];
    const user = (id: number, role: string) => ({ id, role, locale: 'sv', locale_id: 1, shared_agent: false });
    expect(await one([ticket(), { audits }])).toMatchObject({ human_joined_at: at(3), human_agent: '77' });
    expect(await one([ticket(), { audits }, { users: [user(77, 'end-user'), user(61, 'admin')] }])).toMatchObject({
      ...{ human_joined_at: at(4), human_agent: '61' },
    });
    expect(await one([ticket(), { audits: audits.slice(0, 2) }])).toMatchObject({ first_handler: 'none' });
  });

  test('nobody where the metrics count no reply; the assignee of a solved ticket where nothing tells', async () => {
    const silent = metric({ replies: 0, reply_time_in_minutes: { calendar: null, business: null } });
    expect(await one([ticket(), { ticket_metrics: [silent] }])).toMatchObject({
      ...{ first_handler: 'none', ai_involved: false, human_involved: false, outcome: 'unknown' },
    });
    expect(await one([ticket()])).toMatchObject({ first_handler: 'human', first_reply_at: null, human_agent: '60' });
    expect(await one([ticket({ status: 'open' })])).toMatchObject({ first_handler: 'none' });
    expect(await one([ticket({ assignee_id: null })])).toMatchObject({ first_handler: 'none' });
  });

  test.each<[Row, string, string, string | undefined]>([
    [{ tags: ['ar_suggest_true', 'ar_marked_helpful'] }, 'ai', 'resolved', 'confirmed'],
    [{ tags: ['ai_agent_automated_resolution'] }, 'ai', 'resolved', 'assumed'],
    [{ tags: ['ar_suggest_true', 'ar_marked_unhelpful'] }, 'ai', 'unresolved', undefined],
    [{ tags: ['ar_suggest_false'] }, 'none', 'unknown', undefined],
    [{ via: { channel: 'answer_bot_for_web_widget' } }, 'ai', 'resolved', 'assumed'],
  ])('%j without a person: %s, %s', async (changes, first, outcome, basis) => {
    const silent = metric({ replies: 0, reply_time_in_minutes: { calendar: null } });
    const record = await one([ticket(changes), { ticket_metrics: [silent] }]);
    expect([record.first_handler, record.outcome, record.outcome_basis]).toEqual([first, outcome, basis]);
  });
});

describe('when it ended', () => {
  test('when it was last solved, never when it was closed or last touched', async () => {
    expect(await one([ticket({ metric_set: metric() })])).toMatchObject({ ended_at: at(60), outcome: 'resolved' });
    const log = [becomes('new'), becomes('solved'), becomes('open'), becomes('solved'), becomes('closed')];
    const audits = log.map((event, i) => audit(i * 100, event));
    expect(await one([ticket(), { audits: audits.reverse() }])).toMatchObject({ ended_at: at(300) });
    expect(await one([ticket()])).toMatchObject({ ended_at: null, outcome: 'unknown' });
    expect(await one([ticket({ status: 'open' }), { ticket_metrics: [metric()] }])).toMatchObject({ ended_at: null });
  });

  test('incremental events tell the same in other words', async () => {
    const told = (via: string) => ({
      ...{ id: 9, ticket_id: 1, timestamp: T / 1000 + 540, updater_id: 60, via },
      child_events: [
        { event_type: 'Change', status: 'solved', previous_value: 'open' },
        { event_type: 'Comment', public: true },
      ],
    });
    for (const [via, basis] of [
      ['Web form', 'closed_by_agent'],
      ['Rule', 'assumed'],
    ] as const)
      expect(await one([ticket(), { ticket_events: [told(via)], count: 1 }])).toMatchObject({
        ...{ ended_at: at(9), human_joined_at: at(9), outcome_basis: basis },
      });
  });

  test('solved by a rule is assumed, by an agent closed by agent', async () => {
    const solved = (via: Row) => one([ticket(), { audits: [audit(1, comment), audit(9, becomes('solved'), { via })] }]);
    expect(await solved({ channel: 'rule' })).toMatchObject({ outcome_basis: 'assumed' });
    expect(await solved({ channel: 'web' })).toMatchObject({ outcome_basis: 'closed_by_agent' });
  });

  test('deleted and merged tickets are skipped by reason', async () => {
    const rows = [ticket({ status: 'deleted' }), ticket({ id: 2, tags: ['closed_by_merge'] }), ticket({ id: 3 })];
    expect(await run([rows])).toMatchObject({ skipped: 2, records: [{ id: '3' }] });
  });
});

describe('a ticket its customer reopened', () => {
  const by = (author_id: number) => ({ author_id });
  const audits = [
    audit(0, becomes('new'), by(50)),
    audit(5, comment),
    audit(60, becomes('solved')),
    audit(500, becomes('open'), by(50)),
    audit(500, { ...comment, body: 'A human!' }, by(50)),
    audit(530, comment, by(61)),
    audit(600, becomes('solved'), { via: { channel: 'rule' } }),
    audit(9000, becomes('closed'), { via: { channel: 'rule' } }),
  ];

  test('is another conversation from there, with its own answers, end and rating', async () => {
    const rating = { id: 1, ticket_id: 1, score: 'bad', updated_at: at(700) };
    const given = ticket({ description: 'Hello', tags: ['ar_suggest_true'] });
    const { records } = await run([given, { audits }, { satisfaction_ratings: [rating] }], { person: ['human'] });
    expect(records).toMatchObject([
      {
        ...{ id: '1', started_at: at(0), ended_at: at(60), first_handler: 'ai', human_joined_at: at(5), csat: null },
        ...{ outcome_basis: 'closed_by_agent', human_agent: '60', human_requested_at: null },
      },
      {
        ...{ id: '1#2', started_at: at(500), ended_at: at(600), first_handler: 'human', human_joined_at: at(530) },
        ...{ outcome_basis: 'assumed', human_agent: '61', human_requested_at: at(500), csat: 1, ai_involved: false },
      },
    ]);
  });

  test('is open in its last part while it is open; an agent’s or a rule’s reopening makes none', async () => {
    const { records } = await run([ticket({ status: 'open' }), { audits: audits.slice(0, 5) }]);
    expect(records.map(({ ended_at }) => ended_at)).toEqual([at(60), null]);
    const agents = audits.map((row) => (row.author_id === 50 ? { ...row, author_id: 60 } : row));
    expect(await one([ticket(), { audits: agents }])).toMatchObject({ id: '1', ended_at: at(600) });
  });

  test('metric events do not tell who reopened it; the metrics alone that it was', async () => {
    const times: [string, number][] = [
      ['activate', 0],
      ['fulfill', 60],
      ['activate', 500],
      ['fulfill', 600],
    ];
    const events = times.map(([type, minutes]) => ({
      ...{ id: minutes, ticket_id: 1, metric: 'agent_work_time', instance_id: 1, type, time: at(minutes) },
    }));
    expect(await one([ticket(), { ticket_metric_events: events }])).toMatchObject({ ended_at: at(600) });
  });

  test('solved by the customer is confirmed', async () => {
    const solved = [audit(1, comment), audit(9, becomes('solved'), by(50))];
    expect(await one([ticket(), { audits: solved }])).toMatchObject({
      outcome: 'resolved',
      outcome_basis: 'confirmed',
    });
  });
});

describe('rating', () => {
  const rating = (score: unknown, minutes: number) => ({ id: minutes, ticket_id: 1, score, updated_at: at(minutes) });
  const rated = (...ratings: Row[]) => one([ticket(), { satisfaction_ratings: ratings }]);

  test.each([
    ['good', 5],
    ['bad', 1],
    ['good_with_comment', 5],
    ['offered', null],
    ['unoffered', null],
    [4, 4],
    ['3', 3],
  ])('%s is %s', async (score, csat) => {
    expect((await rated(rating(score, 90))).csat).toBe(csat);
    expect((await one([ticket({ satisfaction_rating: { score } })])).csat).toBe(csat);
  });

  test('the last counts; an offer after it takes nothing away', async () => {
    expect(await rated(rating('bad', 90), rating('good', 95), rating('offered', 99))).toMatchObject({
      ...{ csat: 5, csat_at: at(95) },
    });
  });

  test('a survey’s number is taken as it is', async () => {
    const survey = {
      ...{ id: 's', survey: {}, subjects: [{ type: 'ticket', zrn: 'zen:ticket:1' }] },
      answers: [
        { type: 'open_ended', value: 'x' },
        { type: 'rating_scale', rating: 4, updated_at: at(70) },
      ],
    };
    expect(await one([ticket(), { survey_responses: [survey] }])).toMatchObject({ csat: 4, csat_at: at(70) });
  });
});

describe('one page with its sideloads', () => {
  test('metrics and users complete the tickets before and after them', async () => {
    const users = [{ id: 50, role: 'end-user', locale: 'de-AT', locale_id: 1, shared_agent: false }];
    for (const page of [
      { tickets: [ticket()], metric_sets: [metric()], users },
      { users, metric_sets: [metric()], tickets: [ticket()] },
      { ticket: ticket(), users, metric_sets: [metric()] },
    ])
      expect(await one([page])).toMatchObject({ language: 'de', human_joined_at: at(5), ended_at: at(60) });
  });

  test('a ticket whose sideloads are empty, and several of such one a line', async () => {
    expect(await one([{ ticket: ticket(), organizations: [], groups: [] }])).toMatchObject({ id: '1' });
    expect(await run([{ ticket: ticket({ requester_id: null, status: 'open' }), groups: [] }])).toMatchObject({
      refused: [{ reason: 'requester_id is missing: nothing names the customer' }],
    });
    const users = [{ id: 50, role: 'end-user', locale: 'de', locale_id: 1 }];
    const text = [1, 2, 3].map((id) => JSON.stringify({ ticket: ticket({ id }), users })).join('\n');
    const { records } = await readRun([file('x', text)], connectors);
    expect(records.map(({ id, language }) => [id, language])).toEqual([
      ['1', 'de'],
      ['2', 'de'],
      ['3', 'de'],
    ]);
  });

  test('a ticket with its comments beside or inside, people as numbers or whole', async () => {
    const comments = [{ id: 1, author_id: 60, public: true, body: 'Hello', created_at: at(7) }];
    const {
      requester_id: _,
      submitter_id: __,
      assignee_id: ___,
      ...rest
    } = ticket({ satisfaction_rating: { score: 'bad' } });
    const people = { requester: { id: 50, name: 'Ada', locale: 'de' }, submitter: { id: 50 }, assignee: { id: 60 } };
    for (const given of [{ ticket: ticket(), comments }, ticket({ comments }), { ...rest, ...people, comments }])
      expect(await one([given])).toMatchObject({ customer_id: '50', human_joined_at: at(7), human_agent: '60' });
    expect(await one([{ ...rest, ...people }])).toMatchObject({ csat: 1, language: 'de' });
  });

  test('what a search found, and lists of nothing', async () => {
    expect(await one([{ results: [ticket({ result_type: 'ticket' })], count: 1 }])).toMatchObject({ id: '1' });
    for (const empty of [
      { tickets: [], count: 0 },
      { ticket_metrics: [], count: 0 },
    ])
      expect(await run([empty])).toMatchObject({ claimedBy: ['zendesk'], records: [], refused: [] });
  });

  test('pages one a line are read as one export, refusals by their place', async () => {
    const text = [1, 2]
      .map((id) => JSON.stringify({ tickets: [ticket({ id }), ticket({ id: id + 10, requester_id: null })], count: 2 }))
      .join('\n');
    const { records, refused } = await readRun([file('x', text)], connectors);
    expect(records.map(({ id }) => id)).toEqual(['1', '2']);
    expect(refused).toMatchObject([{ line: 2 }, { line: 4 }]);
  });

  test('more tickets than any page holds go on without waiting, and late sideloads are refused', async () => {
    const tickets = Array.from({ length: 10_002 }, (_, i) => ticket({ id: i + 1 }));
    const { records, refused } = await readRun(
      [file('x', JSON.stringify({ tickets, metric_sets: [metric()] }))],
      connectors,
    );
    expect(new Set(records.map(({ id }) => id)).size).toBe(10_002);
    expect(refused).toMatchObject([{ reason: expect.stringContaining('send it as a file of its own') }]);
  });
});

describe('answers', () => {
  const rows = [ticket({ tags: ['ar_suggest_true', 'late'], custom_fields: [{ id: 36, value: 'Late delivery' }] })];

  test('what may be asked: tag, type, form and custom fields, with the values seen', () => {
    expect(zendesk.asks?.topic?.([{ tickets: rows }])).toEqual([
      { id: 'tag', label: 'First tag', values: ['late'] },
      { id: 'field:36', label: 'Custom field 36', values: ['Late delivery'] },
    ]);
    expect(zendesk.asks?.customer?.(rows).map(({ id }) => id)).toEqual(['requester_id', 'field:36']);
    expect(zendesk.asks?.messages?.({ ticket: rows[0] })).toEqual(['A human, please']);
  });

  test('the topic is none until it is said where it stands', async () => {
    expect((await one(rows)).intent).toBeNull();
    expect((await one(rows, { topic: 'tag' })).intent).toBe('late');
    expect((await one(rows, { topic: 'field:36' })).intent).toBe('late-delivery');
    expect(await one(rows, { customer: 'field:36' })).toMatchObject({ customer_id: 'Late delivery' });
    expect(await one([ticket()], { customer: 'field:36' })).toMatchObject({ customer_id: 'requester:50' });
  });

  test('the first of the customer’s messages with such a word is when they asked for a person', async () => {
    const person = { person: ['human'] };
    expect(await one([ticket()], person)).toMatchObject({ human_requested_at: at(0) });
    const audits = [
      audit(3, { ...comment, body: '<p>HUMAN</p>' }, { author_id: 50 }),
      audit(2, { ...comment, body: 'human' }),
    ];
    const later = [ticket({ description: 'Hello' }), { audits }];
    expect(await one(later, person)).toMatchObject({ human_requested_at: at(3) });
    expect(await one(later)).toMatchObject({ human_requested_at: null });
    // An agent wrote it for the customer.
    expect(await one([ticket({ submitter_id: 60 })], person)).toMatchObject({ human_requested_at: null });
  });
});

test('tables: a bot’s turns, a hand-off and an agent in a chat, from its first message', async () => {
  const bot = JSON.stringify({ source: { type: 'zd:answerBot' } }).replaceAll('"', '""');
  const tables = [
    'id,created_at,status,requester_id,submitter_id,assignee_id,via_channel\n1,2026-01-12 09:05:00,solved,50,50,60,native_messaging\n',
    'chat_id,ticket_id,visitor_id\nc,1,v\n',
    `chat_id,created_at,actor_id,chat_index,message,original_message,type\nc,2026-01-12 09:00:00,50,0,Talk to a human,,ChatMessage\nc,2026-01-12 09:00:03.5,agent:60,1,Hi,"${bot}",ChatMessage\nc,2026-01-12 09:01:00,agent:60,2,,,ChatDepartmentTransfer\nc,2026-01-12 09:06:00,agent:60,3,Hello,,ChatMessage\n`,
  ];
  const { records } = await readRun(
    tables.map((text, i) => file(`${i}.csv`, text)),
    connectors,
    { person: ['human'] },
  );
  expect(records).toMatchObject([
    {
      ...{ started_at: '2026-01-12T09:00:00Z', first_reply_at: '2026-01-12T09:00:03.500Z', first_handler: 'ai' },
      ...{ human_joined_at: '2026-01-12T09:06:00Z', escalation_reason: 'department_transfer', channel: 'chat' },
      ...{ human_requested_at: '2026-01-12T09:00:00Z', ended_at: null },
    },
  ]);
});

test('what completes tickets may not come after them where files are read as they come', () => {
  const session = zendesk.begin();
  session.open({ carrier: 'json', fields: [], rows: [ticket()] })(ticket());
  expect(() => session.open({ carrier: 'json', fields: [], rows: [{ ticket_metrics: [metric()] }] })).toThrow(
    'It completes tickets that were read before it: name it before them.',
  );
});

test('in one file what completes tickets may stand before or between them, but is refused once they have gone', async () => {
  const lined = (...rows: Row[]) => readRun([file('x', rows.map((row) => JSON.stringify(row)).join('\n'))], connectors);
  const done = { id: '1', ended_at: at(60) };
  expect(await lined(metric(), ticket())).toMatchObject({ records: [done], refused: [] });
  expect(await lined(ticket(), metric(), ticket({ id: 2 }))).toMatchObject({
    records: [done, { id: '2' }],
    refused: [],
  });
  const many = Array.from({ length: 2000 }, (_, i) => ticket({ id: i + 1 }));
  const { records, refused } = await lined(...many, metric());
  expect([records.length, refused.length]).toEqual([2000, 1]);
  expect(refused[0]!.reason).toMatch(/completes tickets that stand before it/);
});

test('of a refused ticket no word, name or address is kept', () => {
  const kept = zendesk.keep({
    ticket: ticket({ subject: 'Ada', via: { channel: 'email', source: { from: { address: 'ada@x.example' } } } }),
  });
  expect(JSON.stringify(kept)).not.toMatch(/Ada|ada@|human/);
  expect(kept).toMatchObject({ id: 1, requester_id: 50, via: { channel: 'email' } });
});
