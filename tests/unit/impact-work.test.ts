import { describe, expect, it } from 'vitest';
import { FallingBack } from '@/lib/analysis/impact/fallback';
import { repeatDifference } from '@/lib/analysis/impact/repeats';
import { ahtRatio, freedOf, workOf } from '@/lib/analysis/impact/work';
import { byAi, byPeople, takenOver } from '../support/work-cells';

const matter = (channel: string, intent: string, complexity: string) => ({ channel, intent, complexity });

describe('a mean falls back', () => {
  const means = new FallingBack();
  means.add(matter('chat', 'refund', 'simple'), 20, 20 * 100, 20 * 100 ** 2);
  means.add(matter('chat', 'status', 'simple'), 19, 19 * 200, 19 * 200 ** 2);
  means.add(matter('chat', 'dispute', 'complex'), 19, 19 * 900, 19 * 900 ** 2);
  means.add(matter('email', 'refund', 'simple'), 19, 19 * 300, 19 * 300 ** 2);

  it('20 observations of its own stratum are enough: 100 s', () => {
    expect(means.of(matter('chat', 'refund', 'simple'))).toMatchObject({ mean: 100, n: 20 });
  });

  it('19 are not: its channel and complexity, (20 × 100 + 19 × 200) / 39 = 148.72 s', () => {
    expect(means.of(matter('chat', 'status', 'simple'))!.mean).toBeCloseTo(5800 / 39, 10);
    expect(means.of(matter('chat', 'never seen', 'simple'))!.n).toBe(39);
  });

  it('else its channel, (20 × 100 + 19 × 200 + 19 × 900) / 58 = 394.83 s', () => {
    expect(means.of(matter('chat', 'dispute', 'complex'))!.mean).toBeCloseTo(22_900 / 58, 10);
  });

  it('else nothing: 19 in the whole channel, and a channel never seen', () => {
    expect(means.of(matter('email', 'refund', 'simple'))).toBeNull();
    expect(means.of(matter('phone', 'refund', 'simple'))).toBeNull();
  });

  it('knows its sampling variance: 10 × 100 s and 10 × 200 s, s² = 50,000 / 19, over 20', () => {
    const two = new FallingBack();
    two.add(matter('chat', 'a', 'simple'), 10, 1000, 100_000);
    two.add(matter('chat', 'a', 'simple'), 10, 2000, 400_000);
    expect(two.of(matter('chat', 'a', 'simple'))!.variance).toBeCloseTo(50_000 / 19 / 20, 9);
  });
});

describe('what the AI’s work would have taken people', () => {
  it('gross: 50 resolved by AI alone × AHT 120 s = 6,000 s; unresolved, hybrid and human ones not', () => {
    const cells = [
      byAi(50),
      byAi(9, { outcome: 'unresolved' }),
      byPeople(30, 120),
      byPeople(40, 999, { outcome: 'unresolved' }),
    ];
    expect(workOf(cells)).toMatchObject({ gross: 6000, resolved: 50, aiOnly: 59, uncovered: 0, takenOver: 0 });
  });

  it('taken over: 10 × (300 − 120) = 1,800 s of rework, whatever their outcome', () => {
    const cells = [byPeople(30, 120), takenOver(6, 300), takenOver(4, 300, { outcome: 'unresolved' })];
    expect(workOf(cells).takenOver).toBeCloseTo(1800, 9);
  });

  it('taken over without handle_seconds counts 0: 10 of which 4 are known, 4 × (300 − 120) = 720 s', () => {
    const known = { handle_n: 4, handle_seconds_sum: 1200, handle_square_sum: 4 * 300 ** 2 };
    expect(workOf([byPeople(30, 120), takenOver(10, 0, known)]).takenOver).toBeCloseTo(720, 9);
  });

  it('what people answered first and the AI joined is no rework', () => {
    expect(workOf([byPeople(30, 120), takenOver(10, 300, { first_handler: 'human' })]).takenOver).toBe(0);
  });

  it('no AHT in the whole channel: 50 count 0 and are uncovered', () => {
    expect(workOf([byAi(50), byPeople(19, 120)])).toMatchObject({ gross: 0, uncovered: 50, resolved: 50 });
  });

  it('20 of 50 resolutions only assumed: 20 × 120 = 2,400 of 6,000 s', () => {
    expect(workOf([byAi(50, { assumed_n: 20 }), byPeople(30, 120)])).toMatchObject({ gross: 6000, grossAssumed: 2400 });
  });

  it('its sampling error is AHT’s: 50² × variance of the mean; what is taken over errs against it', () => {
    const people = byPeople(40, 0, { handle_seconds_sum: 6000, handle_square_sum: 1_000_000 });
    const variance = (1_000_000 - 6000 ** 2 / 40) / 39 / 40;
    const work = workOf([byAi(50), people, takenOver(10, 300)]);
    expect(work.grossVariance).toBeCloseTo(2500 * variance, 6);
    expect(work.takenOverVariance).toBeCloseTo(100 * variance, 6);
    expect(work.covariance).toBeCloseTo(-500 * variance, 6);
  });
});

