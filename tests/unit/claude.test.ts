import { describe, expect, test } from 'vitest';
import { claudeCode } from '@/lib/connectors/claude-code';
import { claudeUsage } from '@/lib/connectors/claude-usage';
import type { Connector, Row } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (content: unknown) => readThrough(file('claude.json', JSON.stringify(content)), connectors);

/** The records that only all files of a run give. */
function together(connector: Connector, ...files: Row[][]) {
  const session = connector.begin();
  for (const rows of files) {
    const translate = session.open({ carrier: 'json', fields: [], rows });
    for (const [at, row] of rows.entries()) translate(row, undefined, at + 1);
  }
  return [...session.finish!()].map(({ record }) => record);
}

describe('Claude Code analytics', () => {
  const use = (changes: Row = {}): Row => ({
    ...{ actor: { type: 'user_actor', email_address: 'nora@example.test' }, date: '2026-03-02T00:00:00Z' },
    ...{ terminal_type: 'vscode', core_metrics: { num_sessions: 2 } },
    tool_actions: { edit_tool: { accepted: 3, rejected: 9 }, write_tool: { accepted: 1, rejected: 0 } },
    model_breakdown: [{ model: 'x', estimated_cost: { amount: 1025, currency: 'USD' } }],
    ...changes,
  });
  const records = async (...data: Row[]) => (await read({ data, has_more: false })).records;

  test('accepted edits are interactions; cents are dollars', async () => {
    expect(await records(use())).toEqual([
      {
        ...{ type: 'tool_activity', email: 'nora@example.test', tool: 'claude-code', date: '2026-03-02' },
        ...{ interactions: 4, cost: '10.25' },
      },
    ]);
  });

  test('terminals of a day are added up, to the hundredth of a cent', async () => {
    const dime = use({ model_breakdown: [{ estimated_cost: { amount: 0.1, currency: 'usd' } }] });
    const two = use({
      terminal_type: 'tmux',
      model_breakdown: [{ estimated_cost: { amount: '0.2', currency: 'USD' } }],
    });
    expect(await records(dime, two)).toMatchObject([{ interactions: 8, cost: '0.003' }]);
  });

  test('sessions without an accepted edit are active, without a number; nothing at all is 0', async () => {
    const idle = { tool_actions: { edit_tool: { accepted: 0, rejected: 1 } }, model_breakdown: [] };
    expect(await records(use(idle))).toMatchObject([{ interactions: null, last_active_on: '2026-03-02', cost: '0' }]);
    expect(await records(use({ ...idle, core_metrics: { num_sessions: 0 } }))).toMatchObject([{ interactions: 0 }]);
    // Once another terminal's edits are known, they are the number.
    expect(await records(use(idle), use({ terminal_type: 'tmux' }))).toMatchObject([{ interactions: 4 }]);
  });

  test('a day of which one row tells no cost has none', async () => {
    const { model_breakdown: _, ...without } = use();
    const [record] = await records(use(), { ...without, terminal_type: 'tmux' });
    expect(record).toMatchObject({ interactions: 8 });
    expect(record).not.toHaveProperty('cost');
  });

  test('a row that comes again in another file counts once, with its later figures', () => {
    const later = use({ tool_actions: { edit_tool: { accepted: 9, rejected: 9 } } });
    expect(together(claudeCode, [use()], [later, use({ terminal_type: 'tmux' })])).toMatchObject([
      { interactions: 13, cost: '20.5' },
    ]);
  });

  test('within a file rows are added up, but for one that comes again word for word', async () => {
    const others = [{ terminal_type: 'tmux' }, { customer_type: 'subscription' }, { is_remote: true }].map(use);
    expect(await records(use(), ...others, ...others)).toMatchObject([{ interactions: 16, cost: '41' }]);
    expect(await records(use(), use({ core_metrics: { num_sessions: 3 } }))).toMatchObject([{ interactions: 8 }]);
  });

  test('use by a key names nobody', async () => {
    const key = use({ actor: { type: 'api_actor', api_key_name: 'build' } });
    expect(await read({ data: [use(), key] })).toMatchObject({ skipped: 1, refused: [], gathered: 1 });
  });

  test.each<[Row, string]>([
    [{ actor: { type: 'user_actor' } }, 'actor.email_address is missing'],
    [{ date: '2026-02-30' }, 'date is not a date'],
    [{ date: null }, 'date is missing'],
    [{ tool_actions: { edit_tool: { accepted: -1 } } }, 'tool_actions.edit_tool.accepted is not a whole number'],
    [{ tool_actions: { edit_tool: {} } }, 'tool_actions.edit_tool.accepted is missing'],
    [
      { model_breakdown: [{ estimated_cost: { amount: 5, currency: 'EUR' } }] },
      'model_breakdown.estimated_cost.currency is not USD: only US dollars are read',
    ],
    [
      { model_breakdown: [{ estimated_cost: { amount: -5 } }] },
      'model_breakdown.estimated_cost.amount is not an amount of cents',
    ],
  ])('%j is refused: %s', async (changes, reason) => {
    expect((await read({ data: [use(), use(changes)] })).refused).toMatchObject([{ line: 2, reason }]);
  });
});

