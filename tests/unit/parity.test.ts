import { describe, expect, it } from 'vitest';
import { type Arm, EMPTY, type Pair, pairs } from '@/lib/analysis/parity/arms';
import { againstBase, doubledHumanVariance, holdout, tippingPoint, topBox } from '@/lib/analysis/parity/beside';
import { byComplexity, compare, topics } from '@/lib/analysis/parity/compare';
import { seeded } from '../support/random-conversations';

const MARGIN = 0.1;

/** n ratings with a mean and a spread, out of `conversations`. */
function arm(n: number, mean: number, { sd = 1, conversations = n * 4 } = {}): Arm {
  const squares = (n - 1) * sd * sd + n * mean * mean;
  const ratings = { n, sum: n * mean, squares };
  return { ...EMPTY, conversations, ratings, rated: n, ended: conversations, top: Math.round(n * 0.8) };
}

const pair = (intent: string, complexity: string, ai: Arm, human: Arm): Pair => ({
  key: { channel: 'chat', intent, complexity },
  ai,
  human,
});

describe('the comparison on the same matters', () => {
  it('Simpson: better as it happened, worse in every topic', () => {
    // The AI gets the easy matters: 4.4 × 900 and 3.4 × 100 make 4.3; people 4.6 × 100 and 3.6 × 900 make 3.7.
    const simpson = [
      pair('status', 'simple', arm(900, 4.4, { conversations: 1000 }), arm(100, 4.6, { conversations: 1000 })),
      pair('dispute', 'complex', arm(100, 3.4, { conversations: 1000 }), arm(900, 3.6, { conversations: 1000 })),
    ];
    const found = compare(simpson, MARGIN);
    expect(found.crude!.difference).toBeCloseTo(4.3 - 3.7, 10);
    expect(found.adjusted!.difference).toBeCloseTo(-0.2, 10);
    expect(found.belowPeople).toBe(true);
    expect(topics(simpson, MARGIN).every(({ difference }) => difference! < 0)).toBe(true);
  });

  it('thin data: 29 ratings in an arm leave the topic out, and then nothing can be compared', () => {
    const thin = [pair('status', 'simple', arm(29, 4), arm(5000, 4))];
    expect(compare(thin, MARGIN)).toMatchObject({ adjusted: null, coverage: 0, verdict: 'not_comparable' });
    expect(compare([pair('status', 'simple', arm(30, 4), arm(30, 4))], MARGIN)).toMatchObject({ coverage: 1 });
    expect(topics(thin, MARGIN)[0]).toMatchObject({ status: 'low_n', verdict: null, decision: 'not_enough' });
  });

  it('four fifths of the conversations must be comparable: 79 of 100 are not enough, 80 are', () => {
    const with_ = (covered: number) => [
      pair('a', 'simple', arm(300, 4, { conversations: covered * 5 }), arm(300, 4, { conversations: covered * 5 })),
      pair('b', 'simple', arm(5, 4, { conversations: 1000 - covered * 10 }), EMPTY),
    ];
    expect(compare(with_(79), MARGIN)).toMatchObject({ coverage: 0.79, verdict: 'not_comparable' });
    expect(compare(with_(80), MARGIN).coverage).toBeCloseTo(0.8, 12);
    expect(compare(with_(80), MARGIN).verdict).not.toBe('not_comparable');
  });

  it('zero variance: ratings that all agree are not certainty, s² counts as 0.25', () => {
    const found = compare([pair('a', 'simple', arm(100, 4, { sd: 0 }), arm(100, 4, { sd: 0 }))], MARGIN);
    expect(found.adjusted!.high).toBeCloseTo(1.959964 * Math.sqrt(0.25 / 100 + 0.25 / 100), 10);
    expect(found.crude).toMatchObject({ low: 0, high: 0 });
  });

  it('one arm empty, or both: no number, no verdict', () => {
    expect(compare([pair('a', 'simple', arm(500, 4), EMPTY)], MARGIN)).toMatchObject({
      ...{ crude: null, adjusted: null, verdict: 'not_comparable', belowPeople: false, coverage: 0 },
    });
    expect(compare([], MARGIN)).toMatchObject({ crude: null, adjusted: null, coverage: null });
    expect(byComplexity([pair('a', 'simple', arm(500, 4), EMPTY)], MARGIN).simple!.verdict).toBe('not_comparable');
  });

  it.each([
    ['superior', 0.2],
    ['non_inferior', 0],
    ['inconclusive', -0.1],
    ['inferior', -0.3],
  ])('%s where the AI is rated %d apart, give or take 0.06', (verdict, apart) => {
    const found = compare([pair('a', 'simple', arm(2000, 4 + apart), arm(2000, 4))], MARGIN);
    expect(found.verdict).toBe(verdict);
  });

  it('nobody answered: in neither arm, as handled neither is what a person took over', () => {
    const cell = { period: 0, channel: 'chat', intent: 'a', complexity: 'simple', language: 'sv', n: 1, ended_n: 1 };
    const sums = { csat_n: 0, csat_sum: 0, csat_square_sum: 0, csat_top_n: 0, csat_ended_n: 0 };
    const random = { random_csat_n: 0, random_csat_sum: 0, random_csat_square_sum: 0 };
    const cells = [
      { ...cell, ...sums, ...random, first_handler: 'none', handled_by: 'none' },
      { ...cell, ...sums, ...random, first_handler: 'ai', handled_by: 'hybrid' },
      { ...cell, ...sums, ...random, first_handler: 'human', handled_by: 'human' },
    ];
    const strata = ['channel', 'intent', 'complexity'];
    const counts = (found: Pair[]) => [found[0]!.ai.conversations, found[0]!.human.conversations];
    expect(counts(pairs(cells, 'first_handler', strata))).toEqual([1, 1]);
    expect(counts(pairs(cells, 'as_handled', strata))).toEqual([0, 1]);
  });
});