describe('before against after', () => {
  const before = [byPeople(100, 200)];

  it('60 by AI alone × 200 s, less 40 by people (150 s instead of 200): 12,000 + 2,000 = 14,000 s', () => {
    expect(freedOf([byAi(60), byPeople(40, 150)], before)).toMatchObject({
      seconds: 14_000,
      covered: 100,
      uncovered: 0,
    });
  });

  it('what AI alone did not resolve frees nothing: h_base − h_base', () => {
    expect(freedOf([byAi(60, { outcome: 'unresolved' })], before)).toMatchObject({ seconds: 0, covered: 60 });
  });

  it('an escalation costs more than before: 10 × (200 − 350) = −1,500 s', () => {
    expect(freedOf([takenOver(10, 350)], before).seconds).toBe(-1500);
  });

  it('a missing handle time counts AHT: 30 known at 150 s, 10 missing at 150 s, 40 × 50 = 2,000 s', () => {
    const known = { handle_n: 30, handle_seconds_sum: 4500, handle_square_sum: 30 * 150 ** 2 };
    expect(freedOf([byPeople(40, 0, known)], before)).toMatchObject({ seconds: 2000, covered: 40, uncovered: 0 });
  });

  it('where no AHT is known either, the known ones still count: 10 × (200 − 150) = 500 s, 5 are uncovered', () => {
    const known = { handle_n: 10, handle_seconds_sum: 1500, handle_square_sum: 10 * 150 ** 2 };
    expect(freedOf([byPeople(15, 0, known)], before)).toMatchObject({ seconds: 500, covered: 10, uncovered: 5 });
  });

  it('before: missing times count AHT_base, no person counts 0: (50 × 200 + 10 × 200 + 40 × 0) / 100 = 120 s', () => {
    const known = { handle_n: 50, handle_seconds_sum: 10_000, handle_square_sum: 50 * 200 ** 2 };
    const then = [
      byPeople(60, 0, known),
      byAi(40, { handled_by: 'none', first_handler: 'none', outcome: 'abandoned' }),
    ];
    expect(freedOf([byAi(10)], then).seconds).toBeCloseTo(1200, 9);
  });

  it('nothing before in the channel: uncovered, and 0', () => {
    expect(freedOf([byAi(60, { channel: 'phone' })], before)).toMatchObject({ seconds: 0, covered: 0, uncovered: 60 });
  });

  it('one more unresolved would take back what it took before: mean h_base of AI alone, (30 × 200 + 10 × 600) / 40', () => {
    const then = [byPeople(100, 200), byPeople(100, 600, { intent: 'dispute' })];
    const now = [byAi(30), byAi(10, { intent: 'dispute' }), byPeople(50, 600, { intent: 'dispute' })];
    expect(freedOf(now, then).perUnresolved).toBe(300);
  });
});

describe('people’s time now against before', () => {
  it('weighed by what AI alone resolves: (30 × 120 + 10 × 900) / (30 × 100 + 10 × 600) = 1.4', () => {
    const hard = { intent: 'dispute' };
    const now = [byAi(30), byAi(10, hard), byPeople(20, 120), byPeople(20, 900, hard)];
    expect(ahtRatio(now, [byPeople(20, 100), byPeople(20, 600, hard)])).toBeCloseTo(12_600 / 9000, 12);
  });

  it('null without a time before', () => {
    expect(ahtRatio([byAi(30), byPeople(20, 120)], [])).toBeNull();
  });
});

describe('how much oftener customers come back', () => {
  const ai = (eligible: number, repeated: number, intent = 'refund') =>
    byAi(eligible, { intent, repeat_eligible_n: eligible, repeated_n: repeated });
  const people = (eligible: number, repeated: number, intent = 'refund') =>
    byPeople(eligible, 100, { intent, repeat_eligible_n: eligible, repeated_n: repeated });

  it('30 eligible in both arms count: 6/30 − 3/30 = 10 % points; 29 do not', () => {
    expect(repeatDifference([ai(30, 6), people(30, 3)]).difference).toBeCloseTo(0.1, 12);
    expect(repeatDifference([ai(29, 6), people(30, 3)])).toEqual({ difference: 0, variance: 0, interval: null });
    expect(repeatDifference([ai(30, 6), people(29, 3)]).interval).toBeNull();
  });

  it('strata weigh by their conversations, usable ones alone: 0.25 × 0.2 + 0.75 × −0.1 = −0.025', () => {
    const cells = [ai(50, 20), people(50, 10), ai(200, 20, 'status'), people(100, 20, 'status'), ai(20, 20, 'dispute')];
    expect(repeatDifference(cells).difference).toBeCloseTo(-0.025, 12);
  });

  it('an arm is who answered first: what a person took over stays with the AI', () => {
    const over = takenOver(30, 100, { repeat_eligible_n: 30, repeated_n: 6 });
    expect(repeatDifference([over, people(30, 3)]).difference).toBeCloseTo(0.1, 12);
  });

  it('its interval: ± 1.959964 × √(0.2 × 0.8 / 30 + 0.1 × 0.9 / 30)', () => {
    const { interval, difference } = repeatDifference([ai(30, 6), people(30, 3)]);
    expect(interval!.high - difference).toBeCloseTo(1.959964 * Math.sqrt(0.25 / 30), 12);
    expect(difference - interval!.low).toBeCloseTo(1.959964 * Math.sqrt(0.25 / 30), 12);
  });
});
