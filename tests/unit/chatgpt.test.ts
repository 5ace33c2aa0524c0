import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const csv = (header: string, ...rows: string[]) =>
  readThrough(file('users.csv', [header, ...rows, ''].join('\n')), connectors);

describe('the users export', () => {
  const HEADER = 'cadence,period_start,period_end,email,is_active,last_day_active_in_period,messages';
  const record = async (row: string, header = HEADER) => (await csv(header, row)).records[0];

  test('a week that straddles two months stays one week, with its last active day', async () => {
    expect(await record('Weekly,2026-03-30,2026-04-05,nora@example.test,1,2026-04-02,21')).toEqual({
      ...{ type: 'tool_activity', email: 'nora@example.test', tool: 'chatgpt' },
      ...{ date: '2026-03-30', period_days: 7, interactions: 21, last_active_on: '2026-04-02' },
    });
  });

  test.each([
    ['Weekly,2026-03-02,2026-03-09', 7, 'the end may be the day after'],
    ['Weekly,2026-03-02,2026-03-04', 7, 'a week that is not over takes the place the whole will have'],
    ['Weekly,2026-03-02,', 7, 'no end'],
    ['Monthly,2024-02-01,2024-02-29', 29, 'a leap year'],
    ['Monthly,2026-02-01,2026-03-01', 28, 'the end may be the day after'],
    ['Monthly,2026-02-01,2026-02-17', 28, 'a month that is not over'],
    ['Monthly,2026-02-10,2026-03-09', 28, 'no calendar month: as long as it says'],
    ['Weekly,2026-03-02,2026-03-15', 14, 'two weeks: as long as it says'],
    [',2026-03-02,2026-03-08', 7, 'no cadence'],
  ])('%s is a period of %i days: %s', async (period, days) => {
    expect(await record(`${period},nora@example.test,1,,5`)).toMatchObject({ period_days: days, interactions: 5 });
  });

  test('who is listed as not active has 0, and no active day', async () => {
    for (const messages of ['', '0']) {
      const idle = await record(`Weekly,2026-03-02,2026-03-08,ivo@example.test,0,,${messages}`);
      expect(idle).toMatchObject({ interactions: 0, period_days: 7 });
      expect(idle).not.toHaveProperty('last_active_on');
    }
  });

  test('active without a number of messages: null with the active day, refused without one', async () => {
    const known = await record('Weekly,2026-03-02,2026-03-08,ivo@example.test,1,2026-03-05,');
    expect(known).toMatchObject({ last_active_on: '2026-03-05' });
    expect(known).not.toHaveProperty('interactions');
    const { refused } = await csv(HEADER, 'Weekly,2026-03-02,2026-03-08,ivo@example.test,1,,');
    expect(refused).toMatchObject([{ reason: 'messages is missing' }]);
  });

  test('the last active day of all counts where it lies in the period', async () => {
    const header = 'period_start,period_end,email,messages,last_day_active';
    expect(await record('2026-03-02,2026-03-08,n@example.test,5,2026-03-08', header)).toMatchObject({
      last_active_on: '2026-03-08',
    });
    expect(await record('2026-03-02,2026-03-08,n@example.test,5,2026-03-09', header)).not.toHaveProperty(
      'last_active_on',
    );
  });

  test.each([
    ['Weekly,2026-03-02,2026-03-08,,1,,5', 'email is missing'],
    ['Weekly,,2026-03-08,n@example.test,1,,5', 'period_start is missing'],
    ['Weekly,2026-02-30,2026-03-08,n@example.test,1,,5', 'period_start is not a date'],
    ['Weekly,2026-03-08,2026-03-02,n@example.test,1,,5', 'period_end is before period_start'],
    ['Weekly,2026-03-02,soon,n@example.test,1,,5', 'period_end is not a date'],
    [',2026-03-02,,n@example.test,1,,5', 'period_end is missing, and so is cadence'],
    ['Weekly,2026-03-02,2026-03-08,n@example.test,1,,-5', 'messages is not a whole number'],
  ])('%s is refused: %s', async (row, reason) => {
    expect((await csv(HEADER, row)).refused).toMatchObject([{ line: 2, reason }]);
  });

  test('its sister exports are refused with what to take instead', async () => {
    await expect(
      csv('cadence,period_start,period_end,gpt_name,messages_workspace,unique_messagers_workspace', 'x,x,x,x,1,1'),
    ).rejects.toThrow(/^This is ChatGPT’s list of GPTs, .* export the users/);
    await expect(
      csv('cadence,period_start,project_id,project_name,project_creator_email,is_active', 'x,x,x,x,x,1'),
    ).rejects.toThrow(/^This is ChatGPT’s list of projects/);
    await expect(csv('period_start,email,messages', '2026-03-02,n@example.test,5')).rejects.toThrow(/^It says neither/);
  });
});

