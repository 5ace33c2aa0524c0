import { describe, expect, test } from 'vitest';
import { connectors } from '@/lib/connectors/registry';
import { openFile } from '@/lib/ingest/open-file';
import { Sessions } from '@/lib/ingest/sessions';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (text: string | object, answers?: object) =>
  readThrough(file('x', typeof text === 'string' ? text : JSON.stringify(text)), connectors, answers as never);
const csv = (...lines: string[]) => lines.join('\n');

/** Files of one run together, as the run reads them. */
async function together(texts: string[], answers?: object) {
  const sessions = new Sessions(answers as never);
  for (const text of texts) {
    const opened = (await openFile(file('x', text), undefined, () => undefined))!;
    const translate = sessions.open(opened.connector, opened.head);
    const carrier = opened.carrier({
      row: (line, row, _plain, around) => void translate(row, around, line),
      refuse: () => undefined,
    });
    for await (const chunk of opened.chunks) carrier.push(chunk);
    carrier.end();
  }
  return [...sessions.finish()].flatMap(({ records }) => [...records].map(({ record }) => record));
}

describe('GitHub Copilot seats', () => {
  const seat = (id: number, login: string, created_at: string, pending_cancellation_date: string | null = null) => ({
    ...{ created_at, pending_cancellation_date, plan_type: 'business', assignee: { id, login } },
  });

  test('one person in two organizations is one seat, from the earlier day, and ends where both end', async () => {
    const { records } = await read({
      total_seats: 5,
      seats: [
        seat(1, 'ann', '2026-02-01T08:00:00Z', '2026-05-01'),
        seat(1, 'ann', '2026-01-01T08:00:00Z', '2026-06-01'),
        seat(2, 'bob', '2026-01-01T08:00:00Z', '2026-06-01'),
        seat(2, 'bob', '2026-01-01T08:00:00Z'),
      ],
    });
    expect(records).toEqual([
      {
        ...{ type: 'seat', employee_id: 'ann', tool: 'github-copilot' },
        ...{ assigned_on: '2026-01-01', revoked_on: '2026-06-01' },
      },
      { type: 'seat', employee_id: 'bob', tool: 'github-copilot', assigned_on: '2026-01-01' },
    ]);
  });

  test('a day is UTC’s; what is no time or names nobody is refused', async () => {
    const { records, refused, skipped } = await read({
      total_seats: 4,
      seats: [
        seat(1, 'ann', '2021-08-03T18:00:00-06:00'),
        { ...seat(2, 'bob', 'yesterday') },
        { ...seat(3, '', '2026-01-01T00:00:00Z') },
        { ...seat(4, 'x', '2026-01-01T00:00:00Z'), assignee: null },
      ],
    });
    expect(records.map(({ assigned_on }) => assigned_on)).toEqual(['2021-08-04']);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'created_at is missing or no time',
      'assignee.login is missing',
    ]);
    expect(skipped).toBe(1);
  });

  test('an empty list is a list', async () => {
    expect(await read({ total_seats: 0, seats: [] })).toMatchObject({
      claimedBy: ['github-copilot-seats'],
      records: [],
    });
  });
});

