import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { connectors } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import { fileInput } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { readRun, readThrough } from '@/tests/support/connectors';
import { useDatabase } from '@/tests/support/database';
import { file, KEY, state } from '@/tests/support/ingest';

// Real files and the vendors' own examples; what they hold is counted in SOURCES.md beside them.
const SAMPLES = path.resolve(process.env.TANDEM_TEST_SAMPLES ?? '../shared/samples');
const at = (name: string) => path.join(SAMPLES, name);
const json = (name: string) => JSON.parse(fs.readFileSync(at(name), 'utf8'));
const readSample = (name: string) => readThrough(fileInput(at(name)), connectors);
const readText = (text: string | Buffer) => readThrough(file('sample', text), connectors);

const READ = [
  'anthropic/cc_analytics_2026-09-11_pages.jsonl',
  'anthropic/enterprise_user_usage_report.json',
  'github_copilot/organization-users-1-day-report.json',
  'github_copilot/organization-users-28-day-report.json',
  'intercom/sdk-node_conversation_get.json',
  'intercom/sdk-node_conversations_list.json',
  'otel_genai/otlp_genai.jsonl',
  'zendesk/api_ticket.json',
  'zendesk/fivetran_ticket_data.csv',
];
const readUnder = (folder: string) => READ.filter((name) => name.startsWith(`${folder}/`));
const [COPILOT_DAY, COPILOT_MONTH] = readUnder('github_copilot') as [string, string];

describe('Anthropic', () => {
  interface Use {
    actor: { email_address: string };
    tool_actions: Record<string, { accepted: number }>;
    model_breakdown: { tokens: Record<string, number>; estimated_cost: { amount: number } }[];
  }
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

  test('Claude Code analytics: nine people’s day over two pages; of dev01 to dev05 the published 39,968 cents', async () => {
    const { records, refused, gathered } = await readSample(READ[0]!);
    expect(refused).toEqual([]);
    expect(gathered).toBe(9);
    const pages = fs.readFileSync(at(READ[0]!), 'utf8').trim().split('\n');
    const rows = pages.flatMap((page) => JSON.parse(page).data as Use[]);
    const published = rows.filter(({ actor }) => actor.email_address <= 'dev05@example.com');
    const tokens = published.flatMap((row) => row.model_breakdown.flatMap((model) => Object.values(model.tokens)));
    expect(sum(tokens)).toBe(42_868_131);
    expect(records).toEqual(
      rows.map((row) => ({
        ...{ type: 'tool_activity', email: row.actor.email_address, tool: 'claude-code', date: '2026-09-11' },
        interactions: sum(Object.values(row.tool_actions).map(({ accepted }) => accepted)),
        cost: String(sum(row.model_breakdown.map(({ estimated_cost: { amount } }) => amount)) / 100),
      })),
    );
    const cents = records.slice(0, 5).map(({ cost }) => Math.round(Number(cost) * 100));
    expect(sum(cents)).toBe(39_968);
    expect(JSON.stringify(records)).not.toContain('CANARY');
  });

  test('Enterprise usage by user: ten people active on their day, without a number', async () => {
    const { records, refused } = await readSample(READ[1]!);
    expect(refused).toEqual([]);
    expect(records).toHaveLength(10);
    for (const record of records)
      expect(record).toMatchObject({
        ...{ tool: 'claude-code', date: '2026-09-01', interactions: null, last_active_on: '2026-09-01' },
      });
  });
});

describe('OpenAI', () => {
  const usage = ['completions', 'audio_speeches', 'moderations', 'file_search_calls', 'vector_stores'];
  test.each([...usage, 'code_interpreter_sessions'])('usage of %s names no user: refused', async (kind) => {
    await expect(readSample(`openai/usage_${kind}.example.json`)).rejects.toThrow(/usage without users: .*group_by/);
  });

  test('grouped by user, the same pages give a record each', async () => {
    for (const kind of usage.slice(0, 4)) {
      const page = json(`openai/usage_${kind}.example.json`);
      page.data[0].results[0].user_id = 'user_abc';
      expect((await readText(JSON.stringify(page, null, 2))).records).toEqual([
        {
          ...{ type: 'tool_activity', employee_id: 'user_abc', tool: 'openai-api', date: '2024-11-01' },
          ...{ interactions: null, last_active_on: '2024-11-01' },
        },
      ]);
    }
  });

  test('the list of users completes usage; costs and projects are refused with what to take instead', async () => {
    expect(await readSample('openai/users.example.json')).toMatchObject({ records: [], refused: [], gathered: 1 });
    await expect(readSample('openai/costs.example.json')).rejects.toThrow(/cost by project, and no person’s use/);
    await expect(readSample('openai/projects.example.json')).rejects.toThrow(/list of the OpenAI organization/);
  });
});

