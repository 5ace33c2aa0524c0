import { describe, expect, test } from 'vitest';
import { dayOfSeconds, dayOfText } from '@/lib/connectors/days';
import { decimalOf } from '@/lib/connectors/decimal';
import { type RawRecord, Refusal, Skip } from '@/lib/connectors/define';
import { Seen } from '@/lib/connectors/seen';
import { addCost, personOf, UserDays } from '@/lib/connectors/user-days';

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
    Object.assign(days.of(nora, 'x', '2026-03-02'), { isUsed: true, cost: { units: 5n, scale: 1 } });
    expect([...days.records()][0]!.record).toMatchObject({
      ...{ interactions: null, last_active_on: '2026-03-02', cost: '0.5' },
    });
  });

  test('costs the sum of its parts: 0.1 + 0.2 = 0.3, 0.1 + unknown + 0.2 = unknown', () => {
    const [tenth, fifth] = [decimalOf('0.1'), decimalOf('0.2')];
    const costOf = (...parts: (typeof tenth)[]) => {
      const days = new UserDays();
      for (const part of parts) addCost(days.of(nora, 'x', '2026-03-02'), part);
      return ([...days.records()][0]!.record as RawRecord).cost;
    };
    expect([costOf(tenth, fifth), costOf(tenth, undefined, fifth)]).toEqual(['0.3', undefined]);
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
