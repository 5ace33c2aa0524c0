import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Head, RawRecord, Row } from '@/lib/connectors/define';
import { mapped } from '@/lib/connectors/mapped';
import { dayOf, formatsOf, instantOf } from '@/lib/connectors/mapped-times';
import { numberText } from '@/lib/connectors/mapped-values';
import { parseInstant } from '@/lib/core/instant';
import { fieldsOf, RECORD_TYPES } from '@/lib/core/record';
import { Refusal } from '@/lib/core/record-rules';
import { FORMATS, type Mapping, missingFields } from '@/lib/core/setup';
import { makeCheck } from '@/lib/ingest/check';
import { gradeBy } from '@/lib/ingest/complexity';

const CONTEXT = { latest: Date.parse('2027-01-01') * 1000, currency: 'USD' };
const csv = (...fields: string[]): Head => ({ carrier: 'csv', fields, rows: [] });
const base = { zone: 'UTC', decimalComma: false };

const TICKETS: Mapping = {
  ...base,
  type: 'conversation',
  fields: {
    id: { column: 'No' },
    customer_id: { column: 'Client' },
    started_at: { column: 'Opened', format: 'dmy' },
    ended_at: { column: 'Closed', format: 'dmy' },
    first_handler: { column: 'By', values: { bot: 'ai', agent: 'human' } },
    ai_involved: { column: 'By', values: { bot: true, agent: false } },
    human_involved: { column: 'By', values: { bot: false, agent: true } },
    outcome: { column: 'State', values: { closed: 'resolved', open: 'unknown' } },
    intent: { column: 'Topic' },
    csat: { column: 'Stars' },
    handle_seconds: { column: 'Work' },
    channel: { constant: 'E-Mail' },
  },
};
const ROW: Row = {
  ...{ No: ' 17 ', Client: 'anna@example.com', Opened: '31/01/2026 14:05', Closed: '31.01.2026 15:05:30' },
  ...{ By: 'BOT', State: 'Closed', Topic: 'Refund, partial', Stars: '4', Work: '00:12:30', Note: 'private words' },
};
const columnsIn = ({ fields }: Mapping) => Object.values(fields).flatMap(({ column }) => column ?? []);

function translate(mapping: Mapping, row: Row): RawRecord | Refusal {
  const translated = mapped(mapping)
    .begin()
    .open(csv(...columnsIn(mapping)))(row);
  if (translated instanceof Refusal) return translated;
  const verdict = makeCheck(mapping.type, CONTEXT, () => undefined)(translated as RawRecord, false);
  return verdict instanceof Refusal ? verdict : (translated as RawRecord);
}

describe('a mapped row', () => {
  test('becomes the record its columns say, and nothing else of it is taken', () => {
    expect(translate(TICKETS, ROW)).toEqual({
      ...{ type: 'conversation', id: '17', customer_id: 'anna@example.com', channel: 'e-mail' },
      ...{ started_at: '2026-01-31T14:05:00Z', ended_at: '2026-01-31T15:05:30Z', intent: 'refund-partial' },
      ...{ first_handler: 'ai', ai_involved: true, human_involved: false, outcome: 'resolved', csat: 4 },
      handle_seconds: 750,
    });
  });

  test.each<[object, string]>([
    [{ Opened: '01/31/2026 14:05' }, 'Opened is not a time (day/month/year)'],
    [{ Opened: '31/01/2026' }, 'Opened has a day and no time of day'],
    [{ Opened: '' }, 'Opened is empty, and started_at needs it'],
    [{ By: 'somebody' }, 'By is none of ai, human, none'],
    [{ Stars: 'good' }, 'Stars is not a number'],
    [{ Client: { id: 1 } }, 'Client holds more than one value'],
    [{ Closed: '' }, 'ended_at is missing though it is resolved'],
  ])('%j is refused with its column and the reason', (changes, reason) => {
    expect(translate(TICKETS, { ...ROW, ...changes })).toMatchObject({ reason });
  });

  test('keeps of a refused row neither customers nor what is not mapped', () => {
    const kept = JSON.stringify(mapped(TICKETS).keep(ROW));
    expect(kept).toContain('Refund, partial');
    for (const secret of ['anna', 'private words']) expect(kept).not.toContain(secret);
  });

  test('of a table without a mapped column is not read at all', () => {
    const open = () => mapped(TICKETS).begin().open(csv('No', 'Client'));
    expect(open).toThrow(/^It has no column Opened, Closed, Topic, By, State, Work, Stars, which/);
    expect(mapped(TICKETS).reads(csv('No', 'Client'))).toBe(false);
    expect(mapped(TICKETS).reads(csv(...columnsIn(TICKETS), 'more'))).toBe(true);
  });

  test('of JSON reads a file whose rows have what every record needs, not one that shares a name with it', () => {
    const json = (...rows: Row[]): Head => ({ carrier: 'json', fields: Object.keys(rows[0]!), rows });
    const { Closed, Topic, ...some } = ROW;
    expect(mapped(TICKETS).reads(json(some))).toBe(true);
    expect(mapped(TICKETS).reads(json({ tickets: [some] }))).toBe(true);
    expect(mapped(TICKETS).reads(json({ No: 1, Client: 'x', other: 2 }))).toBe(false);
    // Where its source is named, it is read row by row.
    expect(
      mapped(TICKETS)
        .begin()
        .open(json({ No: 1 }))({ No: 1 }),
    ).toBeInstanceOf(Refusal);
  });

  test('of JSON reads members of members by their path', () => {
    const fields = {
      employee_id: { column: 'user.id' },
      tool: { constant: 'claude' },
      date: { column: 'day', format: 'unix_s' as const },
      interactions: { column: 'n' },
    };
    const row = { user: { id: 7 }, day: 1767225600, n: 3 };
    expect(translate({ ...base, type: 'tool_activity', fields }, row)).toEqual({
      ...{ type: 'tool_activity', employee_id: '7', tool: 'claude', date: '2026-01-01', interactions: 3 },
    });
  });
});