/** The same of seats, bills and other people. */
const READ_TOO = [
  'github_copilot/billing-credit-usage.real.csv',
  'github_copilot/billing-credits.json',
  'github_copilot/enterprise_seats_response_sample.json',
  'github_copilot/organization_seats_response_sample.json',
  'msgraph_copilot/getMicrosoft365CopilotUsageUserDetail.response.json',
  'viva_insights/pq_data.converted.derived.csv',
];

describe('GitHub Copilot', () => {
  interface Day {
    user_login: string;
    day: string;
    user_initiated_interaction_count: number;
    code_acceptance_activity_count: number;
  }

  test.each([
    [COPILOT_DAY, 2, 48, 2],
    [COPILOT_MONTH, 107, 6617, 8],
  ])('%s: %i rows, %i interactions, %i people', async (name, rows, interactions, people) => {
    const reading = await readSample(name);
    expect(reading).toMatchObject({ rows, refused: [], skipped: 0 });
    expect(reading.records).toHaveLength(rows);
    expect(reading.records.reduce((sum, record) => sum + (record.interactions as number), 0)).toBe(interactions);
    expect(new Set(reading.records.map((record) => record.employee_id)).size).toBe(people);
    const days = json(name).day_totals as Day[];
    expect(reading.records.map(({ employee_id, date, interactions: given }) => [employee_id, date, given])).toEqual(
      days.map((day) => [
        day.user_login,
        day.day,
        day.user_initiated_interaction_count + day.code_acceptance_activity_count,
      ]),
    );
  });

  test('the same rows one a line, in an array and packed give the same records', async () => {
    const { records } = await readSample(COPILOT_MONTH);
    const days = json(COPILOT_MONTH).day_totals as Day[];
    const lines = days.map((day) => JSON.stringify(day)).join('\n');
    for (const text of [lines, JSON.stringify(days), JSON.stringify(days, null, 2), gzipSync(lines)])
      expect((await readText(text)).records).toEqual(records);
  });

  test.each([
    ['organization-1-day-report.json', /total .* names no users: download the users report/],
    ['organization-28-day-report.json', /total .* names no users: download the users report/],
    ['organization_metrics_response_sample.json', /retired Copilot metrics API/],
    ['organization_usage_response_sample.json', /retired Copilot usage API/],
    ['download-links-organization-28-day.json', /links to a Copilot report/],
  ])('%s is refused with what to take instead', async (name, sentence) => {
    await expect(readSample(`github_copilot/${name}`)).rejects.toThrow(sentence);
  });
});

