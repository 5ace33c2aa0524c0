import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay, parseInstant } from '@/lib/core/instant';
import { fieldsOf, RECORD_TYPES } from '@/lib/core/record';
import { Refusal, RULES } from '@/lib/core/record-rules';
import { parseRecord } from '@/lib/core/record-schema';
import { makeCheck } from '@/lib/ingest/check';
import { conversation } from '@/tests/support/ingest';

const context = { latest: Date.parse('2026-02-01T00:00:00Z') * 1000, currency: 'USD' };
const MICRO = 1000;

describe('instants', () => {
  test.each([
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29) * MICRO],
    ['2024-01-20T08:15:59.123456Z', (Date.UTC(2024, 0, 20, 8, 15, 59) + 123.456) * MICRO],
    ['2024-01-20T08:15:59,5Z', (Date.UTC(2024, 0, 20, 8, 15, 59) + 500) * MICRO],
    ['2024-01-20T08:15+02:00', Date.UTC(2024, 0, 20, 6, 15) * MICRO],
    ['2024-01-20T08:15:00-0330', Date.UTC(2024, 0, 20, 11, 45) * MICRO],
    ['2024-01-20T08:15:00+02', Date.UTC(2024, 0, 20, 6, 15) * MICRO],
    ['1969-12-31T23:59:59Z', -1_000_000],
  ])('%s is an instant', (text, expected) => expect(parseInstant(text)).toBe(expected));

  test.each([
    '2024-01-20T08:15:59',
    '2024-01-20',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-01-20T24:00:00Z',
    '2024-01-20T08:60:00Z',
    '2024-01-20T08:15:60Z',
    '2024-01-20 08:15:59Z',
    '2024-01-20T08:15:59+24:00',
    '2024-01-20T08:15:59.Z',
    '2024-1-20T08:15:59Z',
    'x024-01-20T08:15:59Z',
    '2024-01-20T08:15:59Zx',
    '',
  ])('%s is none', (text) => expect(parseInstant(text)).toBeNaN());

  test('agree with Date over a thousand years', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1600-01-01'), max: new Date('2600-01-01'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime() * MICRO);
          expect(parseDay(date.toISOString().slice(0, 10))).toBe(Math.floor(date.getTime() / 86_400_000));
        },
      ),
    );
  });
});

