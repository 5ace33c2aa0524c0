import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentsNeeded, answeredWithin, erlangB, erlangC, type Queue, waitingOf } from '@/lib/stats/erlang';

describe('Erlang B', () => {
  // Loads in erlangs that so many trunks carry at 1 % and 2 % loss, as every Erlang B table prints them.
  it.each([
    [5, 1.657, 0.02],
    [10, 4.461, 0.01],
    [20, 12.03, 0.01],
    [30, 21.93, 0.02],
    [50, 37.9, 0.01],
    [100, 84.06, 0.01],
  ])('%d trunks carry %d erlangs at a loss of %d', (agents, load, lost) => {
    expect(erlangB(load, agents)).toBeCloseTo(lost, 4);
  });

  it('loses 3.65 % of 10 erlangs with 15, and what is worked out by hand with 0, 1 and 2', () => {
    expect(erlangB(10, 15)).toBeCloseTo(0.0365, 4);
    expect(erlangB(3, 0)).toBe(1);
    expect(erlangB(1, 1)).toBeCloseTo(1 / 2, 15);
    expect(erlangB(2, 2)).toBeCloseTo(2 / (1 + 2 + 2), 15);
  });

  it('holds for tens of thousands', () => {
    expect(erlangB(30_000, 30_000)).toBeCloseTo(Math.sqrt(2 / (Math.PI * 30_000)), 4);
  });
});

describe('Erlang C', () => {
  it('makes wait what is worked out by hand', () => {
    expect(erlangC(0.7, 1)).toBeCloseTo(0.7, 14);
    expect(erlangC(1, 2)).toBeCloseTo(1 / 3, 14);
    expect(erlangC(2, 3)).toBeCloseTo(4 / 9, 14);
    expect(erlangC(5, 5)).toBe(1);
  });

  it('gives the worked example of the trade: 100 calls in half an hour of 3 minutes, 14 agents', () => {
    const queue: Queue = { arrivals: 100 / 1800, service: 180, patience: null };
    expect(waitingOf(queue, 14).delayed).toBeCloseTo(0.1741, 4);
    expect(waitingOf(queue, 14).wait).toBeCloseTo(7.8, 1);
    expect(answeredWithin(queue, 14, 20)).toBeCloseTo(0.888, 3);
    expect(agentsNeeded(queue, { share: 0.8, seconds: 20 })).toBe(14);
  });
});

