import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ticksFor } from '@/components/charts/shared';
import { Sparkline } from '@/components/charts/sparkline';
import { toneOf } from '@/components/dashboard/delta';
import { blankOf } from '@/components/data/answers';
import { WorkspaceProvider } from '@/components/hooks/workspace';
import { type GuardrailAnswers, guardrails, verdict } from '@/components/overview/guardrails';
import type { Answer, MetricValue } from '@/lib/core/answer';
import type { ParityAnswer, Verdict } from '@/lib/core/parity';
import { launchOf, type Workspace } from '@/lib/core/workspace';

const answer = (...rows: [key: Record<string, string>, values: Record<string, MetricValue>][]): Answer => ({
  asOf: null,
  timeZone: 'UTC',
  currency: 'USD',
  demo: false,
  rows: rows.map(([key, values]) => ({ key, values })),
  definitions: {},
  labels: {},
  warnings: [],
});
const ok = (value: number, denominator = 1000): MetricValue => ({ value, status: 'ok', denominator });
const none: MetricValue = { value: null, status: 'no_data', denominator: 0 };

interface Given {
  now: number;
  then: number;
  inTime: MetricValue;
  wait: MetricValue;
  quality: Verdict;
  belowPeople: boolean;
}

const parity = ({ quality = 'non_inferior', belowPeople = false }: Partial<Given>) =>
  ({
    adjusted: { difference: 0.02, low: -0.03, high: 0.07 },
    crude: { nAi: 600, nHuman: 400 },
    holdout: null,
    margin: 0.1,
    verdict: quality,
    belowPeople,
  }) as ParityAnswer;

function given(over: Partial<Given>): GuardrailAnswers {
  const { now = 0.06, then = 0.08, inTime = ok(0.97), wait = ok(240) } = over;
  return {
    repeatsNow: answer([{}, { repeat_inquiry_rate: ok(now) }]),
    repeatsThen: answer([{}, { repeat_inquiry_rate: ok(then) }]),
    thenWords: 'before launch',
    reach: answer([{}, { human_within_target_rate: inTime, time_to_human_p95: wait }]),
    parity: parity(over),
    objective: 0.95,
    waitSeconds: 300,
    currency: 'USD',
  };
}
const states = (answers: GuardrailAnswers) => guardrails(answers).map(({ state }) => state);

describe('the guardrails', () => {
  test('hold where every figure lies inside its limit', () => {
    expect(states(given({}))).toEqual(['holds', 'holds', 'holds', 'holds']);
    expect(verdict(guardrails(given({}))).head).toBe('All four guardrails hold');
  });

  test('repeats may lie one point above before and no more: 0.08 + 0.01 = 0.09', () => {
    expect(states(given({ now: 0.0899 }))[1]).toBe('holds');
    expect(states(given({ now: 0.0901 }))[1]).toBe('missed');
  });

  test('94.1 % in time of an objective of 95 % is missed by 0.9 points, and the sentence says what follows', () => {
    const rails = guardrails(given({ inTime: ok(0.941) }));
    expect(rails[2]).toMatchObject({ state: 'missed', room: '0.9 % points short' });
    expect(verdict(rails, { status: 'on_hold' }).head.replaceAll('\u00a0', ' ')).toBe(
      'Quality holds on the same matters, but 94.1 % reached a person in time, objective 95.0 %, so the saving is on hold',
    );
    expect(verdict(rails, { status: 'not_assessed' }).head).not.toContain('saving');
  });

  test('a wait so long that too many never got there is missed, not unknown', () => {
    const rails = guardrails(given({ wait: { value: null, status: 'not_reached' } }));
    expect(rails[3]).toMatchObject({ state: 'missed', measured: 'not reached' });
  });

  test('what has no record is not known, is named, and is not counted among those that hold', () => {
    const rails = guardrails(given({ inTime: none, wait: none, quality: 'not_comparable' }));
    expect(rails.map(({ state }) => state)).toEqual(['unknown', 'holds', 'unknown', 'unknown']);
    expect(verdict(rails).head).toBe('The one guardrail that can be judged holds');
    expect(verdict(rails).detail).toContain(
      'Not known: satisfaction on the same matters, reaching a person and time to a person',
    );
  });

  test('satisfaction below people is said first; too close to call holds nothing', () => {
    const worse = guardrails(given({ quality: 'inferior', belowPeople: true, inTime: ok(0.5) }));
    expect(worse[0]).toMatchObject({ state: 'missed', n: 1000 });
    expect(verdict(worse).head).toMatch(/^Customers rate the AI/);
    expect(states(given({ quality: 'inconclusive' }))[0]).toBe('unknown');
    expect(states(given({ quality: 'superior' }))[0]).toBe('holds');
  });

  test('below people but within the limit holds, and is said before everything else', () => {
    const below = { ...given({}), parity: { ...parity({}), adjusted: { difference: -0.05, low: -0.08, high: -0.02 } } };
    const rails = guardrails(below as GuardrailAnswers);
    expect(rails[0]!.state).toBe('holds');
    expect(verdict(rails).head).toBe('Customers rate the AI below people on the same matters, though within the limit');
    const late = guardrails({ ...below, ...{ reach: given({ inTime: ok(0.9) }).reach } } as GuardrailAnswers);
    expect(verdict(late).head).toMatch(/^Customers rate the AI below people .*, but 90.0.% reached a person in time/);
  });

  test('where chance decided who answers, that comparison is the one that counts, whatever the other says', () => {
    const chance = { difference: 0.3, low: 0.1, high: 0.5, verdict: 'superior', nAi: 50, nHuman: 40 };
    const answers = {
      ...given({}),
      parity: { ...parity({ belowPeople: true, quality: 'inferior' }), holdout: chance },
    };
    expect(guardrails(answers as GuardrailAnswers)[0]).toMatchObject({ state: 'holds', n: 90, room: 'AI better' });
  });

  test('cannot be compared is unknown, never missed', () => {
    expect(states(given({ quality: 'not_comparable', belowPeople: true }))[0]).toBe('unknown');
  });

  test('a saving on hold is said though all guardrails hold, with its own reason', () => {
    const said = verdict(guardrails(given({})), { status: 'on_hold', reason: 'Customers may come back more often.' });
    expect(said).toMatchObject({
      head: 'All four guardrails hold, but the saving is on hold',
      detail: 'Customers may come back more often.',
    });
  });

  test('three that hold beside one nobody knows are not all', () => {
    expect(verdict(guardrails(given({ quality: 'not_comparable' }))).head).toBe('Three of four guardrails hold');
  });
});