describe('times', () => {
  test.each<[string, Parameters<typeof instantOf>[1], string, string | null]>([
    ['2026-03-01 10:00:00', 'iso', 'UTC', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00:00.250+02:00', 'iso', 'Asia/Tokyo', '2026-03-01T10:00:00.250+02:00'],
    ['2026-03-29 02:30', 'iso', 'Europe/Stockholm', '2026-03-29T01:30:00Z'],
    ['2026-10-25 02:30:15.5', 'iso', 'Europe/Stockholm', '2026-10-25T00:30:15.500Z'],
    ['2026-03-01 10:00 UTC', 'iso', 'Asia/Tokyo', '2026-03-01T10:00:00Z'],
    ['2026-07-01 10:00', 'iso', 'Europe/Stockholm', '2026-07-01T08:00:00Z'],
    ['2026-01-01 10:00', 'iso', 'Europe/Stockholm', '2026-01-01T09:00:00Z'],
    ['12/31/26, 11:59 PM', 'mdy', 'UTC', '2026-12-31T23:59:00Z'],
    ['31.12.2026 12:00 am', 'dmy', 'UTC', '2026-12-31T00:00:00Z'],
    ['1767225600', 'unix_s', 'Asia/Tokyo', '2026-01-01T00:00:00Z'],
    ['1767225600500', 'unix_ms', 'UTC', '2026-01-01T00:00:00.500Z'],
    ['2026-02-30 10:00', 'iso', 'UTC', null],
    ['31/12/2026 25:00', 'dmy', 'UTC', null],
    ['13:00 PM', 'iso', 'UTC', null],
    ['2026-12-31', 'iso', 'UTC', 'day'],
    ['next week', 'dmy', 'UTC', null],
  ])('%s as %s in %s is %s', (text, format, zone, at) => {
    const told = instantOf(text, format, zone);
    if (at === null || at === 'day') return expect(told).toBe(at);
    expect(parseInstant(told!)).toBe(parseInstant(at));
    expect(parseInstant(at)).not.toBeNaN();
  });

  test('a day stays the day that is written, in whatever zone', () => {
    expect(dayOf('2026-03-01T23:30:00-05:00', 'iso', 'UTC')).toBe('2026-03-01');
    expect(dayOf('1/2/99', 'mdy', 'UTC')).toBe('1999-01-02');
  });

  test('a format is told from what only it can read; where both can, that is said', () => {
    expect(formatsOf(['01/02/2026', '13/02/2026'])).toEqual({ format: 'dmy', both: false });
    expect(formatsOf(['01/02/2026', '02/13/2026'])).toEqual({ format: 'mdy', both: false });
    expect(formatsOf(['01/02/2026', '02/03/2026'])).toMatchObject({ both: true });
    expect(formatsOf(['2026-01-05', '2026-01-05 10:00'])).toEqual({ format: 'iso', both: false });
    expect(formatsOf(['5', '17'])).toBeNull();
  });
});

test.each<[string, boolean, string | null]>([
  ['1,234.50', false, '1234.50'],
  ['1.234,50', true, '1234.50'],
  ['€ 12,5', true, '12.5'],
  ['$1,200', false, '1200'],
  ['1 234', false, '1234'],
  ['(12.00)', false, '-12.00'],
  ['12,5', false, null],
  ['1,23,456', false, null],
  ['12 34', false, null],
  ['about 5', false, null],
])('the number %s with a comma before the cents: %s is %s', (text, comma, plain) => {
  expect(numberText(text, comma)).toBe(plain);
});

const scalar = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'yes',
    '2026-01-05',
    '31/12/2026 10:00',
    '1,5',
    '1.5',
    '-',
    'ai',
    'resolved',
    '2024-Q1',
    '__proto__',
  ),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, false),
  fc.constantFrom<unknown>([], {}, { a: 1 }),
);
const anyMapping = fc.constantFrom(...RECORD_TYPES).chain((type) =>
  fc
    .record({
      columns: fc.array(fc.option(fc.constantFrom('a', 'b', 'c.d', '__proto__', 'constructor')), {
        minLength: 30,
        maxLength: 30,
      }),
      constants: fc.array(fc.constantFrom('x', 'yes', '2026-01-01', 'ai', 5, true), { minLength: 30, maxLength: 30 }),
      formats: fc.array(fc.option(fc.constantFrom(...FORMATS)), { minLength: 30, maxLength: 30 }),
      zone: fc.constantFrom('UTC', 'Europe/Stockholm', 'America/St_Johns'),
      decimalComma: fc.boolean(),
    })
    .map(({ columns, constants, formats, ...rest }): Mapping => {
      const fields = fieldsOf(type).map(({ name, field }, i) => {
        const timed = field.kind === 'time' || field.kind === 'date';
        const format =
          timed && formats[i] && !['seconds', 'minutes', 'hours', 'clock'].includes(formats[i]) ? formats[i] : 'iso';
        return [name, columns[i] ? { column: columns[i], ...(timed && { format }) } : { constant: constants[i]! }];
      });
      return { type, fields: Object.fromEntries(fields), ...rest };
    }),
);