describe('Intercom', () => {
  test.each([
    ['intercom/sdk-node_conversation_get.json', { id: '503', first_reply_at: '2022-09-19T14:20:23Z' }],
    ['intercom/sdk-node_conversations_list.json', { id: '471', first_reply_at: '2022-09-19T14:20:33Z' }],
  ])('%s: one conversation, begun by the customer’s first reply, answered by a person', async (name, own) => {
    const { records, refused } = await readSample(name);
    expect(refused).toEqual([]);
    expect(records).toHaveLength(1);
    // ai_agent is filled in, but ai_agent_participated is false: the AI took no part.
    expect(records[0]).toMatchObject({
      ...own,
      started_at: '2022-09-19T14:20:23Z',
      ended_at: '2022-09-19T14:20:33Z',
      first_handler: 'human',
      ai_involved: false,
      outcome: 'resolved',
      outcome_basis: 'closed_by_agent',
      channel: 'chat',
      intent: 'test-tag',
      csat: 5,
      csat_at: '2022-12-14T14:41:34Z',
      handle_seconds: 1800,
    });
    expect(JSON.stringify(records)).not.toMatch(/message body|Okay|Ciaran|Jamie|Operator|@|Very helpful/);
  });

  const examples = json('intercom/openapi-2.15_response_examples.json') as Record<string, object>;

  test.each([
    'GET /conversations [successful]',
    'POST /conversations/search [successful]',
    'GET /conversations/{conversation_id} [conversation found]',
  ])('OpenAPI example %s: a teammate wrote first and no customer answered, so it is skipped', async (name) => {
    for (const text of [JSON.stringify(examples[name]), JSON.stringify(examples[name], null, 2)])
      expect(await readText(text)).toMatchObject({ rows: 1, records: [], refused: [], skipped: 1 });
  });

  test('its other answers are refused by name', async () => {
    for (const [name, example] of Object.entries(examples)) {
      if (name.includes(' /conversations [') || /conversations\/(search|\{conversation_id)/.test(name)) continue;
      await expect(readText(JSON.stringify(example)), name).rejects.toThrow(TandemError);
    }
    await expect(readSample('intercom/sdk-node_tickets_search.json')).rejects.toThrow('This is Intercom’s ticket.list');
    await expect(readSample('intercom/sdk-node_contact_get.json')).rejects.toThrow('This is Intercom’s contact,');
    await expect(readSample('intercom/fivetran_conversation_history_data.csv')).rejects.toThrow('table of Intercom’s');
  });
});

const TABLES = [
  ...['ticket', 'ticket_comment', 'ticket_field_history', 'ticket_chat', 'ticket_chat_event', 'ticket_tag', 'user'].map(
    (name) => `zendesk/fivetran_${name}_data.csv`,
  ),
];

describe('Zendesk', () => {
  test('one ticket: solved, but nothing tells when or that anybody but its requester wrote', async () => {
    const { records, refused } = await readSample('zendesk/api_ticket.json');
    expect(refused).toEqual([]);
    expect(records).toMatchObject([
      {
        ...{ id: '2', customer_id: '377922500012', started_at: '2019-06-03T02:23:47Z', channel: 'email' },
        ...{ ended_at: null, first_handler: 'none', outcome: 'unknown', csat: null },
      },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/@|Tamura|Mail/);
  });

  test('the table of tickets: 10 rows, 2 of them deleted', async () => {
    const reading = await readSample('zendesk/fivetran_ticket_data.csv');
    expect(reading).toMatchObject({ rows: 10, refused: [], skipped: 2 });
    expect(reading.records.map(({ ended_at, first_reply_at }) => [ended_at, first_reply_at])).toEqual(
      reading.records.map(() => [null, null]),
    );
  });

  test('with the other tables: the status log ends 11071, a bot’s turns make 6605 the AI’s', async () => {
    const { records, refused, skipped, gathered } = await readRun(TABLES.map(at).map(fileInput), connectors);
    expect(refused).toEqual([]);
    expect([records.length, skipped, gathered]).toEqual([8, 2, 20 + 38 + 10 + 12 + 10 + 10]);
    const of = (id: string) => records.find((record) => record.id === id);
    expect(of('11071')).toMatchObject({
      ...{ ended_at: '2020-11-14T11:01:27Z', outcome: 'resolved', language: 'en', human_agent: '1111' },
    });
    expect(of('6605')).toMatchObject({ first_handler: 'ai', first_reply_at: null });
    expect(records.filter(({ ended_at }) => ended_at !== null)).toHaveLength(1);
  });

  test.each([
    ['api_groups.json', /These are Zendesk’s groups/],
    ['api_organizations.json', /These are Zendesk’s organizations/],
    ['api_ticket_fields.json', /These are Zendesk’s ticket fields/],
    ['api_ticket_comments.json', /comments of a Zendesk ticket, which do not say of which/],
    ['fivetran_group_data.csv', /table of groups/],
    ['fivetran_organization_data.csv', /table of organizations/],
    ['fivetran_schedule_data.csv', /table of schedules/],
    ['fivetran_sla_policy_metric_history_data.csv', /table of service level policies/],
    ['fivetran_ticket_sla_policy_data.csv', /table of service level policies/],
  ])('%s is refused with what to take instead', async (name, sentence) => {
    await expect(readSample(`zendesk/${name}`)).rejects.toThrow(sentence);
  });
});

describe('Chatwoot', () => {
  test.each([
    ['websocket_conversation_status_changed.json', /live event of Chatwoot’s websocket/],
    ['conversation.json', /as Chatwoot’s client API shows it/],
    ['contact.json', /contact of Chatwoot’s/],
  ])('%s is refused with what to take instead', async (name, sentence) => {
    await expect(readSample(`chatwoot/${name}`)).rejects.toThrow(sentence);
  });

  test('a message alone gives nothing', async () => {
    expect(await readSample('chatwoot/message.json')).toMatchObject({ records: [], refused: [], gathered: 1 });
  });
});

describe('OpenTelemetry GenAI', () => {
  test('two calls are one conversation; the call without one is refused, the embedding left aside', async () => {
    const { records, refused } = await readSample('otel_genai/otlp_genai.jsonl');
    expect(records).toMatchObject([
      {
        ...{ id: 'conv-1', started_at: '2026-09-23T09:00:00Z', first_reply_at: '2026-09-23T09:00:02Z' },
        ...{ ended_at: '2026-09-23T09:01:03Z', first_handler: 'ai', outcome: 'unknown', ai_version: 'gpt-5.6-sol' },
      },
    ]);
    expect(refused).toMatchObject([{ reason: 'gen_ai.conversation.id is missing' }]);
    expect(JSON.stringify([records, refused])).not.toContain('CANARY');
  });

  test('traces of Langfuse are refused with what to take instead', async () => {
    const traces = fs.readdirSync(at('otel_genai')).filter((name) => name.startsWith('langfuse_'));
    expect(traces).toHaveLength(7);
    for (const name of traces) await expect(readSample(`otel_genai/${name}`)).rejects.toThrow('exported from Langfuse');
  });
});

describe('GitHub Copilot seats and bill', () => {
  test.each([
    ['organization', 9],
    ['enterprise', 8],
  ])('%s seats: %i people, each once by assignee.id', async (name, people) => {
    const file = `github_copilot/${name}_seats_response_sample.json`;
    const { records, refused, gathered } = await readSample(file);
    expect([refused, gathered]).toEqual([[], people]);
    const { seats, total_seats } = json(file) as {
      total_seats: number;
      seats: { created_at: string; assignee: { login: string } }[];
    };
    expect(total_seats).toBe(people);
    expect(records).toEqual(
      seats.map(({ created_at, assignee }) => ({
        ...{ type: 'seat', employee_id: assignee.login, tool: 'github-copilot', assigned_on: created_at.slice(0, 10) },
      })),
    );
  });

  test('the bill: 123 rows of 2 people are 31 person-days, all within what was included', async () => {
    const { records, refused, gathered, skipped } = await readSample('github_copilot/billing-credit-usage.real.csv');
    expect([records.length, gathered, skipped, refused]).toEqual([31, 123, 0, []]);
    expect(new Set(records.map(({ cost, interactions }) => [cost, interactions].join()))).toEqual(new Set(['0,']));
    expect(new Set(records.map(({ employee_id }) => employee_id)).size).toBe(2);
  });

  test('the bill’s JSON twin: 110 items of 9 people in June 2026, $1,005.804021', async () => {
    const { records, refused } = await readSample('github_copilot/billing-credits.json');
    expect(refused).toEqual([]);
    expect(records).toHaveLength(9);
    for (const record of records) expect(record).toMatchObject({ date: '2026-06-01', period_days: 30 });
    const millionths = records.map(({ cost }) => Math.round(Number(cost) * 1e6));
    expect(millionths.reduce((sum, one) => sum + one, 0)).toBe(1_005_804_021);
  });
});

describe('Microsoft 365 Copilot and Viva Insights', () => {
  test('the document’s user detail: a concealed person over the 7 days to 20 August 2024', async () => {
    const { records, refused } = await readSample(
      'msgraph_copilot/getMicrosoft365CopilotUsageUserDetail.response.json',
    );
    expect(refused).toEqual([]);
    expect(records).toEqual([
      {
        ...{ type: 'tool_activity', employee_id: 'DC8C64D6EC3A3AA17481D7E5EB5B68A6', tool: 'm365-copilot' },
        ...{ date: '2024-08-14', period_days: 7, last_active_on: '2024-08-20' },
      },
    ]);
  });

  test('the person query: 6,900 weeks of 300 people, 70,273 actions in apps', async () => {
    const { records, refused } = await readSample('viva_insights/pq_data.converted.derived.csv');
    expect(refused).toEqual([]);
    expect(records).toHaveLength(6900);
    expect(new Set(records.map(({ employee_id }) => employee_id)).size).toBe(300);
    expect(new Set(records.map(({ date }) => date)).size).toBe(23);
    expect(records.reduce((sum, { interactions }) => sum + (interactions as number), 0)).toBe(70_273);
  });
});

describe('Workday and QuickBooks', () => {
  const folder = (name: string) => fs.readdirSync(at(name)).map((one) => [one, `${name}/${one}`] as const);

  test.each([...folder('hr_workday'), ...folder('finance_quickbooks')])(
    '%s is known, by content',
    async (name, full) => {
      if (name.startsWith('department') || name.startsWith('invoice_line'))
        await expect(readSample(full)).rejects.toThrow('This is a table of QuickBooks’');
      else expect((await readSample(full)).connector.id).toBe(full.startsWith('hr') ? 'workday' : 'quickbooks');
    },
  );

  const t = useDatabase();
  const together = (name: string, answers?: object) =>
    ingest(t, {
      road: 'cli',
      key: KEY,
      answers: answers as never,
      inputs: folder(name).map(([, full]) => fileInput(at(full))),
    });

  test('Workday: five stretches of four workers’ positions are known; what lacks a table is told', async () => {
    const { accepted, rejected, failed, source } = await together('hr_workday');
    // The seeds’ tables hardly belong together: two positions and five workers find no match in the others.
    expect([source, accepted, rejected, failed]).toEqual(['workday', 5, 7, []]);
    const { rows } = await t.pool.query(
      `select department, employment, is_tech, valid_from::text, valid_to::text from employee order by valid_from, department`,
    );
    expect(rows).toEqual([
      {
        ...{ department: 'SUPERVISORY_Call_Center_France_Group', employment: 'employee', is_tech: false },
        ...{ valid_from: '2000-01-01', valid_to: null },
      },
      {
        ...{ department: 'SUPERVISORY_Facilities_Group', employment: 'employee', is_tech: false },
        ...{ valid_from: '2000-01-01', valid_to: '2010-08-21' },
      },
      {
        ...{ department: 'SUPERVISORY_Human_Resources', employment: 'employee', is_tech: false },
        ...{ valid_from: '2015-08-15', valid_to: '2021-02-06' },
      },
      {
        ...{ department: 'SUPERVISORY_Global_Support_DACH_Group', employment: 'employee', is_tech: false },
        ...{ valid_from: '2017-10-15', valid_to: '2020-10-16' },
      },
      {
        ...{ department: 'SUPERVISORY_Property_Management_APAC_Department', employment: 'employee', is_tech: false },
        ...{ valid_from: '2021-01-02', valid_to: null },
      },
    ]);
  });

  test('QuickBooks: the first quarter of 2021 by hand; without answers it is refused with what to answer', async () => {
    const none = await together('finance_quickbooks');
    expect(none.accepted).toBe(0);
    expect(none.rejections.map(({ reason }) => reason).join('\n')).toContain('answer customerServiceAccounts');
    const told = await together('finance_quickbooks', {
      ...{ customerServiceAccounts: ['12', '51515'], transactionsFrom: 'invoices' },
    });
    expect(told.accepted).toBe(1);
    const { rows } = await t.pool.query('select quarter, revenue::text, transactions::int, currency from financials');
    // 0.8 × (565,214 + 62,507.50 − 5,682.50 + 1,015.05 − 10.05 + 504 − 4) + 1.25 × 1,000
    expect(rows).toEqual([{ quarter: '2021-Q1', revenue: '500085.2', transactions: 5, currency: 'USD' }]);
  });
});

describe('all samples', () => {
  const all = fs
    .readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|jsonl|csv)$/.test(entry.name))
    .map((entry) => path.relative(SAMPLES, path.join(entry.parentPath, entry.name)))
    .sort();

  test('are read by one connector, or refused in a sentence of what it is', async () => {
    const read: string[] = [];
    for (const name of all) {
      const reading = await readSample(name).catch((error: Error) => error);
      if (!(reading instanceof Error)) {
        expect(reading.claimedBy, name).toHaveLength(1);
        if (reading.records.length > 0) read.push(name);
        continue;
      }
      expect(reading, name).toBeInstanceOf(TandemError);
      expect(reading.message, name).toMatch(/^(This is|These are|This says|Its format is not known[:.]) .*\.$/);
    }
    expect(read).toEqual([...READ, ...READ_TOO].sort());
  });

  const t = useDatabase();

  test('a second run inserts nothing', async () => {
    for (const [source, names] of [
      ['claude-code', [READ[0]!]],
      ['claude-usage', [READ[1]!]],
      ['github-copilot', readUnder('github_copilot')],
      ['intercom', readUnder('intercom')],
      ['zendesk', TABLES],
      ['github-copilot-billing', READ_TOO.slice(0, 2)],
      ['github-copilot-seats', READ_TOO.slice(2, 4)],
      ['m365-copilot', READ_TOO.slice(4, 5)],
      ['viva-insights', READ_TOO.slice(5)],
    ] as const) {
      const inputs = () => names.map((name) => fileInput(at(name)));
      const first = await ingest(t, { road: 'cli', key: KEY, inputs: inputs() });
      expect(first).toMatchObject({ source, rejected: 0, failed: [] });
      const before = await state(t);
      expect(await ingest(t, { road: 'cli', key: KEY, inputs: inputs() })).toMatchObject({
        ...{ source, read: first.read, duplicate: first.read, accepted: 0, updated: 0, rejected: 0 },
      });
      expect(await state(t)).toEqual(before);
    }
    // The two days of the 1-day report are in the 28-day report as well.
    const { rows } = await t.pool.query('select tool, count(*)::int as n from tool_activity group by tool, source_id');
    expect(rows).toContainEqual({ tool: 'github-copilot', n: 107 });
  });
});