describe('Erlang A', () => {
  // Garnett, Mandelbaum & Reiman (2002), introduction: 48 calls a minute of 1 minute, 50 agents, patience 2 minutes.
  const call: Queue = { arrivals: 48 / 60, service: 60, patience: 120 };

  it('gives the example of Garnett, Mandelbaum and Reiman', () => {
    const { abandoned, wait } = waitingOf(call, 50);
    expect(abandoned).toBeCloseTo(0.031, 3);
    expect(wait).toBeCloseTo(3.7, 1);
    const patient = { ...call, patience: null };
    expect(waitingOf(patient, 50).wait).toBeCloseTo(20.8, 1);
    expect(answeredWithin(patient, 50, 58.1)).toBeCloseTo(0.9, 3);
  });

  it('gives what is worked out by hand: one agent, all rates 1, where the number present is Poisson', () => {
    const queue: Queue = { arrivals: 1, service: 1, patience: 1 };
    const { delayed, abandoned } = waitingOf(queue, 1);
    expect(delayed).toBeCloseTo(1 - 1 / Math.E, 13);
    expect(abandoned).toBeCloseTo(1 / Math.E, 13);
    for (const t of [0, 0.3, 1, 4, 50]) {
      const left = Math.exp(-t);
      const byHand = 1 / Math.E + ((1 + left) * Math.exp(1 - left) - 2) / Math.E;
      expect(answeredWithin(queue, 1, t)).toBeCloseTo(byHand, 13);
    }
  });

  it('gives what two agents do, summed state by state', () => {
    const queue: Queue = { arrivals: 1.7, service: 2, patience: 3 };
    const summed = stateByState(queue, 2);
    expect(waitingOf(queue, 2).delayed).toBeCloseTo(summed.delayed, 12);
    expect(waitingOf(queue, 2).abandoned).toBeCloseTo(summed.abandoned, 12);
  });

  const queues = fc.record({
    arrivals: fc.double({ min: 0.001, max: 2, noNaN: true }),
    service: fc.double({ min: 5, max: 600, noNaN: true }),
    patience: fc.double({ min: 2, max: 1200, noNaN: true }),
  });

  it('agrees with sums over its states and an integral over waits, whatever the queue', () => {
    fc.assert(
      fc.property(
        queues,
        fc.double({ min: 0.6, max: 1.5, noNaN: true }),
        fc.integer({ min: 0, max: 300 }),
        (q, f, t) => {
          const agents = Math.max(1, Math.ceil(q.arrivals * q.service * f));
          const summed = stateByState(q, agents);
          expect(waitingOf(q, agents).delayed).toBeCloseTo(summed.delayed, 8);
          expect(waitingOf(q, agents).abandoned).toBeCloseTo(summed.abandoned, 8);
          expect(answeredWithin(q, agents, t)).toBeCloseTo(integrated(q, agents, t), 7);
        },
      ),
      { numRuns: 150, seed: 11 },
    );
  });

  it('is Erlang C where patience has no end, and Erlang B where there is none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 80, noNaN: true }), fc.integer({ min: 1, max: 20 }), (load, more) => {
        const agents = Math.ceil(load) + more;
        const queue = { arrivals: load / 60, service: 60 };
        const endless = { ...queue, patience: 1e9 };
        expect(waitingOf(endless, agents).delayed).toBeCloseTo(erlangC(load, agents), 5);
        expect(answeredWithin(endless, agents, 20)).toBeCloseTo(
          answeredWithin({ ...queue, patience: null }, agents, 20),
          5,
        );
        for (const patience of [0, 1e-9]) {
          expect(waitingOf({ ...queue, patience }, agents).abandoned).toBeCloseTo(erlangB(load, agents), 7);
          expect(answeredWithin({ ...queue, patience }, agents, 20)).toBeCloseTo(1 - erlangB(load, agents), 7);
        }
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  it('stays a share where customers arrive many times faster than anybody can answer', () => {
    const flood: Queue = { arrivals: 100, service: 600, patience: 3600 };
    expect(answeredWithin(flood, 100, 60)).toBeLessThan(1e-6);
    expect(waitingOf(flood, 100).abandoned).toBeCloseTo(1 - 100 / 60_000, 8);
    // B(n − 1) is too small for a double here: nobody waits.
    expect(waitingOf({ ...flood, arrivals: 1 / 600 }, 1000)).toEqual({ delayed: 0, abandoned: 0, wait: 0 });
  });
});

describe('agents needed', () => {
  it('are the fewest that reach the target: one fewer does not', () => {
    const patience = fc.option(fc.double({ min: 0, max: 900, noNaN: true }), { nil: null });
    const queue = fc.record({
      arrivals: fc.double({ min: 0.0001, max: 1, noNaN: true }),
      service: fc.double({ min: 10, max: 900, noNaN: true }),
      patience,
    });
    fc.assert(
      fc.property(
        queue,
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        fc.integer({ min: 0, max: 600 }),
        (q, share, seconds) => {
          const agents = agentsNeeded(q, { share, seconds });
          expect(answeredWithin(q, agents, seconds)).toBeGreaterThanOrEqual(share);
          expect(answeredWithin(q, agents - 1, seconds)).toBeLessThan(share);
        },
      ),
      { numRuns: 200, seed: 13 },
    );
  });

  it('are none without arrivals, and grow slower than the load', () => {
    const target = { share: 0.8, seconds: 20 };
    expect(agentsNeeded({ arrivals: 0, service: 180, patience: null }, target)).toBe(0);
    const [small, large] = [1, 10].map((times) =>
      agentsNeeded({ arrivals: times / 18, service: 180, patience: null }, target),
    );
    expect(large!).toBeLessThan(10 * small!);
  });

  it('refuses a queue that makes no sense', () => {
    const queue: Queue = { arrivals: 1, service: 60, patience: null };
    const target = { share: 0.8, seconds: 20 };
    expect(() => agentsNeeded({ ...queue, arrivals: Number.NaN }, target)).toThrow(RangeError);
    expect(() => agentsNeeded({ ...queue, service: 0 }, target)).toThrow(RangeError);
    expect(() => agentsNeeded({ ...queue, patience: -1 }, target)).toThrow(RangeError);
    expect(() => agentsNeeded(queue, { ...target, share: 1 })).toThrow(RangeError);
    expect(() => erlangB(1, 1.5)).toThrow(RangeError);
  });
});

/** Birth and death: probabilities in logarithms, one state after the other until they are nothing. */
function stateByState({ arrivals, service, patience }: Queue, agents: number) {
  const logs = [0];
  let most = 0;
  for (let k = 1; k < 2_000_000; k++) {
    const out = Math.min(k, agents) / service + Math.max(0, k - agents) / patience!;
    logs.push(logs[k - 1]! + Math.log(arrivals / out));
    most = Math.max(most, logs[k]!);
    if (k > agents && arrivals < out && logs[k]! < most - 60) break;
  }
  const weights = logs.map((log) => Math.exp(log - most));
  const whole = weights.reduce((sum, one) => sum + one, 0);
  const from = (start: number, by: (k: number) => number) =>
    weights.reduce((sum, one, k) => (k >= start ? sum + one * by(k) : sum), 0) / whole;
  return { delayed: from(agents, () => 1), abandoned: from(agents, (k) => k - agents) / patience! / arrivals };
}

/** Nobody waits, or the wait offered has density λ·e^(λH(x) − nμx) times P(a free agent) ÷ ε, while patience lasts. */
function integrated(queue: Queue, agents: number, seconds: number): number {
  const { arrivals, service, patience } = queue;
  const { delayed } = stateByState(queue, agents);
  const theta = 1 / patience!;
  const exponent = (x: number) => (arrivals * (1 - Math.exp(-theta * x))) / theta - (agents * x) / service;
  // Normalised by the whole integral, which must be P(delayed).
  const place = arrivals > agents / service ? Math.log((arrivals * service) / agents) / theta : 0;
  const peak = exponent(place);
  let end = place + 1e-3;
  while (exponent(end) > peak - 40) end *= 1.5;
  const simpson = (to: number, f: (x: number) => number) => {
    const steps = 40_000;
    let sum = f(0) + f(to);
    for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * f((i * to) / steps);
    return (sum * to) / steps / 3;
  };
  const density = (x: number) => Math.exp(exponent(x) - peak);
  const answered = simpson(Math.min(seconds, end), (x) => density(x) * Math.exp(-theta * x));
  return 1 - delayed + (delayed * answered) / simpson(end, density);
}
