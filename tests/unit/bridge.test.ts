import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bridge, bridge, bridgeSteps, type Sides } from '@/lib/core/bridge';
import { quartersOf } from '@/lib/core/quarters';

/** Revenue × 4 ÷ people. */
const sides = (revenue: number, people: number): Sides => ({
  value: (revenue * 4) / people,
  numerator: revenue,
  denominator: people,
});
const made = (...args: Parameters<typeof bridge>): Bridge => {
  const result = bridge(...args);
  if (!result) throw new Error('It could not be split.');
  return result;
};

describe('the bridge of revenue per employee', () => {
  test('twice the revenue and half the people: 400 → 1,600, of which each moved 600 = half of ln 4', () => {
    const result = made(sides(1000, 10), sides(2000, 5));
    expect(result.log).toBeCloseTo(Math.log(4), 12);
    expect(result.moved).toBeCloseTo(1200, 9);
    expect(result.numerator).toMatchObject({ change: 1 });
    expect(result.numerator.log).toBeCloseTo(Math.log(2), 12);
    expect(result.numerator.moved).toBeCloseTo(600, 9);
    expect(result.denominator.change).toBeCloseTo(-0.5, 12);
    expect(result.denominator.moved).toBeCloseTo(600, 9);
    expect(result.numeratorShare).toBeCloseTo(0.5, 12);
  });

  test('four times the revenue and twice the people: ln 2 = ln 4 − ln 2; people pull it down, so no share is told', () => {
    const result = made(sides(100, 10), sides(400, 20));
    expect(result.numerator.log).toBeCloseTo(Math.log(4), 12);
    expect(result.denominator.log).toBeCloseTo(-Math.log(2), 12);
    expect(result.denominator.moved).toBeLessThan(0);
    expect(result.numeratorShare).toBeNull();
  });

  test('the published company: 381,399 → 960,919, ln 0.924 = 0.435 from revenue + 0.489 from people', () => {
    const result = made(sides(513_600_000, 5386.488888888889), sides(793_500_000, 3303.088888888889));
    expect(result.log).toBeCloseTo(0.924, 3);
    expect(result.numerator.log).toBeCloseTo(0.435, 3);
    expect(result.denominator.log).toBeCloseTo(0.489, 3);
    expect(Math.round(result.numerator.moved)).toBe(272_818);
    expect(Math.round(result.denominator.moved)).toBe(306_702);
  });

  test('stands still where both sides double: nothing moved, and what each moved takes the other away', () => {
    const result = made(sides(100, 10), sides(200, 20));
    expect(result.moved).toBeCloseTo(0, 12);
    expect(result.numerator.moved).toBeCloseTo(40 * Math.log(2), 9);
    expect(result.denominator.moved).toBeCloseTo(-40 * Math.log(2), 9);
    expect(result.numeratorShare).toBeNull();
  });

  test.each([
    ['no revenue then', sides(0, 10), sides(100, 10)],
    ['a loss of it now', sides(100, 10), sides(-5, 10)],
    ['nobody employed', { value: 0, numerator: 100, denominator: 0 }, sides(100, 10)],
  ])('cannot be split with %s', (_, then, now) => expect(bridge(then, now)).toBeNull());

  test('leaves no rest, whatever moved, and its bars meet', () => {
    const amount = fc.double({ min: 1, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, amount, (r0, h0, r1, h1) => {
        const [then, now] = [sides(r0, h0), sides(r1, h1)];
        const result = made(then, now);
        const scale = Math.max(then.value, now.value);
        expect((result.numerator.moved + result.denominator.moved - result.moved) / scale).toBeCloseTo(0, 9);
        expect(result.numerator.log + result.denominator.log).toBeCloseTo(Math.log(now.value / then.value), 6);
        const [first, second, third, last] = bridgeSteps(then, now, result);
        expect([second!.from, third!.from, third!.to]).toEqual([first!.to, second!.to, last!.to]);
      }),
    );
  });
});

describe('the quarters a page of quarterly figures is about', () => {
  const view = { from: '2025-01-01', to: '2025-04-01', compare: 'baseline' as const };
  const q = (from: string, to: string) => ({ from, to });

  test('the last whole one against the baseline, with all between', () => {
    expect(quartersOf(view, '2022-Q1')).toEqual({
      last: q('2025-01-01', '2025-04-01'),
      base: q('2022-01-01', '2022-04-01'),
      span: q('2022-01-01', '2025-04-01'),
    });
  });
  test('two years and the quarter before them where the comparison is nearer', () => {
    expect(quartersOf({ ...view, compare: 'previous_period' }, null)).toEqual({
      last: q('2025-01-01', '2025-04-01'),
      base: q('2024-10-01', '2025-01-01'),
      span: q('2023-01-01', '2025-04-01'),
    });
  });
  test('of twelve months the last quarter, against the same one a year before', () => {
    const year = { from: '2024-04-01', to: '2025-04-01', compare: 'previous_period' as const };
    expect(quartersOf(year, null)).toMatchObject({
      last: q('2025-01-01', '2025-04-01'),
      base: q('2024-01-01', '2024-04-01'),
    });
  });
  test('an event: the quarter that ended before it', () => {
    expect(quartersOf({ ...view, compare: 'event:2024-01-27' }, null).base).toEqual(q('2023-10-01', '2024-01-01'));
  });
  test('nothing where nothing is compared, or the baseline is the quarter itself or lies after it', () => {
    expect(quartersOf({ ...view, compare: 'none' }, '2023-Q1').base).toBeNull();
    expect(quartersOf(view, null).base).toBeNull();
    expect(quartersOf(view, '2025-Q1').base).toBeNull();
    expect(quartersOf(view, '2025-Q2').base).toBeNull();
  });
});
