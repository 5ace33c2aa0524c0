import { describe, expect, test } from 'vitest';
import type { Unit } from '@/lib/core/answer';
import {
  change,
  formatAmount,
  formatDate,
  formatInstant,
  formatShort,
  formatValue,
  moneyAlike,
  parts,
} from '@/lib/core/format';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const value = (number: number, unit: Unit, currency = 'USD') => plain(formatValue(number, unit, currency));
const moved = (now: number, then: number, unit: Unit) => {
  const { sign, text } = change(now, then, unit);
  return [sign, plain(text)];
};

test('amounts read against each other are in one unit, that of the largest', () => {
  const alike = moneyAlike([80_422, null, 206_688], 'USD');
  expect([alike(80_422), alike(206_688), alike(-56_077)].map(plain)).toEqual(['$0.08 M', '$0.21 M', '−$0.06 M']);
  expect(alike(null)).toBe('not known');
  const small = moneyAlike([80_422, 9_000], 'USD');
  expect([small(80_422), small(9_000)]).toEqual(['$80,422', '$9,000']);
});

describe('a number in its unit', () => {
  test.each<[number, Unit, string]>([
    [0.668, 'share', '66.8 %'],
    [1, 'share', '100.0 %'],
    [0, 'share', '0.0 %'],
    [-0.00001, 'share', '0.0 %'],
    [0.4, 'seconds', '0.4 s'],
    [48, 'seconds', '48 s'],
    [59.6, 'seconds', '1 min'],
    [108, 'seconds', '1 min 48 s'],
    [3599.7, 'seconds', '1 h'],
    [8340, 'seconds', '2 h 19 min'],
    [100 * 3600, 'seconds', '4 d 4 h'],
    [0.19, 'money', '$0.19'],
    [0.06, 'money', '$0.060'],
    [6027, 'money', '$6,027'],
    [980_000, 'money', '$0.98 M'],
    [40_300_000, 'money', '$40.3 M'],
    [1_250_000_000, 'money', '$1.25 B'],
    [-12.5, 'money', '−$12.50'],
    [4.305, 'rating', '4.31'],
    [0.481, 'per_1000', '0.48'],
    [32.04, 'per_1000', '32.0'],
    [96_412, 'count', '96,412'],
    [3300.4, 'people', '3,300'],
  ])('%d as %s reads %s', (number, unit, text) => expect(value(number, unit)).toBe(text));

  test('another currency shows its own sign', () => expect(value(5, 'money', 'EUR')).toBe('€5.00'));
  test('as an amount that must be seen to add up is written in whole units', () => {
    expect([381_398.7, -1234.4, -0.2].map((one) => formatAmount(one, 'USD'))).toEqual(['$381,399', '−$1,234', '$0']);
  });
  test('is never torn at a line’s end: no ordinary space is in it', () => {
    expect(formatValue(108, 'seconds', 'USD')).not.toContain(' ');
  });
  test('comes in pieces, so that units can stand smaller', () => {
    expect(parts(108, 'seconds', 'USD')).toEqual([
      { figure: '1', unit: 'min' },
      { figure: '48', unit: 's' },
    ]);
  });
});

describe('a change against a comparison', () => {
  test.each<[number, number, Unit, -1 | 0 | 1, string]>([
    [0.668, 0.655, 'share', 1, '+1.3 % points'],
    [0.4, 0.4004, 'share', 0, 'no change'],
    [4.31, 4.29, 'rating', 1, '+0.02'],
    [4.17, 4.172, 'rating', 0, 'no change'],
    [84, 108, 'seconds', -1, '−24 s'],
    [84.4, 86, 'seconds', -1, '−1.6 s'],
    [983_000, 390_000, 'money', 1, '+152 %'],
    [0.19, 0.195, 'money', -1, '−2.6 %'],
    [3, 0, 'count', 1, '+3'],
    [5, 5, 'count', 0, 'no change'],
  ])('%d against %d as %s: sign %d, %s', (now, then, unit, sign, text) => {
    expect(moved(now, then, unit)).toEqual([sign, text]);
  });
});

test('large counts are shortened, small ones are not', () => {
  expect([plain(formatShort(96_412)), plain(formatShort(1_234_567)), plain(formatShort(226_000_000))]).toEqual([
    '96,412',
    '1.23 M',
    '226 M',
  ]);
});

test('dates and instants are said in the workspace’s zone', () => {
  expect(formatDate('2025-03-31')).toBe('31 Mar 2025');
  expect(formatInstant('2025-03-31T22:30:00Z', 'Europe/Stockholm')).toBe('1 Apr 2025, 00:30');
});
