/**
 * Queues of customers and people. Arrivals are Poisson, times exponential, one queue, first come first served, steady
 * state. `load` is in erlangs (arrivals a second × seconds of service), `agents` are servers, times are seconds.
 * Sources: R. B. Cooper, Introduction to Queueing Theory (1981), ch. 3 (B and C); Garnett, Mandelbaum & Reiman,
 * Designing a call center with impatient customers (2002), and Mandelbaum & Zeltyn, Service engineering in action:
 * the Palm/Erlang-A queue (2007) (A).
 */

export interface Queue {
  /** customers a second */
  arrivals: number;
  /** mean seconds a person is taken up by one */
  service: number;
  /** mean seconds until a waiting customer leaves; null: they wait for ever (Erlang C) */
  patience: number | null;
}

export interface Waiting {
  /** share of customers that find every agent taken */
  delayed: number;
  /** share that leave before a person answers */
  abandoned: number;
  /** mean wait of all customers, those who leave included; infinite where the queue grows without end */
  wait: number;
}

/** Erlang B: the share of customers lost where nobody waits. By the recursion of its inverse, which is stable. */
export function erlangB(load: number, agents: number): number {
  assertQueue(load >= 0 && Number.isFinite(load), 'load must be a number of erlangs from 0');
  assertQueue(Number.isInteger(agents) && agents >= 0, 'agents must be a whole number from 0');
  let lost = 1;
  for (let n = 1; n <= agents; n++) lost = (load * lost) / (n + load * lost);
  return lost;
}

/** Erlang C: the share that waits where everybody does so until answered; 1 where agents cannot keep up. */
export function erlangC(load: number, agents: number): number {
  if (load === 0 && agents > 0) return 0;
  if (agents <= load) return 1;
  const lost = erlangB(load, agents);
  return lost / (1 - (load / agents) * (1 - lost));
}

/** How customers fare with so many agents. Throws a RangeError where the queue makes no sense. */
export function waitingOf(queue: Queue, agents: number): Waiting {
  const load = loadOf(queue);
  if (load === 0 && agents > 0) return { delayed: 0, abandoned: 0, wait: 0 };
  if (queue.patience === 0) return lossOf(erlangB(load, agents));
  if (queue.patience === null) {
    const delayed = erlangC(load, agents);
    const wait = agents > load ? (delayed * queue.service) / (agents - load) : Number.POSITIVE_INFINITY;
    return { delayed, abandoned: 0, wait };
  }
  // Nobody answers: all leave, after their patience.
  if (agents === 0) return { delayed: 1, abandoned: 1, wait: queue.patience };
  const state = palm(queue as Patient, agents);
  const delayed = (state.busy * state.queueing) / state.whole;
  // Flow balance, λ(1 − P(ab)) = μ·E[busy], would cancel: from P(ab) = (1 + (λ − nμ)·J) ÷ (ε + λ·J) instead.
  const abandoned = within01((state.unit + (state.busy - 1) * state.queueing) / state.whole);
  return { delayed, abandoned, wait: abandoned * queue.patience };
}

const lossOf = (lost: number): Waiting => ({ delayed: lost, abandoned: lost, wait: 0 });

/** Share of all customers, those who leave included, that a person answers within so many seconds. */
export function answeredWithin(queue: Queue, agents: number, seconds: number): number {
  assertQueue(seconds >= 0, 'seconds must be from 0');
  const load = loadOf(queue);
  if (load === 0 && agents > 0) return 1;
  if (agents === 0) return 0;
  if (queue.patience === 0) return 1 - erlangB(load, agents);
  if (queue.patience === null)
    return agents > load ? 1 - erlangC(load, agents) * Math.exp((-(agents - load) * seconds) / queue.service) : 0;
  const { arrivals, service, patience } = queue as Patient;
  const state = palm(queue as Patient, agents);
  // The wait an endlessly patient customer would have has, above 0, the density λ·e^φ(x) ÷ (ε + λ·J) with
  // φ(x) = λ·H(x) − nμ·x, H(x) = (1 − e^(−θx)) ÷ θ; of these e^(−θx) are still there. Integrated by parts.
  const still = Math.exp(-seconds / patience);
  const exponent = arrivals * patience * -Math.expm1(-seconds / patience) - (agents * seconds) / service;
  const later = queueSum(arrivals * still * patience, (agents * patience) / service);
  const atEnd = Math.exp(exponent - state.scale) - Math.exp(exponent + later.scale - state.scale) * later.sum;
  const answeredAfterWait = atEnd + state.queueing - state.unit;
  const delayed = state.busy * state.queueing;
  return within01(1 - (delayed - answeredAfterWait) / state.whole);
}

/** The fewest agents with whom at least `share` of all customers are answered within `seconds`; 0 without arrivals. */
export function agentsNeeded(queue: Queue, { share, seconds }: { share: number; seconds: number }): number {
  assertQueue(share > 0 && share < 1, 'share must lie between 0 and 1');
  const load = loadOf(queue);
  if (load === 0) return 0;
  const isEnough = (agents: number) => answeredWithin(queue, agents, seconds) >= share;
  // Fewer than `share` of the load can never answer that share.
  let low = Math.max(1, Math.ceil(load * share)) - 1;
  let step = 1;
  while (!isEnough(low + step)) {
    low += step;
    step *= 2;
  }
  let high = low + step;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

type Patient = Queue & { patience: number };

/**
 * The steady state of M/M/n+M, everything divided by e^scale so that an overloaded queue does not overflow:
 * ε = Σ_{k<n} π_k ÷ π_{n−1} = 1 ÷ B(n − 1), nμ·J = Σ_{k≥n} π_k ÷ π_n, whole = ε + λ·J.
 */
function palm({ arrivals, service, patience }: Patient, agents: number) {
  const load = arrivals * service;
  const { sum, scale } = queueSum(arrivals * patience, (agents * patience) / service);
  const unit = Math.exp(-scale);
  const busy = load / agents;
  return { scale, unit, busy, queueing: sum, whole: unit / erlangB(load, agents - 1) + busy * sum };
}

/** Σ_{j≥0} Π_{i=1..j} x ÷ (y + i), as sum × e^scale. Terms rise while y + i < x and then fall faster and faster. */
function queueSum(x: number, y: number): { sum: number; scale: number } {
  let term = 1;
  let sum = 1;
  let scale = 0;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= x / (y + i);
    sum += term;
    if (sum > 1e200) {
      term /= sum;
      scale += Math.log(sum);
      sum = 1;
    }
  }
  return { sum, scale };
}

function loadOf({ arrivals, service, patience }: Queue): number {
  assertQueue(arrivals >= 0 && Number.isFinite(arrivals), 'arrivals must be a number a second from 0');
  assertQueue(service > 0 && Number.isFinite(service), 'service must be seconds above 0');
  assertQueue(patience === null || (patience >= 0 && Number.isFinite(patience)), 'patience must be seconds from 0');
  return arrivals * service;
}

const within01 = (share: number) => Math.min(1, Math.max(0, share));

function assertQueue(holds: boolean, what: string): asserts holds {
  if (!holds) throw new RangeError(`A queue's ${what}.`);
}
