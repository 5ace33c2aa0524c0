import { describe, expect, it } from 'vitest';
import { baseValues, breakEvenOf, type Counted, ledgerOf, moneyOf, type Values } from '@/lib/analysis/impact/money';
import { type Errors, rangeOf, tornadoOf } from '@/lib/analysis/impact/range';
import { ASSUMPTION_NAMES, type Assumptions, complaintsOf, DEFAULT_ASSUMPTIONS, isOwned } from '@/lib/core/assumptions';
import { quantileOf, seeded, triangularQuantile } from '@/lib/stats/random';

/** A year of 1,000 h × 0.5 = 1,800,000 s a person, so that sums can be done in the head. */
const VALUES: Values = {
  ...{ productive_hours_per_fte_year: 1000, occupancy: 0.5, loaded_cost_per_fte_year: 100_000 },
  ...{ ai_platform_cost_year: 50_000, realisation_factor: 0.5, would_have_asked: 0.9 },
};
/** 10 people gross, 1 + 1 of them rework. */
const YEAR: Counted = {
  ...{ days: 365, gross: 18_000_000, takenOver: 1_800_000, repeatDifference: 0.1, freed: 18_000_000, aiCost: 100_000 },
};

describe('money', () => {
  it('gross 18,000,000 s / 1,800,000 s = 10 people; less 1,800,000 s taken over and 0.1 × 18,000,000 s come back = 8', () => {
    const money = moneyOf(YEAR, VALUES);
    expect(money.fte_equivalent_gross).toBe(10);
    expect(money.fte_equivalent).toBe(8);
  });

  it('freed: 0.9 would have asked × 18,000,000 s / 1,800,000 s = 9 people', () => {
    expect(moneyOf(YEAR, VALUES).fte_freed).toBe(9);
  });

  it('profit: 0.5 × min(8, 9) × 100,000 − 100,000 − 50,000 = 250,000', () => {
    expect(moneyOf(YEAR, VALUES).profit).toBe(250_000);
  });

  it('the lower of the two counts: freed 6 × 0.9 = 5.4 people, 0.5 × 540,000 − 150,000 = 120,000', () => {
    expect(moneyOf({ ...YEAR, freed: 10_800_000 }, VALUES).profit).toBeCloseTo(120_000, 6);
  });

  it('a quarter of 73 days with the same work is five times the people at a fifth of the cost: 400,000 − 100,000 − 10,000', () => {
    const money = moneyOf({ ...YEAR, days: 73 }, VALUES);
    expect(money.fte_equivalent).toBeCloseTo(40, 10);
    expect(money.profit).toBeCloseTo(290_000, 6);
  });

  it('neither what is taken over faster nor what comes back less often adds to the gross', () => {
    expect(moneyOf({ ...YEAR, takenOver: -5_000_000, repeatDifference: -0.2 }, VALUES).fte_equivalent).toBe(10);
  });

  it('without a time before the AI it is the upper bound: 0.5 × 8 × 100,000 − 150,000', () => {
    expect(moneyOf({ ...YEAR, freed: null }, VALUES)).toMatchObject({ fte_freed: null, profit: 250_000 });
  });

  it('without the AI’s cost there is no profit, never one that leaves it out', () => {
    expect(moneyOf({ ...YEAR, aiCost: null }, VALUES).profit).toBeNull();
    expect(ledgerOf({ ...YEAR, aiCost: null }, VALUES)).toEqual([]);
    expect(breakEvenOf({ ...YEAR, aiCost: null }, VALUES)).toBeNull();
  });
});

describe('the ledger', () => {
  it('1,000,000 − 200,000 − 0 − 400,000 − 100,000 − 50,000 = 250,000', () => {
    expect(ledgerOf(YEAR, VALUES).map(({ id, amount }) => [id, Math.round(amount)])).toEqual([
      ...[
        ['gross', 1_000_000],
        ['rework', -200_000],
        ['before_after', 0],
        ['realisation', -400_000],
      ],
      ...[
        ['ai_cost', -100_000],
        ['platform', -50_000],
        ['profit', 250_000],
      ],
    ]);
  });

  it.each([
    ['as it is', YEAR],
    ['freed below', { ...YEAR, freed: 3_000_000 }],
    ['a loss', { ...YEAR, freed: -1_000_000 }],
    ['no time before', { ...YEAR, freed: null }],
    ['a part of a year', { ...YEAR, days: 91 }],
  ])('sums to profit: %s', (_, counted) => {
    const lines = ledgerOf(counted, VALUES);
    const sum = lines.slice(0, -1).reduce((total, { amount }) => total + amount, 0);
    expect(sum).toBeCloseTo(lines.at(-1)!.amount, 6);
    expect(lines.at(-1)!.amount).toBeCloseTo(moneyOf(counted, VALUES).profit!, 9);
  });
});

