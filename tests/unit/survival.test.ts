import { describe, expect, test } from 'vitest';
import { curveOf } from '@/lib/analysis/returns';
import { kaplanMeier } from '@/lib/stats/survival';

describe('Kaplan–Meier', () => {
  // Weeks of remission under 6-mercaptopurine (Freireich et al., Blood 21, 1963); + is still in remission.
  const EVENTS = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const times = [...new Set(EVENTS)];
  const curve = kaplanMeier(
    times.map((time) => ({
      events: EVENTS.filter((one) => one === time).length,
      atRisk: [...EVENTS, ...CENSORED].filter((one) => one >= time).length,
    })),
  );

  // As printed by Stata's `sts list` for these 21 patients.
  test.each([
    [6, 0.8571, 0.6197, 0.9516],
    [7, 0.8067, 0.5631, 0.9228],
    [10, 0.7529, 0.5032, 0.8894],
    [13, 0.6902, 0.4316, 0.8491],
    [16, 0.6275, 0.3675, 0.8049],
    [22, 0.5378, 0.2678, 0.7468],
    [23, 0.4482, 0.1881, 0.6801],
  ])('Freireich’s patients at %i weeks: %d, from %d to %d', (time, survival, low, high) => {
    const found = curve[times.indexOf(time)]!;
    expect(found.survival).toBeCloseTo(survival, 4);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  test('ends where nobody is watched any more, and is certain only of nothing having happened or everything', () => {
    const found = kaplanMeier([
      { atRisk: 4, events: 0 },
      { atRisk: 2, events: 2 },
      { atRisk: 0, events: 0 },
    ]);
    expect(found).toEqual([
      { survival: 1, low: 1, high: 1 },
      { survival: 0, low: 0, high: 0 },
    ]);
  });
});

describe('when customers come back', () => {
  const month = (...returned: number[]) => [...returned, ...Array.from({ length: 30 - returned.length }, () => 0)];
  const groups = [
    { handledBy: 'ai', watchedDays: 30, n: 5, returned: month(1, 0, 1) },
    { handledBy: 'ai', watchedDays: 2, n: 5, returned: month(1) },
    { handledBy: 'human', watchedDays: 30, n: 9, returned: month(9) },
  ];

  test('2 of 10 on day 1, then 1 of the 4 still watched on day 3: 1 − 0.8 × 0.75 = 40 %, not 3 / 10', () => {
    const { n, watchedThroughout, points } = curveOf('ai', groups);
    expect([n, watchedThroughout]).toEqual([10, 5]);
    expect(points).toHaveLength(30);
    expect(points.slice(0, 3).map(({ share, atRisk }) => [Number(share.toFixed(12)), atRisk])).toEqual([
      [0.2, 10],
      [0.2, 8],
      [0.4, 4],
    ]);
    expect(points[29]).toMatchObject({ day: 30, atRisk: 3 });
  });

  test('a return on a day that was not watched to its end does not count yet', () => {
    const half = [{ handledBy: 'ai', watchedDays: 2, n: 4, returned: month(0, 0, 4) }];
    expect(curveOf('ai', half).points.map(({ share }) => share)).toEqual([0, 0]);
  });
});