describe('what stands beside it', () => {
  const one = [pair('a', 'simple', arm(400, 4.02, { conversations: 1600 }), arm(400, 4, { conversations: 1600 }))];

  it('tipping point: lower limit −0.1186 is below the limit, so there is none; at 900 ratings (−0.0724 + 0.1) / (1 − 1/4)', () => {
    expect(compare(one, MARGIN).verdict).toBe('inconclusive');
    expect(tippingPoint(one, 'inconclusive', MARGIN)).toBeNull();
    const more = [pair('a', 'simple', arm(900, 4.02), arm(900, 4))];
    const low = compare(more, MARGIN).adjusted!.low;
    expect(low).toBeCloseTo(0.02 - 1.959964 * Math.sqrt(2 / 900), 10);
    expect(tippingPoint(more, 'non_inferior', MARGIN)).toBeCloseTo((low + 0.1) / 0.75, 10);
  });

  it('the human arm’s variance doubled: 1/400 + 2/400', () => {
    const { high, difference } = doubledHumanVariance(one)!;
    expect(high - difference).toBeCloseTo(1.959964 * Math.sqrt(3 / 400), 10);
  });

  it('top box: 320 of 400 against 240 of 400 = 20 points', () => {
    const human = { ...arm(400, 4), top: 240 };
    expect(topBox([pair('a', 'simple', arm(400, 4), human)])!.difference).toBeCloseTo(0.2, 12);
  });

  it('the AI now against people then: weighed by what the AI answers, people of today left out', () => {
    const now = [pair('a', 'simple', arm(100, 4.2), arm(100, 1)), pair('b', 'simple', arm(100, 4.4), EMPTY)];
    const then = [pair('a', 'simple', EMPTY, arm(100, 4)), pair('b', 'simple', EMPTY, arm(100, 4))];
    expect(againstBase(now, then)).toMatchObject({ coverage: 1 });
    expect(againstBase(now, then)!.difference).toBeCloseTo(0.3, 10);
  });

  it('a holdout compares those whom chance sent, whatever their matters', () => {
    const random = (mean: number) => ({ ...EMPTY, random: arm(500, mean).ratings });
    expect(holdout([pair('a', 'simple', random(4.3), random(4))], MARGIN)).toMatchObject({
      nAi: 500,
      verdict: 'superior',
    });
    expect(holdout(one, MARGIN)).toBeNull();
    // Two that agree have no spread at all: a handful must not take precedence over thousands.
    const few = { ...EMPTY, random: arm(29, 4, { sd: 0 }).ratings };
    expect(holdout([pair('a', 'simple', few, random(4))], MARGIN)).toBeNull();
  });
});

