import type { OracleConversation } from './conversation-oracle';

export type Random = () => number;

/** Mulberry32: the same seed, the same company. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
export const chance = (random: Random, p: number) => random() < p;

const HOUR = 3_600_000;
const BASES = ['confirmed', 'assumed', 'closed_by_agent', 'judged_by_model', null];

/**
 * A conversation of a company so small that customers come back often, with every field missing now and then, odd
 * orders of times, and durations from nothing to weeks.
 */
export function randomConversation(
  random: Random,
  id: string,
  { from, days }: { from: string; days: number },
): OracleConversation {
  const start = Date.parse(`${from}T00:00:00Z`) + Math.floor(random() * days * 24 * 3600) * 1000;
  const at = (milliseconds: number) => new Date(start + Math.round(milliseconds)).toISOString();
  const maybe = <T>(p: number, value: () => T) => (chance(random, p) ? value() : null);
  const [first_handler, ai_involved, human_involved] = pick(random, [
    ['ai', true, false],
    ['ai', true, false],
    ['ai', true, true],
    ['human', false, true],
    ['human', true, true],
    ['none', false, false],
  ] as const);
  const outcome = pick(random, ['resolved', 'resolved', 'resolved', 'unresolved', 'abandoned', 'unknown']);
  const length = pick(random, [0, 90_000, HOUR, 30 * HOUR, 240 * HOUR]) * random();
  const ended_at = outcome === 'resolved' || chance(random, 0.6) ? at(length) : null;
  const asked = random() * 600_000;
  const csat = maybe(0.5, () => 1 + Math.floor(random() * 5));
  return {
    source_id: pick(random, [1, 1, 2]),
    id,
    customer_id: `customer-${Math.floor(random() * 12)}`,
    started_at: at(0),
    ended_at,
    first_reply_at: first_handler === 'none' ? null : maybe(0.9, () => at(pick(random, [0, 4000, 250, 700_000]))),
    human_requested_at: maybe(0.5, () => at(asked)),
    human_joined_at: human_involved ? maybe(0.8, () => at(asked + (random() - 0.2) * 900_000)) : null,
    csat,
    csat_at: csat === null ? null : maybe(0.7, () => at(length + random() * 30 * 24 * HOUR)),
    ai_involved,
    human_involved,
    channel: pick(random, ['chat', 'chat', 'email', null]),
    market: pick(random, ['SE', 'SE', 'DE', null]),
    language: pick(random, ['sv', 'de', 'tr', null]),
    intent: pick(random, ['refund', 'unknown', null]),
    complexity: pick(random, ['simple', 'complex', null]),
    first_handler,
    outcome,
    // Drawn by the clock, not by chance: other draws stay what they are.
    outcome_basis: outcome === 'resolved' ? BASES[Math.floor(start / 1000) % BASES.length]! : null,
    escalation_reason: pick(random, ['asked, \t"nicely"', null]),
    agent_pool: pick(random, ['in_house', 'flexible', null]),
    ai_cost: maybe(0.7, () => Math.round(random() * 1e6) / 1e6),
    handle_seconds: human_involved ? maybe(0.7, () => Math.round(random() * 1e7) / 1e4) : null,
    human_agent: human_involved ? maybe(0.8, () => `agent-${Math.floor(random() * 40)}`) : null,
  };
}