describe('the fast check and zod', () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      undefined,
      '',
      'ai',
      'human',
      'none',
      'resolved',
      'random',
      'simple',
      'employee',
      'USD',
      '2024-Q1',
      '2024-Q5',
      '2024-01-20',
      '2024-02-30',
      '2024-01-20T08:15:59Z',
      '2024-01-20T08:15:59',
      '1.50',
      '1,5',
      '-1',
      'a\u0000b',
      '\ud800',
      'x'.repeat(256),
      'y'.repeat(601),
      true,
      false,
      {},
      [],
      Number.POSITIVE_INFINITY,
      1e300,
      -0.5,
    ),
    fc.integer({ min: -2, max: 7 }),
    fc.double(),
    fc.string({ unit: 'binary' }),
  );

  test.each(RECORD_TYPES)('say the same of any %s', (type) => {
    const names = fieldsOf(type).map(({ name }) => name);
    const check = makeCheck(type, context, () => undefined);
    const good: object = type === 'conversation' ? conversation('c') : {};
    const record = fc.record(Object.fromEntries(names.map((name) => [name, odd])), { requiredKeys: [] });
    fc.assert(
      fc.property(record, (changes) => {
        const raw: Record<string, unknown> = { ...good, ...changes };
        const byZod = parseRecord(type, raw);
        const expected = byZod instanceof Refusal ? byZod : (RULES[type](byZod, context) ?? byZod);
        expect(check(raw, false)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a conversation is refused when', () => {
  const check = makeCheck('conversation', context, () => undefined);
  const verdict = (changes: Record<string, unknown>) => {
    const result = check(conversation('c', changes), false);
    return result instanceof Refusal ? `${result.field} | ${result.reason}` : 'accepted';
  };

  test.each([
    [{}, 'accepted'],
    [{ id: undefined }, 'id | id is missing'],
    [{ id: 7 }, 'id | id is not a text'],
    [{ id: 'a\u0000' }, 'id | id contains a NUL character'],
    [{ started_at: 'yesterday' }, 'started_at | started_at is not a time (ISO 8601 with an offset or Z)'],
    [{ ended_at: '2026-01-05T08:59:59Z' }, 'ended_at | ended_at is before started_at'],
    [{ ended_at: '2026-01-05T09:00:00Z' }, 'accepted'],
    [{ ended_at: null }, 'ended_at | ended_at is missing though it is resolved'],
    [{ ended_at: null, outcome: 'abandoned' }, 'accepted'],
    [{ first_handler: 'human' }, 'first_handler | first_handler is human, but human_involved is false'],
    [{ first_handler: 'none' }, 'first_handler | first_handler is none, but ai_involved is true'],
    [{ ai_involved: false }, 'first_handler | first_handler is ai, but ai_involved is false'],
    [{ human_involved: true }, 'accepted'],
    [{ ai_involved: 'true' }, 'ai_involved | ai_involved is not true or false'],
    [
      { human_joined_at: '2026-01-05T09:01:00Z' },
      'human_joined_at | human_joined_at is given, but human_involved is false',
    ],
    [{ csat: 0 }, 'csat | csat is not a whole number from 1 to 5'],
    [{ csat: 6 }, 'csat | csat is not a whole number from 1 to 5'],
    [{ csat: 4.5 }, 'csat | csat is not a whole number from 1 to 5'],
    [{ csat_at: '2026-02-01T00:00:00Z' }, 'accepted'],
    [{ csat_at: '2026-02-01T00:00:01Z' }, 'csat_at | csat_at is more than 24 hours in the future'],
    [{ human_requested_at: '0001-01-01T00:00:00Z' }, 'human_requested_at | human_requested_at is before 1970'],
    [{ handle_seconds: -1 }, 'handle_seconds | handle_seconds is less than 0'],
    [{ ai_cost: '-0.1' }, 'ai_cost | ai_cost is less than 0'],
    [{ ai_cost: '0.1000' }, 'accepted'],
    [{ ai_cost: 'free' }, 'ai_cost | ai_cost is not a decimal number'],
    [{ complexity: 'hard' }, 'complexity | complexity is not one of simple, moderate, complex'],
    [{ channel: null, market: null, language: null, intent: null }, 'accepted'],
    [{ channel: 'x'.repeat(256) }, 'channel | channel is longer than 255 characters'],
  ])('%j → %s', (changes, expected) => expect(verdict(changes)).toBe(expected));
});

test('people are told by number or address, financials by the workspace currency', () => {
  const reason = (type: 'tool_activity' | 'seat' | 'financials', raw: object) => {
    const result = makeCheck(type, context, () => undefined)(raw as Record<string, unknown>, false);
    return result instanceof Refusal ? result.reason : [...result];
  };
  expect(reason('tool_activity', { tool: 'claude', date: '1970-01-03' })).toBe('employee_id is missing');
  expect(reason('tool_activity', { email: 'a@b.c', tool: 'claude', date: '1970-01-03' })).toEqual([
    null,
    'a@b.c',
    'claude',
    2,
    null,
    null,
    1,
    null,
  ]);
  expect(reason('seat', { tool: 'claude', assigned_on: '2024-01-01' })).toBe('employee_id is missing');
  const quarter = { quarter: '2024-Q1', revenue: 1, customer_service_cost: 1, transactions: 1 };
  expect(reason('financials', { ...quarter, currency: 'SEK' })).toBe("currency is SEK, but the workspace's is USD");
  expect(reason('financials', { ...quarter, currency: 'USD', transactions: 0 })).toBe(
    'transactions is not a whole number of at least 1',
  );
});
