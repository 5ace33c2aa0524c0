import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, decimalText } from '@/lib/connectors/decimal';
import { Refusal, Skip } from '@/lib/connectors/define';
import { Seen } from '@/lib/connectors/seen';
import { dayOfSeconds, dayOfText, personOf, UserDays } from '@/lib/connectors/user-days';

describe('amounts', () => {
  test.each<[unknown, number, string]>([
    [0.1, 0, '0.1'],
    ['1250.123456', 2, '12.50123456'],
    [8786, 2, '87.86'],
    [7, 2, '0.07'],
    ['0', 2, '0'],
    [1e-7, 0, '0.0000001'],
    [1.5e21, 0, '1500000000000000000000'],
    ['12.500', 0, '12.5'],
    ['100', 0, '100'],
    [`0.${'0'.repeat(29)}1`, 0, `0.${'0'.repeat(29)}1`],
    ['1e-30', 0, `0.${'0'.repeat(29)}1`],
    ['0.0000000000000000000000000000010', 0, `0.${'0'.repeat(29)}1`],
  ])('%s, its point moved by %i, is %s', (value, shift, text) => {
    expect(decimalText(decimalOf(value, shift)!)).toBe(text);
  });

  test.each([[-1], ['-0.5'], ['1,5'], [''], [null], [undefined], ['x'], [Number.NaN], ['1e-31'], [{}], [true]])(
    '%s is none',
    (value) => expect(decimalOf(value)).toBeUndefined(),
  );

  test('a tenth and two tenths are three tenths, in any order and number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1 }), (cents) => {
        const sum = cents.reduce((total, amount) => total + decimalOf(amount, 2)!, 0n);
        const whole = cents.reduce((total, amount) => total + BigInt(amount), 0n);
        expect(decimalText(sum)).toBe(decimalText(decimalOf(whole.toString(), 2)!));
      }),
    );
    expect(decimalText(decimalOf(0.1)! + decimalOf(0.2)!)).toBe('0.3');
  });
});

test('a name is new once, however many came between', () => {
  const seen = new Seen();
  const names = Array.from({ length: 50_000 }, (_, i) => `2026-03-02T09:15:00.${i}Z\n-${i * 7919}\n1001`);
  expect(names.every((name) => seen.add(name))).toBe(true);
  expect(names.some((name) => seen.add(name))).toBe(false);
});

describe('days in UTC', () => {
  test.each<[unknown, string | undefined]>([
    [1772409600, '2026-03-02'],
    [1772495999.999, '2026-03-02'],
    [1772409600000, undefined],
    [0, undefined],
    ['1772409600', undefined],
    [null, undefined],
  ])('%s seconds: %s', (seconds, day) => expect(dayOfSeconds(seconds)).toBe(day));

  test.each<[unknown, string | undefined]>([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-02T00:00:00Z', '2026-03-02'],
    ['2026-03-02T23:59:59.999Z', '2026-03-02'],
    ['2026-03-03T01:00:00+02:00', '2026-03-02'],
    ['2026-02-30', undefined],
    ['2026-03-02 00:00', undefined],
    [5, undefined],
  ])('%s: %s', (text, day) => expect(dayOfText(text)).toBe(day));
});

describe('a person’s day', () => {
  const nora = personOf('Nora@Example.test ', 'u1')!;

  test('is one however their address is written, and apart from an id', () => {
    const days = new UserDays();
    days.of(nora, 'x', '2026-03-02').interactions++;
    days.of(personOf('nora@example.test', null)!, 'x', '2026-03-02').interactions++;
    days.of(personOf('', 'nora@example.test')!, 'x', '2026-03-02').interactions++;
    const common = { type: 'tool_activity', tool: 'x', date: '2026-03-02' };
    expect([...days.records()].map(({ record }) => record)).toEqual([
      { ...common, email: 'nora@example.test', interactions: 2 },
      { ...common, employee_id: 'nora@example.test', interactions: 1 },
    ]);
  });

  test('of use without a count is active, without a number', () => {
    const days = new UserDays();
    Object.assign(days.of(nora, 'x', '2026-03-02'), { isUsed: true, cost: 5n * 10n ** 29n });
    expect([...days.records()][0]!.record).toMatchObject({
      ...{ interactions: null, last_active_on: '2026-03-02', cost: '0.5' },
    });
  });

  test('what parts of rows do not tell is said once, with its number', () => {
    const days = new UserDays();
    for (let i = 0; i < 3; i++) {
      days.note(new Skip('parts without a name'), i + 1);
      days.note(new Refusal('time', 'a part has no time'), i + 1);
    }
    days.note(new Refusal('name', 'a part has no name'));
    expect([...days.records()]).toEqual([
      { record: new Skip('parts without a name', 3), line: 1 },
      { record: new Refusal('time', 'a part has no time (3 times)'), line: 1 },
      { record: new Refusal('name', 'a part has no name'), line: 1 },
    ]);
  });
});