test('a rise is good, bad or neither as the metric says', () => {
  expect([toneOf(1, 'up'), toneOf(1, 'down'), toneOf(1, 'neither'), toneOf(0, 'up')]).toEqual([
    'good',
    'bad',
    'quiet',
    'quiet',
  ]);
});

test('an answer without any value says why: withheld goes before empty', () => {
  const withheld: MetricValue = { value: null, status: 'suppressed' };
  expect(blankOf(answer([{}, { a: none }], [{}, { a: withheld }]), ['a'])).toBe('suppressed');
  expect(blankOf(answer([{}, { a: none }]), ['a'])).toBe('empty');
  expect(blankOf(answer(), ['a'])).toBe('empty');
  expect(blankOf(answer([{}, { a: withheld }], [{}, { a: ok(1) }]), ['a'])).toBeNull();
});

describe('an axis', () => {
  test('of bars begins at zero', () => expect(ticksFor([8000, 9100], 'count', { fromZero: true })[0]).toBe(0));
  test('of lines covers every value and the target, never on its very edge', () => {
    const ticks = ticksFor([0.95, 0.974], 'share', { target: 0.9 });
    expect(ticks[0]!).toBeLessThan(0.9);
    expect(ticks.at(-1)!).toBeGreaterThanOrEqual(0.974);
  });
  test('does not blow noise up: half a point is not drawn over the whole height', () => {
    const ticks = ticksFor([0.96, 0.965], 'share');
    expect(ticks.at(-1)! - ticks[0]!).toBeGreaterThanOrEqual(0.04 - 1e-9);
  });
  test('of shares ends at 100 %', () => expect(ticksFor([0.99, 1], 'share').at(-1)).toBeLessThanOrEqual(1));
});

describe('a sparkline', () => {
  const draw = (values: (number | null)[], stepped = false) =>
    renderToStaticMarkup(
      <WorkspaceProvider value={{ currency: 'USD' } as Workspace}>
        <Sparkline values={values} unit="share" stepped={stepped} />
      </WorkspaceProvider>,
    );
  test('names its first and last value', () => {
    expect(draw([0.1, 0.2, 0.3]).replaceAll('\u00a0', ' ')).toMatch(/10\.0 %.*30\.0 %/);
  });
  test('leaves a gap where nothing is known', () => {
    expect(draw([0.1, 0.2, null, 0.3, 0.4]).match(/M/g)).toHaveLength(2);
  });
  test('steps on quarterly figures', () => expect(draw([0.1, 0.2], true)).toContain('H'));
});

describe('the launch', () => {
  const events = [
    { on: '2023-05-02', label: 'Hiring stops' },
    { on: '2024-01-27', label: 'AI assistant goes live' },
    { on: '2025-01-02', label: 'Hybrid model' },
  ];
  test('is the event called so inside the conversations’ time', () => {
    expect(launchOf({ events, firstOn: '2023-10-01' })?.on).toBe('2024-01-27');
  });
  test('is the first inside it where none is called so', () => {
    const plain = [{ on: '2024-06-01', label: 'New tariff' }];
    expect(launchOf({ events: plain, firstOn: '2023-10-01' })?.on).toBe('2024-06-01');
  });
  test('is unknown without events', () => expect(launchOf({ events: [], firstOn: null })).toBeUndefined());
});
