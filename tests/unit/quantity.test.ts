import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Unit } from '@/lib/core/answer';
import { isDate } from '@/lib/core/period';
import { parseDates, parseQuantity, writeQuantity } from '@/lib/core/quantity';

describe('what people type', () => {
  test.each<[string, Unit, number | null]>([
    ['60', 'share', 0.6],
    ['66.8 %', 'share', 0.668],
    ['66,8%', 'share', 0.668],
    ['0.07', 'share', 0.0007],
    ['1e2', 'share', null],
    ['sixty', 'share', null],
    ['', 'share', null],
    ['150', 'seconds', 150],
    ['2 min 30 s', 'seconds', 150],
    ['2min30s', 'seconds', 150],
    ['2:30', 'seconds', 150],
    ['2:75', 'seconds', null],
    ['1.5 h', 'seconds', 5400],
    ['1 h 1 s', 'seconds', 3601],
    ['2 d', 'seconds', 172_800],
    ['2 parsecs', 'seconds', null],
    ['min', 'seconds', null],
    ['2 min and', 'seconds', null],
    ['1,234', 'money', 1234],
    ['$1,234.50', 'money', 1234.5],
    ['1.2 M', 'money', 1_200_000],
    ['€ 40k', 'money', 40_000],
    ['12.30 USD', 'money', 12.3],
    ['-5', 'money', -5],
    ['money', 'money', null],
    ['1,2,3', 'money', null],
    ['4,2', 'rating', 4.2],
    ['4.2.1', 'rating', null],
    ['1 200', 'seats', 1200],
    ['0,125', 'per_1000', 0.125],
  ])('%s as %s is %s', (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBe(value);
  });

  test('is read back as it was written, whatever the unit', () => {
    const units: Unit[] = ['share', 'seconds', 'money', 'rating', 'per_1000', 'count', 'seats'];
    const value = fc.oneof(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => hundredths / 100),
    );
    fc.assert(
      fc.property(fc.constantFrom(...units), value, (unit, number) => {
        const wanted = unit === 'share' ? Number((number / 1e7).toPrecision(12)) : number;
        expect(parseQuantity(writeQuantity(wanted, unit), unit)).toBe(wanted);
      }),
    );
  });

  test.each<[number, Unit, string]>([
    [0.668, 'share', '66.8'],
    [1e-9, 'share', '0.0000001'],
    [0.07, 'share', '7'],
    [150, 'seconds', '2 min 30 s'],
    [3600, 'seconds', '1 h'],
    [0, 'seconds', '0 s'],
    [1.5, 'seconds', '1.5 s'],
    [980_000, 'money', '980,000'],
    [4.2, 'rating', '4.2'],
  ])('%s in %s is written %s', (value, unit, text) => {
    expect(writeQuantity(value, unit)).toBe(text);
  });
});

test('pasted dates are taken once and in order; the rest is named', () => {
  expect(parseDates('2027-01-06, 2027-01-01\n2027-02-30;2027-01-01 Easter', isDate)).toEqual({
    dates: ['2027-01-01', '2027-01-06'],
    others: ['2027-02-30', 'Easter'],
  });
});
