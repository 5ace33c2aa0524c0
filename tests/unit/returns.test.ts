import { describe, expect, test } from 'vitest';
import { isProvisional, type ReturnCurve, returnInterval } from '@/lib/core/returns';

const curve = (n: number, ...points: [share: number, atRisk: number][]): ReturnCurve => ({
  ...{ handledBy: 'ai', n, watchedThroughout: 0 },
  points: points.map(([share, atRisk], at) => ({ day: at + 1, share, low: share, high: share, atRisk })),
});
const provisional = (one: ReturnCurve) => one.points.map(({ day }) => isProvisional(one, day));

describe('days that still move', () => {
  test('2 of 10 back on day 1 leave 8 at risk on day 2, and 8 were watched: settled', () => {
    expect(provisional(curve(10, [0.2, 10], [0.2, 8], [0.4, 8]))).toEqual([false, false, false]);
  });

  test('8 should be at risk on day 3, 4 were watched: provisional from then on', () => {
    expect(provisional(curve(10, [0.2, 10], [0.2, 8], [0.4, 4], [0.4, 3]))).toEqual([false, false, true, true]);
  });

  test('10 ended and 9 were watched for a day: provisional from the first day', () => {
    expect(provisional(curve(10, [0, 9]))).toEqual([true]);
  });
});

describe('intervals without width', () => {
  const of = (share: number, atRisk: number) => {
    const { low, high } = returnInterval({ day: 7, share, low: share, high: share, atRisk });
    return [Number(low.toFixed(4)), Number(high.toFixed(4))];
  };

  // As printed in tables of Clopper and Pearson.
  test('nobody of 10 is 0 to 30.85 %, nobody of 100 is 0 to 3.62 %, never 0 to 0', () => {
    expect([of(0, 10), of(0, 100)]).toEqual([
      [0, 0.3085],
      [0, 0.0362],
    ]);
  });

  test('everybody of 10 is 69.15 % to 100 %', () => expect(of(1, 10)).toEqual([0.6915, 1]));

  test('any other is the curve’s own', () => {
    expect(returnInterval({ day: 7, share: 0.2, low: 0.1, high: 0.3, atRisk: 9 })).toEqual({ low: 0.1, high: 0.3 });
  });
});
