import { describe, expect, it } from 'vitest';
import { isoWeekday, quarterOf } from '@/lib/core/period';
import {
  dateOf,
  dayOf,
  firstWholeWeek,
  mondayOf,
  quartersOf,
  todayIn,
  weekdayOf,
  weekOf,
  workdays,
} from '@/lib/query/people/calendar';
import { countBits } from '@/lib/stats/bitset';

describe('days as numbers', () => {
  it('agree with the calendar for every day from 1968 to 2032', () => {
    for (let day = dayOf('1968-01-01'); day < dayOf('2032-01-01'); day++) {
      const date = dateOf(day);
      expect(dayOf(date)).toBe(day);
      if (weekdayOf(day) + 1 !== isoWeekday(date)) throw new Error(date);
      const monday = mondayOf(weekOf(day));
      if (weekdayOf(monday) !== 0 || day < monday || day > monday + 6) throw new Error(date);
      if (mondayOf(firstWholeWeek(day)) !== (weekdayOf(day) === 0 ? day : monday + 7)) throw new Error(date);
    }
  });
  it('know the quarters a range touches', () => {
    const names = quartersOf(dayOf('2023-12-31'), dayOf('2024-07-01')).map(({ from }) => quarterOf(dateOf(from)));
    expect(names).toEqual(['2023-Q4', '2024-Q1', '2024-Q2']);
  });
  it('count workdays less holidays: January 2024 has 23, New Year’s Day off makes 22', () => {
    const count = (holidays: string[]) => {
      const days = workdays(dayOf('2024-01-01'), dayOf('2024-02-01'), holidays);
      return countBits(days, 0, dayOf('2024-01-01'), dayOf('2024-02-01'));
    };
    expect(count([])).toBe(23);
    expect(count(['2024-01-01', '2024-01-06'])).toBe(22);
  });
  it('begin at midnight of the workspace’s zone', () => {
    const now = new Date('2024-02-29T23:30:00Z');
    expect(dateOf(todayIn('UTC', now))).toBe('2024-02-29');
    expect(dateOf(todayIn('Asia/Tokyo', now))).toBe('2024-03-01');
  });
});
