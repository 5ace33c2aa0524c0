import { describe, expect, test } from 'vitest';
import { addDays, isoWeekday } from '@/lib/core/period';
import { rhythmOf } from '@/lib/core/rhythm';

const every = (step: number, times: number, from = '2026-01-05') =>
  Array.from({ length: times }, (_, index) => addDays(from, index * step));

describe('a source’s rhythm', () => {
  test('is unknown until it came on three days', () => {
    expect(rhythmOf([], '2026-02-01')).toBeNull();
    expect(rhythmOf(['2026-01-05', '2026-01-06'], '2026-02-01')).toBeNull();
    expect(rhythmOf(every(1, 3), '2026-01-08')).not.toBeNull();
  });

  test('every day: last on 14 Jan, so 15 Jan is in time and 16 Jan is one day late', () => {
    const days = every(1, 10);
    expect(rhythmOf(days, '2026-01-15')).toEqual({ days: 1, words: 'every day', dueOn: '2026-01-15', daysLate: 0 });
    expect(rhythmOf(days, '2026-01-16')!.daysLate).toBe(1);
  });

  test('every workday: a weekend is no delay; a Monday missed is, from Tuesday on', () => {
    const workdays = every(1, 19).filter((day) => isoWeekday(day) <= 5);
    expect(workdays.at(-1)).toBe('2026-01-23');
    expect(rhythmOf(workdays, '2026-01-26')).toMatchObject({
      words: 'every workday',
      dueOn: '2026-01-26',
      daysLate: 0,
    });
    expect(rhythmOf(workdays, '2026-01-27')!.daysLate).toBe(1);
  });

  test('months of 31, 28, 31 and 30 days: median 30.5, due after 31; ten days later it is ten days late', () => {
    const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];
    expect(rhythmOf(months, '2026-06-11')).toEqual({
      days: 30.5,
      words: 'every month',
      dueOn: '2026-06-01',
      daysLate: 10,
    });
  });

  test('one file in eleven that came three weeks late changes neither the rhythm nor the patience', () => {
    const days = every(7, 10);
    const resumed = addDays(days.at(-1)!, 28);
    const after = [...days, resumed, addDays(resumed, 7), addDays(resumed, 14)];
    expect(rhythmOf(after, addDays(resumed, 14))).toMatchObject({
      days: 7,
      words: 'every week',
      dueOn: addDays(resumed, 21),
    });
  });

  test('follows a change: what was weekly and is daily for a fortnight is expected tomorrow', () => {
    const weekly = every(7, 8);
    const daily = every(1, 14, addDays(weekly.at(-1)!, 1));
    expect(rhythmOf([...weekly, ...daily], daily.at(-1)!)).toMatchObject({ days: 1, dueOn: addDays(daily.at(-1)!, 1) });
  });

  test.each<[number, string]>([
    [2, 'every 2 days'],
    [7, 'every week'],
    [10, 'every 10 days'],
    [14, 'every two weeks'],
    [91, 'every quarter'],
  ])('of %i days reads "%s"', (step, words) => {
    expect(rhythmOf(every(step, 5), '2026-01-05')!.words).toBe(words);
  });
});