describe('the Compliance API', () => {
  const DAY = 1772409600;
  const message = (id: string | null, at: unknown, changes: Row = {}): Row => ({
    ...{ id, author: { role: 'user' }, content: { content_type: 'text', parts: ['a secret'] }, created_at: at },
    ...changes,
  });
  const conversation = (messages: Row[], changes: Row = {}): Row => ({
    ...{ object: 'compliance.workspace.conversation', id: 'c1', user_id: 'u1', user_email: 'Nora@example.test' },
    ...{ title: 'a secret', messages: { object: 'list', data: messages, has_more: false } },
    ...changes,
  });
  const read = (...rows: Row[]) =>
    readThrough(file('conversations.ndjson', rows.map((row) => `${JSON.stringify(row)}\n`).join('')), connectors);

  test('messages a member wrote count on the UTC day they were written', async () => {
    const answer = message('m3', DAY + 2, { author: { role: 'assistant' } });
    const { records, gathered } = await read(
      conversation([message('m1', DAY + 0.5), message('m2', DAY + 86_399.9), answer, message('m4', DAY + 86_400)]),
    );
    expect(gathered).toBe(1);
    expect(records).toEqual([
      { type: 'tool_activity', email: 'nora@example.test', tool: 'chatgpt', date: '2026-03-02', interactions: 2 },
      { type: 'tool_activity', email: 'nora@example.test', tool: 'chatgpt', date: '2026-03-03', interactions: 1 },
    ]);
  });

  test('a conversation that comes again with more adds the more, in any order', async () => {
    const less = conversation([message('m1', DAY)]);
    const more = conversation([message('m1', DAY), message('m2', DAY)]);
    for (const rows of [
      [less, more],
      [more, less],
      [more, more],
    ])
      expect((await read(...rows)).records).toMatchObject([{ interactions: 2 }]);
    const other = conversation([message('m1', DAY)], { id: 'c2' });
    expect((await read(less, other)).records).toMatchObject([{ interactions: 2 }]);
  });

  test('further pages of messages add up; one that is missing is told', async () => {
    const first = conversation([], { messages: { data: [message('m1', DAY)], has_more: true } });
    const last = conversation([message('m2', DAY)]);
    expect(await read(first, last)).toMatchObject({ records: [{ interactions: 2 }], refused: [] });
    const { records, refused } = await read(first);
    expect(records).toMatchObject([{ interactions: 1 }]);
    expect(refused).toMatchObject([{ line: 1, reason: expect.stringContaining('not in the run') }]);
  });

  test('what is no message of theirs does not count', async () => {
    const context = message('m0', DAY, { content: { content_type: 'user_editable_context' } });
    expect(await read(conversation([context]))).toMatchObject({ records: [], skipped: 1 });
  });

  test.each<[Row, string]>([
    [conversation([], { user_email: null, user_id: '' }), 'user_email is missing, and so is user_id'],
    [conversation([], { id: null }), 'id is missing'],
    [conversation([], { messages: null }), 'messages is missing: take the conversations with their messages'],
    [
      conversation([message('m1', 'x'), message('m2', null)]),
      'a message’s created_at is not a time in unix seconds (2 times)',
    ],
  ])('refused: %#', async (row, reason) => {
    expect((await read(row)).refused).toMatchObject([{ reason }]);
  });

  test('other objects are refused with what to take instead', async () => {
    await expect(read({ object: 'compliance.workspace.user', id: 'u1', email: 'n@example.test' })).rejects.toThrow(
      /^This is ChatGPT’s compliance.workspace.user, not conversations/,
    );
    await expect(read({ event_type: 'CODEX_LOG', id: 'e1' })).rejects.toThrow(/^This is a log of ChatGPT’s/);
  });
});