describe('GitHub Copilot bill', () => {
  const HEAD = 'date,username,product,sku,net_amount,organization';
  const bill = (...rows: string[]) => csv(HEAD, ...rows);

  test('rows of a day are added up exactly; two organizations too', async () => {
    const { records } = await read(
      bill('5/27/26,ann,copilot,x,0.1,a', '5/27/26,ann,copilot,x,0.2,a', '5/27/26,ann,copilot,x,1,b'),
    );
    expect(records).toEqual([
      { ...{ type: 'tool_activity', employee_id: 'ann', tool: 'github-copilot' }, date: '2026-05-27', cost: '1.3' },
    ]);
  });

  test('a day above 12 in front turns all dates of its file; none, and the month is first', async () => {
    const turned = await read(bill('3/4/2026,ann,copilot,x,1,a', '13/4/2026,ann,copilot,x,1,a'));
    expect(turned.records.map(({ date }) => date)).toEqual(['2026-04-03', '2026-04-13']);
    expect((await read(bill('3/4/2026,ann,copilot,x,1,a'))).records[0]!.date).toBe('2026-03-04');
    const broken = await read(bill('13/4/2026,ann,copilot,x,1,a', '4/13/2026,ann,copilot,x,1,a'));
    expect(broken.refused.map(({ reason }) => reason)).toEqual(['date is no day of the calendar']);
  });

  test('of two files that tell the same day the later counts; other organizations stay', async () => {
    const records = await together([
      bill('2026-05-27,ann,copilot,x,1,a', '2026-05-27,ann,copilot,x,4,b'),
      bill('5/27/26,ann,copilot,x,2,a'),
    ]);
    expect(records).toMatchObject([{ date: '2026-05-27', cost: '6' }]);
  });

  test('an amount that is no number is refused, never 0', async () => {
    const { records, refused } = await read(bill('2026-05-27,ann,copilot,x,,a', '2026-05-27,ann,copilot,x,1 USD,a'));
    expect([records.length, refused.length]).toEqual([0, 2]);
  });
});

describe('Microsoft 365 Copilot', () => {
  const HEAD =
    'Report Refresh Date,User Principal Name,Last Activity Date,Word Copilot Last Activity Date,Report Period';

  test('a last activity before the period is not in it, and makes nobody active', async () => {
    const { records } = await read(csv(HEAD, '2026-03-20,a@b.c,2026-03-13,,7', '2026-03-20,a@b.c,2026-03-14,,7'));
    expect(records.map(({ date, last_active_on }) => [date, last_active_on])).toEqual([
      ['2026-03-14', undefined],
      ['2026-03-14', '2026-03-14'],
    ]);
  });

  test('without a last activity in any app, the latest of the apps’ counts', async () => {
    const { records } = await read(csv(HEAD, '2026-03-20,a@b.c,,2026-03-18,30'));
    expect(records[0]).toMatchObject({ date: '2026-02-19', period_days: 30, last_active_on: '2026-03-18' });
  });

  test('dates that are none, and periods that are none, are refused', async () => {
    const { refused } = await read(csv(HEAD, '3/4/2026,a@b.c,,,7', '2026-03-20,a@b.c,soon,,7', '2026-03-20,a@b.c,,,'));
    expect(refused.map(({ reason }) => reason)).toEqual([
      'reportRefreshDate is missing or no date (YYYY-MM-DD)',
      'lastActivityDate is no date (YYYY-MM-DD)',
      'reportPeriod is missing or no number of days',
    ]);
  });

  test.each([
    ['Report Refresh Date,Report Period,Any App Enabled Users,Any App Active Users', 'it names nobody'],
    ['Report Refresh Date,User Principal Name,Last Activity Date,Report Period', 'without Copilot'],
  ])('%s is declined: %s', async (head, sentence) => {
    await expect(read(`${head}\n`)).rejects.toThrow(sentence);
  });
});

describe('Viva Insights', () => {
  const HEAD = 'PersonId,MetricDate,Copilot_actions_taken_in_Word,Copilot_actions_taken_in_Excel';

  test('apps are added up; none told is not 0', async () => {
    const { records } = await read(csv(HEAD, 'p,2024-04-28,2,3.0', 'q,4/28/2024,,1', 'r,2024-05-05,,'));
    expect(records.map(({ date, interactions }) => [date, interactions])).toEqual([
      ['2024-04-28', 5],
      ['2024-04-28', 1],
      ['2024-05-05', null],
    ]);
  });

  test('a query by day goes in not at all, one without Copilot is declined', async () => {
    await expect(read(csv(HEAD, 'p,2024-04-28,2,3', 'p,2024-04-29,2,3'))).rejects.toThrow('query people by week');
    await expect(read('PersonId,MetricDate,Meeting_hours\n')).rejects.toThrow('without Copilot metrics');
  });
});