test('no row is lost: whatever it holds, it is one record or one refusal with a sentence, and never a crash', () => {
  const rows = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor', 'e'), scalar), {
    minLength: 1,
    maxLength: 10,
  });
  fc.assert(
    fc.property(anyMapping, rows, (mapping, given) => {
      const connector = mapped(mapping);
      const read = connector.begin().open(csv(...columnsIn(mapping)));
      const check = makeCheck(mapping.type, CONTEXT, () => undefined);
      for (const row of given) {
        const one = read({ ...row });
        expect(Array.isArray(one)).toBe(false);
        if (one instanceof Refusal) expect(one.reason.length).toBeGreaterThan(5);
        else expect(check(one as RawRecord, false)).toBeDefined();
        expect(() => JSON.stringify(connector.keep(row))).not.toThrow();
      }
    }),
    { numRuns: 400 },
  );
});

test('what is written in another system’s way comes back as it was', () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const opened = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-06-01'), noInvalidDate: true });
  fc.assert(
    fc.property(
      opened,
      fc.integer({ min: 0, max: 1e6 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      (at, cents, ai, csat) => {
        const day = [two(at.getUTCDate()), two(at.getUTCMonth() + 1), at.getUTCFullYear()].join('.');
        const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
        const cost = `${Math.floor(cents / 100).toLocaleString('de-DE')},${two(cents % 100)}`;
        const row = {
          ...ROW,
          Opened: `${day} ${time}`,
          Closed: '',
          State: 'open',
          By: ai ? 'bot' : 'agent',
          Stars: `${csat}`,
          Cost: cost,
        };
        const mapping = { ...TICKETS, decimalComma: true, fields: { ...TICKETS.fields, ai_cost: { column: 'Cost' } } };
        expect(translate(mapping, row)).toMatchObject({
          started_at: `${at.toISOString().slice(0, 19)}Z`,
          ...{ first_handler: ai ? 'ai' : 'human', ai_involved: ai, human_involved: !ai, outcome: 'unknown', csat },
          ai_cost: `${Math.floor(cents / 100)}.${two(cents % 100)}`,
        });
      },
    ),
  );
});

test('a person is told by number or by address, a roster row by its number', () => {
  const column = { column: 'a' };
  expect(missingFields('tool_activity', { tool: column, date: column })).toEqual(['employee_id']);
  expect(missingFields('tool_activity', { tool: column, date: column, email: column })).toEqual([]);
  expect(missingFields('seat', { email: column, tool: { constant: '' } })).toEqual(['tool', 'assigned_on']);
  expect(missingFields('employee', { email: column })).toContain('employee_id');
});

test('how hard a topic is fills in what the source does not say, and nothing else', () => {
  const grade = gradeBy({ refund: 'simple', fraud: 'complex' });
  const graded = (record: object) => {
    const one = { type: 'conversation', ...record } as RawRecord;
    grade(one);
    return one.complexity ?? null;
  };
  expect(graded({ intent: 'refund' })).toBe('simple');
  expect(graded({ intent: 'refund', complexity: 'complex' })).toBe('complex');
  expect(graded({ intent: 'refund', complexity: '' })).toBe('simple');
  expect(graded({ intent: 'delivery' })).toBeNull();
  expect(graded({ intent: 'constructor' })).toBeNull();
  expect(graded({})).toBeNull();
  expect(graded({ type: 'seat', intent: 'refund' })).toBeNull();
});
