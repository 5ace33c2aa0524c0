import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, amountOf, decimalOf, minus, textOfDecimal, times, ZERO } from '@/lib/connectors/decimal';

test.each([
  ['0.8999999999999999', '0.8999999999999999'],
  ['1e-7', '0.0000001'],
  ['2.5E3', '2500'],
  ['-0.050', '-0.05'],
  ['.5', '0.5'],
  ['+7.', '7'],
  [' 12 ', '12'],
  [0.1, '0.1'],
  [1e21, '1000000000000000000000'],
])('%j is %s', (given, text) => {
  expect(textOfDecimal(decimalOf(given)!)).toBe(text);
});

test.each(['', '-', '.', '1,5', '1.2.3', 'NaN', 'Infinity', null, undefined, {}, Number.NaN])(
  '%j is no number',
  (given) => {
    expect(decimalOf(given)).toBeUndefined();
  },
);

test('sums and products are exact where floats are not', () => {
  const of = (text: string) => decimalOf(text)!;
  expect(textOfDecimal(add(of('0.1'), of('0.2')))).toBe('0.3');
  expect(textOfDecimal(times(of('1.1'), of('1.1')))).toBe('1.21');
  expect(textOfDecimal(add(of('5'), minus(of('5'))))).toBe('0');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (cents) => {
      const sum = cents.reduce((so, cent) => add(so, { units: BigInt(cent), scale: 2 }), ZERO);
      expect(Math.round(Number(textOfDecimal(sum)) * 100)).toBe(cents.reduce((so, cent) => so + cent, 0));
    }),
  );
});

test.each<[unknown, number, string]>([
  ['1250.123456', 2, '12.50123456'],
  [8786, 2, '87.86'],
  [7, 2, '0.07'],
  ['0', 2, '0'],
  [1e-7, 0, '0.0000001'],
  ['12.500', 0, '12.5'],
])('the amount %s, its point moved by %i, is %s', (value, shift, text) => {
  expect(textOfDecimal(amountOf(value, shift)!)).toBe(text);
});

test.each([[-1], ['-0.5'], ['1,5'], [''], [null], [undefined], ['x'], [Number.NaN], [{}], [true]])(
  '%s is no amount',
  (value) => expect(amountOf(value)).toBeUndefined(),
);