describe('Workday', () => {
  const HELD =
    'position_id,worker_id,_fivetran_active,_fivetran_start,_fivetran_end,_fivetran_synced,business_title,effective_date,end_date,is_primary_job,start_date';
  const POSITION = csv('id,_fivetran_synced,supervisory_organization_id', 'p1,x,Care', 'p2,x,Legal');
  const held = (...rows: string[]) => csv(HELD, ...rows);

  test('a move ends the position before it; the last day is still theirs', async () => {
    const records = await together([
      held(
        'p1,w,true,2024,9999-12-31,x,Clerk,2024-01-01,,true,2024-01-01',
        'p2,w,true,2024,9999-12-31,x,Clerk,2024-05-01,2024-06-30,true,2024-05-01',
      ),
      POSITION,
    ]);
    expect(records).toMatchObject([
      { department: 'Care', valid_from: '2024-01-01', valid_to: '2024-05-01' },
      { department: 'Legal', valid_from: '2024-05-01', valid_to: '2024-07-01' },
    ]);
  });

  test('the files may come in any order, and the answer names the tech jobs', async () => {
    const texts = [held('p1,w,true,2024,9999-12-31,x,Quality Wizard,2024-01-01,,true,2024-01-01'), POSITION];
    for (const order of [texts, [...texts].reverse()]) {
      expect(await together(order)).toMatchObject([{ is_tech: false }]);
      expect(await together(order, { techJobs: ['Quality Wizard'] })).toMatchObject([{ is_tech: true }]);
    }
  });

  test.each([
    ['Software Engineer', true],
    ['Head of IT', true],
    ['Developer, Payments', true],
    ['Make it happen manager', false],
    ['Civil Engineer', false],
  ])('%s is tech: %s', async (title, isTech) => {
    const [record] = await together([held(`p1,w,true,2024,,x,"${title}",2024-01-01,,true,2024-01-01`), POSITION]);
    expect(record).toMatchObject({ is_tech: isTech });
  });

  test('a position the warehouse let go of ends then; a leaver ends with their last day', async () => {
    const gone = held('p1,w,false,2024-01-01,2024-03-31 23:59:59,x,Clerk,2024-01-01,,true,2024-01-01');
    expect(await together([gone, POSITION])).toMatchObject([{ valid_to: '2024-04-01' }]);
    const workers = csv(
      'id,_fivetran_synced,_fivetran_start,worker_code,hire_date,termination_date',
      'w,x,2024,1,2024-01-01,2024-02-10',
    );
    expect(await together([gone, POSITION, workers])).toMatchObject([{ valid_to: '2024-02-11' }]);
    const back = csv(
      'id,_fivetran_synced,_fivetran_start,worker_code,hire_date,termination_date',
      'w,x,2024,1,2024-01-01,2023-02-10',
    );
    const still = held('p1,w,true,2024-01-01,9999-12-31 23:59:59,x,Clerk,2024-01-01,,true,2024-01-01');
    expect(await together([still, POSITION, back])).toMatchObject([{ valid_to: null }]);
  });

  test('offers titles, those proposed that count as tech without an answer', () => {
    const { asks } = connectors.find(({ id }) => id === 'workday')!;
    const rows = [
      { id: 'j1', job_profile_code: 'A', title: 'Software Engineer' },
      { worker_id: 'w', position_id: 'p', business_title: 'Clerk' },
      { worker_id: 'v', position_id: 'q', business_title: 'Clerk' },
      { worker_id: 'u', position_id: 'r', business_title: '' },
    ];
    expect(asks!.jobs!(rows)).toEqual([
      { id: 'Software Engineer', label: 'Software Engineer', values: ['Software Engineer'], proposed: true },
      { id: 'Clerk', label: 'Clerk', values: ['Clerk', 'Clerk'], proposed: false },
    ]);
  });
});