describe('break-even', () => {
  it('150,000 of costs / 800,000 of time = 0.1875; there profit is 0', () => {
    const factor = breakEvenOf(YEAR, VALUES)!;
    expect(factor).toBeCloseTo(0.1875, 12);
    expect(moneyOf(YEAR, { ...VALUES, realisation_factor: factor }).profit).toBeCloseTo(0, 6);
  });

  it('null where time is worth nothing: no factor does it', () => {
    expect(breakEvenOf({ ...YEAR, freed: 0 }, VALUES)).toBeNull();
    expect(breakEvenOf({ ...YEAR, freed: -5 }, VALUES)).toBeNull();
  });
});

const fixed = (values: Values): Assumptions =>
  Object.fromEntries(
    ASSUMPTION_NAMES.map((name) => {
      const value = values[name];
      return [name, { ...DEFAULT_ASSUMPTIONS[name], low: value, base: value, high: value }];
    }),
  ) as Assumptions;
const EXACT: Errors = {
  work: { resolved: 0, aiOnly: 0, grossVariance: 0, takenOverVariance: 0, covariance: 0 },
  ...{ freed: null, repeatVariance: 0 },
};

describe('the tornado', () => {
  const spread = fixed(VALUES);
  spread.realisation_factor = { ...spread.realisation_factor, low: 0.25, high: 1 };
  spread.ai_platform_cost_year = { ...spread.ai_platform_cost_year, low: 0, high: 200_000 };

  it('each alone at its ends, the widest first: 0.25 and 1 × 800,000 − 150,000, then 300,000 − platform', () => {
    const [first, second, ...rest] = tornadoOf(YEAR, spread);
    expect(first).toEqual({ assumption: 'realisation_factor', atLow: 50_000, atHigh: 650_000 });
    expect(second).toEqual({ assumption: 'ai_platform_cost_year', atLow: 300_000, atHigh: 100_000 });
    expect(rest).toHaveLength(4);
    for (const { atLow, atHigh } of rest) expect([atLow, atHigh]).toEqual([250_000, 250_000]);
  });

  it('is empty without the AI’s cost', () => expect(tornadoOf({ ...YEAR, aiCost: null }, spread)).toEqual([]));
});

describe('the range', () => {
  const wide: Assumptions = DEFAULT_ASSUMPTIONS;

  it('assumptions without a range and no sampling error: every draw is the base value', () => {
    expect(rangeOf(YEAR, EXACT, fixed(VALUES))).toEqual({ p10: 250_000, p50: 250_000, p90: 250_000 });
  });

  it('is the same every time, and ascends', () => {
    const range = rangeOf(YEAR, EXACT, wide)!;
    expect(rangeOf(YEAR, EXACT, wide)).toEqual(range);
    expect(range.p10).toBeLessThan(range.p50);
    expect(range.p50).toBeLessThan(range.p90);
  });

  it('one assumption alone has the quantiles of its triangle: profit is 800,000 × factor − 150,000', () => {
    const one = fixed(VALUES);
    one.realisation_factor = { ...one.realisation_factor, low: 0, base: 0.5, high: 1 };
    // Of a triangle 0–0.5–1: P10 √0.05 = 0.2236, P50 0.5, P90 1 − √0.05. 10,000 draws tell it within 0.01.
    const { p10, p50, p90 } = rangeOf(YEAR, EXACT, one)!;
    expect(Math.abs((p10 + 150_000) / 800_000 - Math.sqrt(0.05))).toBeLessThan(0.01);
    expect(Math.abs((p50 + 150_000) / 800_000 - 0.5)).toBeLessThan(0.01);
    expect(Math.abs((p90 + 150_000) / 800_000 - (1 - Math.sqrt(0.05)))).toBeLessThan(0.01);
  });

  it('assumptions that err together are wider than those that know nothing of each other', () => {
    // At 50 times the work no single assumption decides alone.
    const large = { ...YEAR, gross: YEAR.gross * 50, freed: YEAR.freed! * 50 };
    const [joined, apart] = [rangeOf(large, EXACT, wide)!, rangeOf(large, EXACT, wide, 'independent')!];
    expect(joined.p90 - joined.p10).toBeGreaterThan((apart.p90 - apart.p10) * 1.2);
    expect(joined.p10).toBeLessThan(apart.p10);
    expect(joined.p90).toBeGreaterThan(apart.p90);
  });

  it('sampling alone: gross ± 180,000 s is ± 0.1 people is ± 0.09 × 50,000 after what comes back', () => {
    const errors = { ...EXACT, work: { ...EXACT.work, grossVariance: 180_000 ** 2 } };
    const counted = { ...YEAR, takenOver: 0, freed: null };
    const { p10, p50, p90 } = rangeOf(counted, errors, fixed(VALUES))!;
    // P10 and P90 of a normal lie 1.2816 standard deviations out.
    const sd = 0.09 * 50_000;
    expect(Math.abs(p50 - 300_000)).toBeLessThan(0.05 * sd);
    expect((p90 - p10) / (2 * 1.2816 * sd)).toBeGreaterThan(0.97);
    expect((p90 - p10) / (2 * 1.2816 * sd)).toBeLessThan(1.03);
  });

  it('the resolved share errs by √(p (1 − p) / n): 6,400 of 10,000 is 0.48 % points, 0.75 % of the gross', () => {
    const errors = { ...EXACT, work: { ...EXACT.work, resolved: 6400, aiOnly: 10_000 } };
    const counted = { ...YEAR, takenOver: 0, repeatDifference: 0, freed: null };
    const { p10, p90 } = rangeOf(counted, errors, fixed(VALUES))!;
    const ratio = (p90 - p10) / (2 * 1.2816 * 0.0075 * 500_000);
    expect(ratio).toBeGreaterThan(0.97);
    expect(ratio).toBeLessThan(1.03);
  });

  it('there is none without the AI’s cost', () => expect(rangeOf({ ...YEAR, aiCost: null }, EXACT, wide)).toBeNull());
});