describe('topics', () => {
  it('are sorted by the upper end; “people should answer” only after Holm over the table', () => {
    // Of 40 topics one is barely inferior alone: high −0.103. Held against 0.025 / 40 it is no longer certain.
    const fair = Array.from({ length: 39 }, (_, i) => pair(`fair${i}`, 'simple', arm(400, 4), arm(400, 4)));
    const doubtful = pair('doubtful', 'simple', arm(400, 4 - 0.242), arm(400, 4));
    const clear = pair('clear', 'simple', arm(400, 3.4), arm(400, 4));
    const [first, second] = topics([...fair, doubtful, clear], MARGIN);
    expect(first).toMatchObject({ intent: 'clear', verdict: 'inferior', decision: 'send' });
    expect(second).toMatchObject({ intent: 'doubtful', verdict: 'inconclusive', decision: 'watch' });
    expect(second!.high).toBeLessThan(-MARGIN);
    expect(topics([doubtful], MARGIN)[0]).toMatchObject({ verdict: 'inferior', decision: 'send' });
  });

  it('inside the limit but certainly below people is watched, not left', () => {
    const found = topics([pair('a', 'simple', arm(40_000, 3.95), arm(40_000, 4))], MARGIN)[0]!;
    expect(found).toMatchObject({ verdict: 'non_inferior', decision: 'watch' });
  });
});

describe('error rates are what the verdict claims', () => {
  /** Ratings 1–5 of a customer whose matter and arm have a mean. */
  function rated(random: () => number, n: number, mean: number): Arm {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      // Two values around the mean, 3 and 5, mixed so that it comes out.
      const rating = random() < (mean - 3) / 2 ? 5 : 3;
      sum += rating;
      squares += rating * rating;
    }
    return { ...EMPTY, conversations: n * 3, ratings: { n, sum, squares }, rated: n, ended: n * 3 };
  }

  it('at the limit itself 2.5 % of comparisons say “no worse”, and 2.5 % say “people better”', () => {
    const random = seeded(20240127);
    const rounds = 4000;
    let kind = 0;
    let hard = 0;
    for (let round = 0; round < rounds; round++) {
      const matters = [
        pair('a', 'simple', rated(random, 200, 4.3 - MARGIN), rated(random, 120, 4.3)),
        pair('b', 'moderate', rated(random, 150, 4.1 - MARGIN), rated(random, 150, 4.1)),
        pair('c', 'complex', rated(random, 80, 3.7 - MARGIN), rated(random, 160, 3.7)),
      ];
      const { verdict } = compare(matters, MARGIN);
      if (verdict === 'non_inferior' || verdict === 'superior') kind++;
      if (verdict === 'inferior') hard++;
    }
    // 2.5 % ± 4 standard errors of 4,000 rounds: 1.5 % to 3.5 %.
    expect(kind / rounds).toBeGreaterThan(0.015);
    expect(kind / rounds).toBeLessThan(0.035);
    expect(hard / rounds).toBeGreaterThan(0.015);
    expect(hard / rounds).toBeLessThan(0.035);
  });
});