describe('QuickBooks', () => {
  const INVOICE =
    'id,_fivetran_deleted,_fivetran_synced,allow_online_payment,currency_id,customer_id,exchange_rate,total_amount,total_tax,transaction_date';
  const invoices = csv(INVOICE, '1,FALSE,x,TRUE,EUR,7,0.1,0.3,0,2025-03-31', '2,FALSE,x,TRUE,EUR,7,,1,,2025-04-01');
  const LINES = csv('bill_id,index,_fivetran_synced,account_expense_account_id,amount', '8,0,x,10,5');
  const BILL = csv(
    'id,_fivetran_deleted,_fivetran_synced,balance,currency_id,due_date,exchange_rate,payable_account_id,transaction_date,vendor_id',
    '8,FALSE,x,0,EUR,,2,1,2025-03-01,1',
  );
  const ANSWERS = { customerServiceAccounts: ['10'], transactionsFrom: 'invoices' };
  const reasons = (records: object[]) => records.flatMap((one) => ('reason' in one ? [one.reason as string] : []));

  test('a quarter is the document date’s, in home currency, without rounding; nothing booked is 0', async () => {
    expect(await together([invoices, LINES, BILL], ANSWERS)).toEqual([
      {
        ...{ type: 'financials', quarter: '2025-Q1', currency: 'EUR', transactions: 1 },
        revenue: '0.03',
        customer_service_cost: '10',
      },
      {
        ...{ type: 'financials', quarter: '2025-Q2', currency: 'EUR', transactions: 1 },
        revenue: '1',
        customer_service_cost: '0',
      },
    ]);
  });

  test('what is not answered refuses each quarter with the answer that is needed', async () => {
    expect(reasons(await together([invoices, LINES, BILL]))[0]).toContain('answer customerServiceAccounts');
    const half = { customerServiceAccounts: ['10'] };
    expect(reasons(await together([invoices, LINES, BILL], half))[1]).toContain('answer transactionsFrom');
  });

  test('lines without their bills are told; an estimate, an order and a payment are no sale', async () => {
    expect(reasons(await together([invoices, LINES], ANSWERS))[0]).toContain(
      'bill_id names a bill that is not among the files',
    );
    for (const column of ['expiration_date', 'unapplied_amount'])
      await expect(read(`${INVOICE},due_date,deposit_to_account_id,${column}\n`)).rejects.toThrow(
        'a table of QuickBooks’',
      );
  });

  test('offers the expense accounts to choose from', () => {
    const { asks } = connectors.find(({ id }) => id === 'quickbooks')!;
    const rows = [
      { id: '10', account_type: 'Expense', fully_qualified_name: 'Care' },
      { id: '20', account_type: 'Income', fully_qualified_name: 'Sales' },
      { id: '11', account_type: 'Expense', name: 'Old', _fivetran_deleted: 'TRUE' },
    ];
    expect(asks!.accounts!(rows)).toEqual([{ id: '10', label: 'Care', values: [] }]);
    // Of lines, what they book: credits take it back, a line without an account or amount says nothing.
    const lines = [
      { bill_id: '1', account_expense_account_id: '10', amount: '5.50' },
      { bill_id: '1', account_expense_account_id: '', amount: '7' },
      { vendor_credit_id: '2', account_expense_account_id: '10', amount: '2' },
      { journal_entry_id: '3', account_id: '12', amount: '4', posting_type: 'Credit' },
      { journal_entry_id: '3', account_id: '12', amount: 'four' },
    ];
    expect(asks!.accounts!(lines)).toEqual([
      { id: '10', label: '', values: ['5.5', '-2'] },
      { id: '12', label: '', values: ['-4'] },
    ]);
  });

  test('typed transactions leave every quarter to be typed', async () => {
    const typed = { customerServiceAccounts: ['10'], transactionsFrom: 'typed' };
    expect(reasons(await together([invoices, LINES, BILL], typed))).toHaveLength(2);
  });
});
