import { describe, expect, it } from 'vitest';
import { bankedOf } from '@/lib/analysis/impact/banked';
import { workOf } from '@/lib/analysis/impact/work';
import type { ParityAnswer, TopicParity, Verdict } from '@/lib/core/parity';
import { byAi, byPeople } from '../support/work-cells';

const topic = (intent: string, complexity: string, usable = true) =>
  ({ channel: 'chat', intent, complexity, usable }) as TopicParity;
const BY_COMPLEXITY = {
  simple: { difference: 0, low: -0.05, high: 0.05, verdict: 'non_inferior' },
  complex: { difference: -0.4, low: -0.5, high: -0.3, verdict: 'inferior' },
} as const;

const parity = (part: Partial<ParityAnswer> = {}) =>
  ({
    ...{ record: true, verdict: 'non_inferior', adjusted: null, holdout: null, byComplexity: BY_COMPLEXITY },
    strata: [topic('refund', 'simple')],
    ...part,
  }) as ParityAnswer;

/** 1,000 s a topic: refunds are simple, disputes complex, status rare. */
const refunds = [byAi(10), byPeople(20, 100)];
const disputes = [
  byAi(5, { intent: 'dispute', complexity: 'complex' }),
  byPeople(20, 200, { intent: 'dispute', complexity: 'complex' }),
];
const status = [byAi(10, { intent: 'status' }), byPeople(20, 100, { intent: 'status' })];

type Evidence = Parameters<typeof bankedOf>[0];

/** Saved 1,000, costs 400, profit 600; every gate open. */
const evidence: Evidence = {
  ...{ quarter: '2025-Q1', parity: parity(), work: workOf(refunds), profit: 600, saved: 1000 },
  repeats: { difference: 0, variance: 0, interval: { low: -0.01, high: 0.01 } },
  ...{ requests: 1000, inTime: 950 },
};

describe('what of a quarter’s saving counts', () => {
  it('every gate open: all of it, 1,000 − 400 = 600, nothing on hold, no reason', () => {
    expect(bankedOf(evidence)).toEqual({
      banked: {
        ...{ status: 'counts', counts: 600, onHold: 0, assumedShare: 0 },
        ...{ quarter: '2025-Q1', verdict: 'non_inferior' },
      },
      reasons: [],
    });
  });

  it.each<[string, Partial<Evidence>, RegExp]>([
    ...(['inferior', 'inconclusive', 'not_comparable'] as Verdict[]).map(
      (verdict): [string, Partial<Evidence>, RegExp] => [
        `a verdict that is ${verdict}`,
        { parity: parity({ verdict }) },
        /not shown to be as good/,
      ],
    ),
    [
      'an upper limit of repeats of 1.01 % points',
      { repeats: { difference: 0, variance: 0, interval: { low: -0.01, high: 0.0101 } } },
      /come back more/,
    ],
    ['too few conversations for repeats', { repeats: { difference: 0, variance: 0, interval: null } }, /Too few/],
    // Wilson at 915 of 1,000 is 0.8961 to 0.9307.
    ['915 of 1,000 in time, which may be 89.6 %', { inTime: 915 }, /Fewer than 90 %/],
    ['nobody who asked for a person', { requests: 0, inTime: 0 }, /Nobody asked/],
  ])('%s alone puts all on hold, with its reason', (_, part, reason) => {
    const { banked, reasons } = bankedOf({ ...evidence, ...part });
    expect(banked).toMatchObject({ status: 'on_hold', counts: 0, onHold: 600 });
    expect(reasons).toEqual([expect.stringMatching(reason)]);
  });

  it('superior counts as well; 920 of 1,000 in time is at least 90.2 %', () => {
    const open = { ...evidence, parity: parity({ verdict: 'superior' }), inTime: 920 };
    expect(bankedOf(open).banked.status).toBe('counts');
  });

  it('all gates shut: all three reasons', () => {
    const shut = { parity: parity({ verdict: 'inferior' }), inTime: 100 };
    const repeats = { difference: 0.1, variance: 0, interval: { low: 0, high: 0.2 } };
    expect(bankedOf({ ...evidence, ...shut, repeats }).reasons).toHaveLength(3);
  });

  it('half lies on complex matters, where people are better: 1,000 × 1/2 − 400 = 100 counts, 500 on hold', () => {
    const strata = [topic('refund', 'simple'), topic('dispute', 'complex')];
    const { banked, reasons } = bankedOf({
      ...evidence,
      ...{ parity: parity({ strata }), work: workOf([...refunds, ...disputes]) },
    });
    expect(banked).toMatchObject({ status: 'counts', counts: 100, onHold: 500 });
    expect(reasons).toEqual([expect.stringMatching(/on hold/)]);
  });

  it.each([
    ['with too few ratings', topic('status', 'simple', false)],
    ['nobody compared', topic('other', 'simple')],
  ])('a topic %s is outside: 1,000 × 1/2 − 400 = 100', (_, second) => {
    const strata = [topic('refund', 'simple'), second];
    const work = workOf([...refunds, ...status]);
    expect(bankedOf({ ...evidence, parity: parity({ strata }), work }).banked).toMatchObject({
      counts: 100,
      onHold: 500,
    });
  });

  it('divided by language, a matter is inside only where all its languages are', () => {
    const strata = [topic('refund', 'simple'), topic('refund', 'simple', false), topic('status', 'simple')];
    const work = workOf([...refunds, ...status]);
    expect(bankedOf({ ...evidence, parity: parity({ strata }), work }).banked.counts).toBe(100);
  });

  it('nothing inside at all is on hold, not a loss', () => {
    const found = bankedOf({ ...evidence, parity: parity({ strata: [] }) });
    expect(found.banked).toMatchObject({ status: 'on_hold', counts: 0, onHold: 600 });
  });

  it('where chance decided who answers, that verdict takes precedence, either way', () => {
    const holdout = { difference: -0.3, low: -0.4, high: -0.2, nAi: 500, nHuman: 500, verdict: 'inferior' } as const;
    const against = bankedOf({ ...evidence, parity: parity({ holdout }) });
    expect(against.banked).toMatchObject({ status: 'on_hold', verdict: 'inferior' });
    const kind = { ...holdout, verdict: 'superior' } as const;
    expect(bankedOf({ ...evidence, parity: parity({ verdict: 'inconclusive', holdout: kind }) }).banked).toMatchObject({
      ...{ status: 'counts', verdict: 'superior' },
    });
  });

  it('4 of 10 resolutions are only assumed: a share of 0.4', () => {
    const work = workOf([byAi(10, { assumed_n: 4 }), byPeople(20, 100)]);
    expect(bankedOf({ ...evidence, work }).banked.assumedShare).toBeCloseTo(0.4, 12);
  });

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['no whole quarter', { quarter: null }, /whole calendar quarters/],
    ['a quarter that is still open', { parity: parity({ record: false }) }, /21 days after its end/],
    ['a quarter without the AI’s cost', { profit: null }, /too few conversations/],
  ])('%s is not assessed', (_, part, reason) => {
    const { banked, reasons } = bankedOf({ ...evidence, ...part });
    expect(banked).toMatchObject({ status: 'not_assessed', counts: null, onHold: null });
    expect(reasons).toEqual([expect.stringMatching(reason)]);
  });
});
