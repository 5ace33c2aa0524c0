import { describe, expect, test } from 'vitest';
import { bridgeWords } from '@/components/company/bridge-panel';
import { companyFinding, sinceWords } from '@/components/company/findings';
import type { MetricValue } from '@/lib/core/answer';
import { bridge, type Sides } from '@/lib/core/bridge';

const value = (revenue: number, people: number, more: Partial<MetricValue> = {}): MetricValue => ({
  value: (revenue * 4) / people,
  numerator: revenue,
  denominator: people,
  status: 'ok',
  ...more,
});
const asked = {
  last: { from: '2025-01-01', to: '2025-04-01' },
  base: { from: '2023-01-01', to: '2023-04-01' },
  currency: 'USD',
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the answer of the page Company', () => {
  test('says how the ratio and its two sides moved, and that it does not show what AI caused', () => {
    const { head, detail } = companyFinding({ ...asked, now: value(154, 61), before: value(100, 100) });
    expect(plain(head)).toBe(
      'Revenue per employee rose 152 % since Q1 2023: revenue rose 54 %, people employed fell 39 %',
    );
    expect(detail).toContain('it does not show what AI caused');
  });
  test('without a comparison gives the level alone', () => {
    const now = value(100, 50);
    expect(companyFinding({ ...asked, base: null, now, before: undefined }).head).toBe(
      'Revenue per employee is $8.00 in Q1 2025',
    );
    expect(companyFinding({ ...asked, now, before: { value: null, status: 'no_data' } }).detail).toContain(
      'Nothing is on record for Q1 2023',
    );
  });
  test('names what is missing where the quarter is not known, and marks what is provisional', () => {
    const unknown = companyFinding({ ...asked, now: undefined, before: undefined });
    expect(unknown).toMatchObject({ isEmpty: true, detail: 'Needs the finance file and the roster of that quarter.' });
    const early = value(100, 50, { status: 'provisional' });
    expect(companyFinding({ ...asked, now: early, before: undefined }).detail).toContain('Provisional');
  });
});

test('a move is told in the unit’s own words', () => {
  const since = (now: number, then: number, unit: 'share' | 'money') =>
    plain(sinceWords({ value: now, compare: then, status: 'ok' }, unit, asked.base));
  expect(since(0.52, 0.365, 'share')).toBe(', up 15.5 % points since Q1 2023');
  expect(since(0.19, 0.32, 'money')).toBe(', down 41 % since Q1 2023');
  expect(since(1, 1, 'money')).toBe(', unchanged since Q1 2023');
  expect(sinceWords({ value: 1, compare: null, status: 'ok' }, 'money', asked.base)).toBe('');
});

describe('the finding of the bridge', () => {
  const sides = (revenue: number, people: number) => value(revenue, people) as Sides;
  const words = (then: [number, number], now: [number, number]) => bridgeWords(bridge(sides(...then), sides(...now))!);
  test('shares of a rise and of a fall', () => {
    expect(words([100, 100], [200, 50])).toBe('50 % of the rise comes from more revenue, 50 % from fewer people');
    expect(words([200, 50], [100, 100])).toBe('50 % of the fall comes from less revenue, 50 % from more people');
  });
  test('two that pull apart have no shares', () => {
    expect(words([100, 100], [400, 200])).toBe('Revenue pulled it up, the number of people pulled it down');
  });
});