describe('quantiles', () => {
  it('of a triangle 0–1–4: F⁻¹(1/4) is the top, below √(4p), above 4 − √(12 (1 − p))', () => {
    expect(triangularQuantile(0, 0, 1, 4)).toBe(0);
    expect(triangularQuantile(0.09, 0, 1, 4)).toBeCloseTo(0.6, 12);
    expect(triangularQuantile(0.25, 0, 1, 4)).toBeCloseTo(1, 12);
    expect(triangularQuantile(0.97, 0, 1, 4)).toBeCloseTo(4 - 0.6, 12);
    expect(triangularQuantile(1, 0, 1, 4)).toBe(4);
  });

  it.each([
    [[0, 0, 1], 0.19, 1 - Math.sqrt(0.81)],
    [[0, 1, 1], 0.25, 0.5],
    [[3, 3, 3], 0.7, 3],
  ] as const)('of a triangle %j with its top at an end, or flat: %d → %d', ([low, mode, high], p, wanted) => {
    expect(triangularQuantile(p, low, mode, high)).toBeCloseTo(wanted, 12);
  });

  it('of five numbers: P50 the third, P10 four tenths of the way from the first to the second', () => {
    const five = Float64Array.of(10, 20, 40, 80, 160);
    expect(quantileOf(five, 0.5)).toBe(40);
    expect(quantileOf(five, 0.1)).toBeCloseTo(14, 12);
    expect(quantileOf(five, 1)).toBe(160);
    expect(quantileOf(Float64Array.of(7), 0.9)).toBe(7);
  });

  it('the same seed, the same numbers, spread evenly', () => {
    const [a, b] = [seeded(7), seeded(7)];
    const numbers = Array.from({ length: 10_000 }, () => a());
    expect(numbers).toEqual(Array.from({ length: 10_000 }, () => b()));
    expect(numbers.reduce((sum, one) => sum + one, 0) / 10_000).toBeCloseTo(0.5, 1);
  });
});

describe('assumptions', () => {
  const one = { low: 0.8, base: 0.85, high: 0.9 };

  it.each([
    ['ascending', one, {}],
    ['all the same', { low: 1, base: 1, high: 1 }, {}],
    ['low above the value', { ...one, low: 0.86 }, { low: 'is not above the value' }],
    ['high below the value', { ...one, high: 0.8 }, { high: 'is not below the value' }],
    ['above what it can be', { ...one, high: 1.2 }, { high: 'lies between 0.01 and 1' }],
    ['no number', { ...one, base: Number.NaN }, { base: 'needs a number' }],
  ])('%s', (_, values, wrong) => expect(complaintsOf('occupancy', values)).toEqual(wrong));

  it('are owned with a name and a day, not with blanks', () => {
    expect(isOwned({ owner: 'Ann', date: '2026-01-01' })).toBe(true);
    expect(isOwned({ owner: ' ', date: '2026-01-01' })).toBe(false);
    expect(isOwned({ owner: 'Ann', date: '' })).toBe(false);
  });

  it('base values are what profit is computed with', () => {
    expect(baseValues(DEFAULT_ASSUMPTIONS).realisation_factor).toBe(0.6);
  });
});
