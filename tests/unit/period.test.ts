import { describe, expect, it } from 'vitest';
import {
  addMonths,
  comparisonRange,
  isDate,
  isoWeekday,
  periodsOf,
  previousPeriod,
  quarterOf,
  quarterRange,
  startOf,
} from '@/lib/core/period';

describe('dates', () => {
  it('2024-02-29 exists, 2023-02-29 and 2024-13-01 do not', () => {
    expect(['2024-02-29', '2023-02-29', '2024-13-01', '2024-2-01'].map(isDate)).toEqual([true, false, false, false]);
  });
  it('years before 1900 and from 2200 on are slips: dates as texts end with the year 9999', () => {
    expect(['1900-01-01', '2199-12-31'].map(isDate)).toEqual([true, true]);
    expect(['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'].map(isDate)).toEqual([false, false, false, false]);
  });
  it('31 January and a month is the last of February', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28');
  });
  it('2024-01-28 was a Sunday, its ISO week began on Monday the 22nd', () => {
    expect(isoWeekday('2024-01-28')).toBe(7);
    expect(startOf('week', '2024-01-28')).toBe('2024-01-22');
  });
  it('November belongs to Q4, which runs from October into January', () => {
    expect(quarterOf('2024-11-30')).toBe('2024-Q4');
    expect(quarterRange('2024-Q4')).toEqual({ from: '2024-10-01', to: '2025-01-01' });
  });
});

describe('periods', () => {
  it('are clipped to the range and keyed by their calendar start', () => {
    expect(periodsOf({ from: '2024-01-15', to: '2024-03-02' }, 'month')).toEqual([
      { key: '2024-01-01', from: '2024-01-15', to: '2024-02-01' },
      { key: '2024-02-01', from: '2024-02-01', to: '2024-03-01' },
      { key: '2024-03-01', from: '2024-03-01', to: '2024-03-02' },
    ]);
  });
  it('without a grain are one, without a key', () => {
    expect(periodsOf({ from: '2024-01-15', to: '2024-01-16' })).toEqual([
      { key: null, from: '2024-01-15', to: '2024-01-16' },
    ]);
  });
  it('a week over the turn of the year is one week', () => {
    expect(periodsOf({ from: '2024-12-30', to: '2025-01-13' }, 'week').map(({ key }) => key)).toEqual([
      '2024-12-30',
      '2025-01-06',
    ]);
  });
});

describe('comparison', () => {
  it('March is compared with February (31 days with 29), a quarter with the quarter before', () => {
    expect(previousPeriod({ from: '2024-03-01', to: '2024-04-01' })).toEqual({ from: '2024-02-01', to: '2024-03-01' });
    expect(previousPeriod({ from: '2024-04-01', to: '2024-07-01' })).toEqual({ from: '2024-01-01', to: '2024-04-01' });
  });
  it('10 days are compared with the 10 days before', () => {
    expect(previousPeriod({ from: '2024-03-05', to: '2024-03-15' })).toEqual({ from: '2024-02-24', to: '2024-03-05' });
  });
  it('the year before has the same dates', () => {
    expect(comparisonRange({ from: '2024-02-29', to: '2024-03-31' }, 'previous_year', null)).toEqual({
      from: '2023-02-28',
      to: '2023-03-31',
    });
  });
  it('a baseline that does not exist has no dates', () => {
    expect(comparisonRange({ from: '2024-02-01', to: '2024-03-01' }, 'baseline', null)).toBeNull();
    expect(comparisonRange({ from: '2024-02-01', to: '2024-03-01' }, 'baseline', '2023-Q1')).toEqual({
      from: '2023-01-01',
      to: '2023-04-01',
    });
  });
});
