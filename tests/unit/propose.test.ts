import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, wrapperOf } from '@/lib/connectors/columns';
import { mapped } from '@/lib/connectors/mapped';
import { propose } from '@/lib/connectors/propose';
import { Refusal } from '@/lib/core/record-rules';

const ASKED = { zone: 'Europe/Stockholm', currency: 'EUR' };
const table = (header: string, ...lines: string[]) => {
  const fields = header.split(',');
  const rows = lines.map((line) =>
    Object.fromEntries(
      line
        .split(',')
        .map((cell, i) => [fields[i]!, cell] as const)
        .filter(([, cell]) => cell),
    ),
  );
  return { fields, rows };
};
const columns = (proposal: ReturnType<typeof propose>) =>
  Object.fromEntries(
    Object.entries(proposal.mapping.fields).map(([name, { column, constant }]) => [name, column ?? constant]),
  );

const HR = table(
  'Worker ID,Work Email,Department,Worker Type,Hire Date,Termination Date,Country,Favourite Colour',
  '1001,a@x.example,Care,Regular,03/14/2021,,SE,red',
  '1002,b@x.example,Engineering,Contractor,11/30/2024,01/31/2026,DE,blue',
);
const TICKETS = table(
  'Ticket ID,Requester,Created,Solved,Handled By,Status,Category,Rating,Via',
  'T1,c1,2026-01-05 09:00:00,2026-01-05 09:30:00,Bot,Solved,Refund,5,chat',
  'T2,c2,2026-01-05 10:00:00,,Agent,Open,Delivery,,email',
  'T3,c1,2026-01-06 10:00:00,2026-01-07 10:00:00,Bot + Agent,Closed,Refund,2,chat',
);

describe('a proposal', () => {
  test('of an HR file finds the roster, the order of day and month, and who is no employee', () => {
    const proposal = propose(HR, ASKED);
    expect(proposal.mapping.type).toBe('employee');
    expect(columns(proposal)).toEqual({
      ...{ employee_id: 'Worker ID', email: 'Work Email', department: 'Department', employment: 'Worker Type' },
      ...{ valid_from: 'Hire Date', valid_to: 'Termination Date', country: 'Country' },
    });
    expect(proposal.mapping.fields.valid_from!.format).toBe('mdy');
    expect(proposal.mapping.fields.employment!.values).toEqual({ Regular: 'employee' });
    // Nothing in the file says it: nothing is guessed.
    expect(proposal.missing).toEqual(['is_tech']);
  });

  test('of a list of tickets finds conversations, and who handled them from one column', () => {
    const proposal = propose(TICKETS, ASKED);
    expect(proposal.mapping.type).toBe('conversation');
    expect(proposal.missing).toEqual([]);
    expect(columns(proposal)).toMatchObject({
      ...{ id: 'Ticket ID', customer_id: 'Requester', started_at: 'Created', ended_at: 'Solved', intent: 'Category' },
      ...{ first_handler: 'Handled By', ai_involved: 'Handled By', human_involved: 'Handled By', outcome: 'Status' },
      ...{ csat: 'Rating', channel: 'Via' },
    });
    const read = mapped(proposal.mapping)
      .begin()
      .open({ carrier: 'csv', ...TICKETS });
    expect(TICKETS.rows.map((row) => read({ ...row }))).toMatchObject([
      {
        first_handler: 'ai',
        ai_involved: true,
        human_involved: false,
        outcome: 'resolved',
        started_at: '2026-01-05T09:00:00+01:00',
      },
      { first_handler: 'human', ai_involved: false, human_involved: true, outcome: 'unknown' },
      { first_handler: 'ai', ai_involved: true, human_involved: true, outcome: 'resolved' },
    ]);
  });

  test('of use, seats and finance finds each', () => {
    const use = table('user_email,usage_date,prompts', 'a@x.example,2026-01-05,12', 'b@x.example,2026-01-05,3');
    expect(propose(use, ASKED)).toMatchObject({ mapping: { type: 'tool_activity' }, missing: ['tool'] });
    const seats = table('email,licence,assigned date,monthly cost', 'a@x.example,Copilot,2026-01-05,19.00');
    expect(propose(seats, ASKED)).toMatchObject({ mapping: { type: 'seat' }, missing: [] });
    const finance = table('Fiscal Quarter,Total Revenue,Support Cost,Orders', 'Q1 2026,1000,50,400');
    expect(propose(finance, ASKED)).toMatchObject({
      mapping: { type: 'financials', fields: { currency: { constant: 'EUR' } } },
      missing: [],
    });
  });

  test('says that day and month could be either way round, and is less sure', () => {
    const proposal = propose(table('id,hire date,department', '1,01/02/2024,Care', '2,03/04/2024,Care'), ASKED);
    expect(proposal.fields.valid_from!.reason).toContain('either way round');
  });

  test('gives another type’s fields where that is said', () => {
    expect(propose(HR, { ...ASKED, type: 'seat' }).mapping.type).toBe('seat');
  });

  test('finds rows that a JSON document wraps, and members of members', () => {
    const document = {
      total: 2,
      items: [
        { id: 1, user: { id: 'a' }, tags: ['x'] },
        { id: 2, user: { id: 'b' } },
      ],
    };
    expect(wrapperOf([document])).toBe('items');
    const proposal = propose({ fields: ['total', 'items'], rows: [document] }, ASKED);
    expect(proposal.mapping.rowsIn).toBe('items');
    expect(proposal.columns.map(({ name }) => name)).toEqual(['id', 'user.id']);
  });

  test('of anything at all is a mapping whose fields the record has, each column of the file', () => {
    const name = fc.constantFrom(
      'id',
      'email',
      'date',
      'Created',
      'status',
      '__proto__',
      'constructor',
      'x',
      'cost',
      '',
    );
    const row = fc.dictionary(
      name,
      fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constantFrom('2026-01-01', 'yes')),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const fields = Object.keys(rows[0] ?? {});
        const proposal = propose({ fields, rows }, ASKED);
        const names = new Set(columnsOf(fields, rows).map((one) => one.name));
        for (const { column } of Object.values(proposal.mapping.fields))
          if (column !== undefined) expect(names).toContain(column);
        const read = mapped(proposal.mapping)
          .begin()
          .open({ carrier: 'csv', fields: [...names], rows: [] });
        for (const one of rows) expect([Refusal, Object]).toContain(read({ ...one }).constructor);
      }),
    );
  });
});
