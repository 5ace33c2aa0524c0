import { describe, expect, it } from 'vitest';
import { amount, type Metric, percentile, ratio } from '@/lib/metrics/define';
import { evaluate } from '@/lib/query/evaluate';
import type { SourceRow } from '@/lib/query/source';

const declared = {
  id: 'm',
  title: 'M',
  question: '?',
  formula: 'f',
  caveat: 'c',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: [],
  grains: ['day'],
  version: 1,
  example: { from: '2026-01-01', to: '2026-02-01', equals: 1, because: '1' },
} as const;
const share: Metric = ratio({ ...declared, numerator: 'a', denominator: 'b' });
const row = (part: Partial<SourceRow>): SourceRow => ({
  period: null,
  group: [],
  measures: {},
  histograms: {},
  remarks: {},
  ...part,
});

describe('evaluate', () => {
  it('divides sums once: 2 / 4 = 0.5', () => {
    expect(evaluate(share, row({ measures: { a: 2, b: 4 } }))).toEqual({
      value: 0.5,
      numerator: 2,
      denominator: 4,
      status: 'ok',
    });
  });
  it('nothing to divide by is no_data, never 0', () => {
    expect(evaluate(share, row({}))).toEqual({ value: null, numerator: 0, denominator: 0, status: 'no_data' });
    expect(evaluate(share, undefined).status).toBe('no_data');
  });
  it('of 10, 6 solved and 3 unknown: 0.6, and 0.9 if all three had been solved; 4 of the 6 rest on something', () => {
    const solved = ratio({
      ...{ ...declared, numerator: 'a', denominator: 'b' },
      ...{ unknown: 'u', restsOn: { confirmed: 'c', assumed: 's' } },
    });
    const found = evaluate(solved, row({ measures: { a: 6, b: 10, u: 3, c: 3, s: 1 } }));
    expect(found).toMatchObject({ value: 0.6, bounds: { low: 0.6, high: 0.9 } });
    expect(found.beside).toEqual({ confirmed: 3 / 6, assumed: 1 / 6, not_said: 2 / 6 });
    const hidden = evaluate(solved, row({ measures: { a: 6, b: 10 }, remarks: { m: { suppressed: true } } }));
    expect(hidden).toEqual({ value: null, status: 'suppressed' });
  });
  it('a suppressed value keeps both its sides to itself', () => {
    const hidden = evaluate(share, row({ measures: { a: 2, b: 4 }, remarks: { m: { suppressed: true } } }));
    expect(hidden).toEqual({ value: null, status: 'suppressed' });
  });
  it('suppressed before no_data before provisional before low_n', () => {
    const estimate = { ...share, estimate: true };
    const status = (measures: Record<string, number>, remark = {}) =>
      evaluate(estimate, row({ measures, remarks: { m: remark } })).status;
    expect(status({ a: 0, b: 0 }, { suppressed: true })).toBe('suppressed');
    expect(status({ a: 0, b: 0 }, { provisional: true })).toBe('no_data');
    expect(status({ a: 1, b: 4 }, { provisional: true })).toBe('provisional');
    expect(status({ a: 1, b: 29 })).toBe('low_n');
    expect(status({ a: 1, b: 30 })).toBe('ok');
  });
  it('a percentile among those who never got there is not_reached', () => {
    const p50 = percentile({ ...declared, histogram: 'wait', p: 0.5 });
    const wait = { counts: new Map(), never: 3 };
    expect(evaluate(p50, row({ histograms: { wait } }))).toMatchObject({ value: null, status: 'not_reached', n: 3 });
  });
  it('an amount that cannot be known is no_data, one of 0 is 0', () => {
    const count = amount({ ...declared, measure: 'n' });
    expect(evaluate(count, row({ measures: { n: null } })).status).toBe('no_data');
    expect(evaluate(count, row({ measures: { n: 0 } }))).toEqual({ value: 0, status: 'ok' });
  });
});
