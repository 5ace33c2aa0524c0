import { describe, expect, it } from 'vitest';
import { meanDifference, varianceOf } from '@/lib/stats/difference';
import { normalCdf, normalQuantile, Z_95, Z_95_OF_FOUR } from '@/lib/stats/normal';
import { standardisedDifference } from '@/lib/stats/standardise';
import { benjaminiHochberg, holm, wilson } from '@/lib/stats/tests';

const sample = (...values: number[]) => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.959963984540054, 0.975],
    [-3, 0.001349898031630095],
    [-10, 7.619853024160527e-24],
    [6, 0.9999999990134123],
  ])('Φ(%d) = %d (tables)', (x, p) => {
    expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-12 * Math.max(p, 1e-14 / 1e-12));
    expect(normalCdf(x) / p).toBeCloseTo(1, 10);
  });

  it.each([1e-9, 0.001, 0.02, 0.3, 0.5, 0.9, 0.999999])('Φ⁻¹ undoes Φ at %d', (p) => {
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 10);
  });

  it('the z of 95 % and of 95 % over four tests are quantiles at 0.975 and 1 − 0.05 / 8', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(Z_95, 6);
    expect(normalQuantile(1 - 0.05 / 8)).toBeCloseTo(Z_95_OF_FOUR, 6);
  });

  it('has no quantile of 0 or 1', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});

describe('corrections for many tests', () => {
  it('Holm: of 0.01, 0.04, 0.03, 0.005 at 0.05 the first and the last are rejected (0.005 ≤ 0.05/4, 0.01 ≤ 0.05/3, 0.03 > 0.05/2)', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
  });

  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  it('Benjamini and Hochberg’s own example of 15: four rejected at 0.05, where Holm rejects three', () => {
    expect(benjaminiHochberg(published, 0.05).filter(Boolean)).toHaveLength(4);
    expect(holm(published, 0.05).filter(Boolean)).toHaveLength(3);
  });

  it('of nothing reject nothing', () => {
    expect(holm([], 0.05)).toEqual([]);
    expect(benjaminiHochberg([], 0.05)).toEqual([]);
  });
});

describe('Wilson’s interval (Newcombe, Stat. Med. 17, 1998, table I)', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d: %d to %d', (successes, n, low, high) => {
    expect(wilson(successes, n)!.low).toBeCloseTo(low, 4);
    expect(wilson(successes, n)!.high).toBeCloseTo(high, 4);
  });

  it('of nothing is null', () => expect(wilson(0, 0)).toBeNull());
});

describe('differences of means', () => {
  it('5, 4, 3 against 4, 2: 4 − 3 = 1, variance 1/3 + 2/2 = 4/3', () => {
    const found = meanDifference(sample(5, 4, 3), sample(4, 2))!;
    expect(found.difference).toBeCloseTo(1, 12);
    expect(found.high - found.difference).toBeCloseTo(Z_95 * Math.sqrt(4 / 3), 12);
  });

  it('a single observation has no spread, and makes no difference', () => {
    expect(varianceOf(sample(4))).toBe(0);
    expect(meanDifference(sample(4), sample(3, 4))).toBeNull();
  });

  it('equal ratings have variance 0, also where squares round', () => {
    expect(varianceOf(sample(4.1, 4.1, 4.1))).toBeCloseTo(0, 12);
    expect(varianceOf({ n: 3, sum: 0.3, squares: 0.03 - 1e-18 })).toBeGreaterThanOrEqual(0);
  });

  it('weights 3 and 1: (3 × (4 − 3) + 1 × (2 − 4)) / 4 = 0.25; with equal ratings s² counts as 0.25', () => {
    const four = sample(4, 4, 4, 4, 4);
    const strata = [
      { weight: 3, a: four, b: sample(3, 3, 3, 3, 3) },
      { weight: 1, a: sample(2, 2, 2, 2, 2), b: four },
    ];
    const found = standardisedDifference(strata)!;
    expect(found.difference).toBeCloseTo(0.25, 12);
    // Σ w² (0.25/5 + 0.25/5) = (9/16 + 1/16) × 0.1
    expect(found.error).toBeCloseTo(Math.sqrt((10 / 16) * 0.1), 12);
    expect(standardisedDifference(strata, { inflateB: 2 })!.error).toBeCloseTo(Math.sqrt((10 / 16) * 0.15), 12);
    expect(standardisedDifference([])).toBeNull();
  });
});
