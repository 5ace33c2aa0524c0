import { describe, expect, it } from 'vitest';
import type { ParityAnswer } from '@/lib/core/parity';
import { parityWords, percentPoints, pointsWord } from '@/lib/core/parity-words';

const answer = (part: Partial<ParityAnswer>): ParityAnswer =>
  ({
    conversations: { ai: 1000, human: 800 },
    adjusted: { difference: 0.02, low: -0.03, high: 0.07 },
    coverage: 0.84,
    margin: 0.1,
    verdict: 'non_inferior',
    belowPeople: false,
    byComplexity: {},
    strata: [],
    holdout: null,
    ...part,
  }) as ParityAnswer;

const complex = { difference: -0.4, low: -0.5, high: -0.3, verdict: 'inferior' } as const;

describe('the sentence about parity', () => {
  it('says no worse in comparable cases, what was held equal and what was left out', () => {
    expect(parityWords(answer({}))).toEqual({
      head: 'In comparable cases customers rate the AI no worse than people',
      detail:
        'Difference +0.02 points (95 % interval −0.03 to +0.07), limit −0.10; same channel, topic and complexity; 16\u00a0% of conversations could not be compared.',
    });
  });

  it('names what people are better at in the same breath', () => {
    expect(parityWords(answer({ byComplexity: { complex } })).head).toMatch(/, except on complex matters$/);
  });

  it('says below people first, also within the limit', () => {
    const below = { belowPeople: true, adjusted: { difference: -0.05, low: -0.08, high: -0.02 } };
    expect(parityWords(answer(below)).head).toMatch(/^In comparable cases customers rate the AI below people/);
    expect(parityWords(answer({ ...below, verdict: 'inferior', byComplexity: { complex } })).head).toMatch(
      /below people, above all on complex matters$/,
    );
  });

  it('never calls “not significantly different” parity', () => {
    const wide = { verdict: 'inconclusive', adjusted: { difference: 0, low: -0.2, high: 0.2 } } as const;
    expect(parityWords(answer(wide)).head).toMatch(/too close to call$/);
  });

  it('says why nothing can be compared', () => {
    expect(parityWords(answer({ verdict: 'not_comparable', coverage: 0.61 })).detail).toMatch(/^Only 61\u00a0%/);
    expect(parityWords(answer({ conversations: { ai: 0, human: 5 } })).head).toBe('There is nothing to compare');
  });

  it('a holdout takes precedence', () => {
    const holdout = { difference: 0.2, low: 0.1, high: 0.3, nAi: 1000, nHuman: 900, verdict: 'superior' } as const;
    expect(parityWords(answer({ holdout })).head).toMatch(/^Where chance decided .* better than people$/);
  });

  it('never says because', () => {
    for (const verdict of ['superior', 'non_inferior', 'inferior', 'inconclusive', 'not_comparable'] as const) {
      const { head, detail } = parityWords(answer({ verdict }));
      expect(`${head} ${detail}`).not.toMatch(/because|caus/i);
    }
  });
});

describe('points', () => {
  it.each([
    [0.0049, '0.00'],
    [-0.004, '0.00'],
    [0.016, '+0.02'],
    [-0.1, '−0.10'],
  ])('%d is written %s', (value, text) => expect(pointsWord(value)).toBe(text));
});

describe('what must not be hidden by rounding or by too little coverage', () => {
  it('79.96 % of what 80 % is needed for is not called 80 %', () => {
    expect(parityWords(answer({ verdict: 'not_comparable', coverage: 0.7996 })).detail).toMatch(/^Only 79\.9\u00a0%/);
  });

  it('0.2 % that could not be compared is not called none', () => {
    expect(parityWords(answer({ coverage: 0.998 })).detail).toMatch(/ 0\.2\u00a0% of conversations could not/);
  });

  it('below people is said first, also where too little can be compared for a verdict', () => {
    const below = { belowPeople: true, verdict: 'not_comparable', coverage: 0.6 } as const;
    expect(parityWords(answer(below)).head).toMatch(/^Where they can be compared customers rate the AI below people/);
  });

  it('and where chance decided and the AI is no worse, yet below people for certain', () => {
    const holdout = {
      difference: -0.05,
      low: -0.08,
      high: -0.02,
      nAi: 9000,
      nHuman: 9000,
      verdict: 'non_inferior',
    } as const;
    expect(parityWords(answer({ holdout })).head).toMatch(/below people, though within the limit$/);
  });
});

describe('differences of shares', () => {
  it.each([
    [-0.019, '−1.9'],
    [0.0051, '+0.5'],
    [-0.0004, '0.0'],
  ])('%d is %s %% points', (value, text) => expect(percentPoints(value)).toBe(text));
});