describe('Claude Enterprise analytics', () => {
  const member = (changes: Row = {}): Row => ({
    ...{ user: { id: 'user_1', email_address: 'nora@example.test' } },
    chat_metrics: { message_count: 8, thinking_message_count: 3 },
    claude_code_metrics: {
      core_metrics: { distinct_session_count: 2 },
      tool_actions: { edit_tool: { accepted_count: 4, rejected_count: 1 } },
    },
    cowork_metrics: { action_count: 9, message_count: 2 },
    office_metrics: { excel: { message_count: 5 }, word: { message_count: 0 } },
    ...changes,
  });
  const records = async (row: Row) => (await read({ date: '2026-03-02', data: [row] })).records;

  test('messages of Claude’s parts are one number, edits of Claude Code another', async () => {
    expect(await records(member())).toMatchObject([
      { email: 'nora@example.test', tool: 'claude', date: '2026-03-02', interactions: 15 },
      { email: 'nora@example.test', tool: 'claude-code', date: '2026-03-02', interactions: 4 },
    ]);
  });

  test('a part that is not given is no record; actions without messages are active', async () => {
    const agent = { chat_metrics: { message_count: 0 }, cowork_metrics: { action_count: 9 }, office_metrics: null };
    expect(await records(member({ ...agent, claude_code_metrics: null }))).toMatchObject([
      { tool: 'claude', interactions: null, last_active_on: '2026-03-02' },
    ]);
  });

  test('its day stands before the rows or in them; a file without one is not read', async () => {
    const dated = member({ date: '2026-03-05' });
    expect((await read({ data: [dated] })).records[0]).toMatchObject({ date: '2026-03-05' });
    await expect(read({ data: [member()], next_page: null })).rejects.toThrow(/^It does not say its day/);
    // A day behind the rows comes too late.
    expect((await read({ data: [member()], date: '2026-03-02' })).refused).toMatchObject([
      { reason: 'date is missing' },
    ]);
    expect((await read({ data: [dated, member({ date: 'x' })] })).refused).toMatchObject([
      { reason: 'date is not a date' },
    ]);
  });

  test('its other answers are refused with what to take instead', async () => {
    const summary = { starting_date: '2026-03-02', daily_active_user_count: 5 };
    await expect(read({ data: [summary] })).rejects.toThrow(/^This is a total of Claude Enterprise’s analytics/);
  });
});

describe('usage and cost by user', () => {
  const used = (changes: Row = {}): Row => ({
    ...{ actor: { type: 'user_actor', user_id: 'user_1', email: 'nora@example.test', name: 'Nora' } },
    ...{ product: 'claude_code', starting_at: '2026-03-02T00:00:00Z', ending_at: '2026-03-03T00:00:00Z' },
    ...{ requests: 32, total_tokens: 26_159 },
    ...changes,
  });

  test('requests prove use and count nothing; money of the day stands beside', async () => {
    const { requests: _, total_tokens: __, ...paid } = used({ amount: '1250.5', currency: 'USD' });
    expect(
      (await read({ data: [used(), used({ model: 'other' }), paid, { ...paid, product: 'chat' }] })).records,
    ).toEqual(
      ['claude-code', 'claude'].map((tool) => ({
        ...{ type: 'tool_activity', email: 'nora@example.test', tool, date: '2026-03-02' },
        ...{ interactions: null, last_active_on: '2026-03-02', cost: '12.505' },
      })),
    );
  });

  test('an amount that comes again in another file counts once, the later; another model is another amount', () => {
    const paid = (amount: string, model: string) => used({ amount, currency: 'USD', model });
    const files = [
      [paid('100', 'a'), paid('50', 'b')],
      [paid('120', 'a'), paid('50', 'b')],
    ];
    expect(together(claudeUsage, ...files)).toMatchObject([{ cost: '1.7' }]);
  });

  test('accounts of the messages report are active on the tool claude-api', async () => {
    const { requests: _, actor: __, ...span } = used();
    const results = [{ account_id: 'user_7', uncached_input_tokens: 5 }, { account_id: null }];
    expect(await read({ data: [{ ...span, results }] })).toMatchObject({
      records: [{ employee_id: 'user_7', tool: 'claude-api', interactions: null }],
      partsSkipped: 1,
    });
  });

  test.each<[Row, string]>([
    [{ starting_at: null }, 'starting_at is missing: ask for bucket_width=1d'],
    [{ ending_at: '2026-03-08T00:00:00Z' }, 'the bucket is not within one day in UTC: ask for bucket_width=1d'],
    [{ ending_at: '2026-03-01T00:00:00Z' }, 'ending_at is not a time after starting_at'],
    [{ amount: 'x' }, 'amount is not an amount of cents'],
    [{ amount: '5', currency: 'EUR' }, 'currency is not USD: only US dollars are read'],
  ])('%j is refused: %s', async (changes, reason) => {
    expect((await read({ data: [used(), used(changes)] })).refused).toMatchObject([{ line: 2, reason }]);
  });

  test('reports that name nobody are refused with what to take instead', async () => {
    const bucket = (result: Row) => ({
      data: [{ starting_at: '2026-03-02T00:00:00Z', ending_at: '2026-03-03T00:00:00Z', results: [result] }],
    });
    await expect(read(bucket({ account_id: null, uncached_input_tokens: 5, model: 'x' }))).rejects.toThrow(
      /^This is Claude’s usage without people/,
    );
    await expect(
      read(bucket({ amount: '123.45', currency: 'USD', cost_type: 'tokens', workspace_id: null })),
    ).rejects.toThrow(/^This is what Claude cost by workspace/);
  });
});
