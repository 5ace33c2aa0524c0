import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { connectors } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import { fileInput } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { readThrough } from '@/tests/support/connectors';
import { useDatabase } from '@/tests/support/database';
import { file, KEY, state } from '@/tests/support/ingest';

// Real files and the vendors' own examples; what they hold is counted in SOURCES.md beside them.
const SAMPLES = path.resolve(process.env.TANDEM_TEST_SAMPLES ?? '../shared/samples');
const at = (name: string) => path.join(SAMPLES, name);
const json = (name: string) => JSON.parse(fs.readFileSync(at(name), 'utf8'));
const readSample = (name: string) => readThrough(fileInput(at(name)), connectors);
const readText = (text: string | Buffer) => readThrough(file('sample', text), connectors);

const READ = [
  'github_copilot/organization-users-1-day-report.json',
  'github_copilot/organization-users-28-day-report.json',
  'intercom/sdk-node_conversation_get.json',
  'intercom/sdk-node_conversations_list.json',
];
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
    [READ[0]!, 2, 48, 2],
    [READ[1]!, 107, 6617, 8],
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
    const { records } = await readSample(READ[1]!);
    const days = json(READ[1]!).day_totals as Day[];
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
      ['github-copilot', READ.slice(0, 2)],
      ['intercom', READ.slice(2)],
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
    expect(
      (
        await t.pool.query(
          `select count(*)::int as n from tool_activity
         where source_id = (select id from source where name = 'github-copilot')`,
        )
      ).rows,
    ).toEqual([{ n: 107 }]);
  });
});
