import { MOST_RETURN_DAYS } from '@/lib/core/returns';
import { COUNTS, type Count, type HistogramName, SUMS, type SumColumn } from './measures';

/** 1970-01-01 to 2000-01-01, in microseconds: PostgreSQL counts from the latter. */
export const EPOCH_2000 = 946_684_800e6;
const SECOND = 1e6;
const DAY = 86_400 * SECOND;
/** A customer who comes back within so long repeats the inquiry; returns are looked for until the last. */
const REPEAT = 7 * DAY;
export const LAST_RETURN = MOST_RETURN_DAYS * DAY;

/** Whether the customer came back within 7 days; NaN is never. */
export const isRepeat = (endedAt: number, returnedAt: number) => returnedAt - endedAt <= REPEAT;

/** What a conversation's measures depend on beside itself. Instants are microseconds since 2000-01-01 UTC. */
export interface Moment {
  watermark: number;
  targetSeconds: number;
}

/** One conversation as the builder reads it. Instants as in Moment; a missing one is NaN, which no comparison holds for. */
export interface Facts {
  aiInvolved: boolean;
  humanInvolved: boolean;
  firstHandlerAi: boolean;
  resolved: boolean;
  outcomeUnknown: boolean;
  /** what a resolution rests on: the count it belongs to */
  basis: Basis | null;
  /** sent to its first handler by chance */
  random: boolean;
  /** another of the same customer and intent started after its end and at most 7 days after it */
  repeated: boolean;
  startedAt: number;
  endedAt: number;
  repliedAt: number;
  requestedAt: number;
  joinedAt: number;
  ratedAt: number;
  rating: number;
  cost: number;
  handleSeconds: number;
}

export type Basis = 'confirmed_n' | 'assumed_n' | 'closed_by_agent_n' | 'judged_n';
/** Values of outcome_basis and their counts. */
export const BASES: readonly (readonly [value: string, count: Basis])[] = [
  ['confirmed', 'confirmed_n'],
  ['assumed', 'assumed_n'],
  ['closed_by_agent', 'closed_by_agent_n'],
  ['judged_by_model', 'judged_n'],
];

export const BIT = Object.fromEntries(COUNTS.map((count, bit) => [count, 1 << bit])) as Record<Count, number>;

/** Which counts a conversation belongs to, as bits. Every rule of spec "Service" that looks at one conversation is here. */
export function countsOf(c: Facts, { watermark, targetSeconds }: Moment): number {
  const isEnded = !Number.isNaN(c.endedAt);
  const isAiOnly = c.aiInvolved && !c.humanInvolved;
  let bits = BIT.n;
  if (c.aiInvolved) bits |= BIT.ai_involved_n;
  if (isAiOnly) bits |= BIT.ai_only_n;
  if (isEnded) bits |= BIT.ended_n;
  if (c.firstHandlerAi && isEnded)
    bits |= c.humanInvolved ? BIT.ai_first_ended_n | BIT.escalated_n : BIT.ai_first_ended_n;
  if (c.aiInvolved && !Number.isNaN(c.cost)) bits |= BIT.ai_cost_n;
  if (c.humanInvolved && !Number.isNaN(c.handleSeconds)) bits |= BIT.handle_n;

  const weekIsOver = (isEnded ? c.endedAt : c.startedAt) + 7 * DAY <= watermark;
  if (weekIsOver) bits |= BIT.durable_eligible_n;
  if (c.resolved) {
    bits |= BIT.resolved_n;
    if (isAiOnly) bits |= BIT.ai_only_resolved_n;
    if (weekIsOver) bits |= c.repeated ? BIT.repeat_eligible_n | BIT.repeated_n : BIT.repeat_eligible_n;
    if (weekIsOver && isAiOnly && !c.repeated) bits |= BIT.durable_n;
  }

  if (c.resolved && c.basis) bits |= BIT[c.basis];
  if (c.outcomeUnknown) {
    bits |= BIT.unknown_n;
    if (isAiOnly) bits |= weekIsOver ? BIT.ai_only_unknown_n | BIT.ai_only_unknown_eligible_n : BIT.ai_only_unknown_n;
  }

  // A rating of an open conversation cannot be late.
  const isRated = !Number.isNaN(c.rating) && !(c.ratedAt > c.endedAt + 21 * DAY);
  if (isRated) {
    bits |= BIT.csat_n;
    if (c.rating >= 4) bits |= BIT.csat_top_n;
    if (isEnded) bits |= BIT.csat_ended_n;
    if (c.random) bits |= BIT.random_csat_n;
  }
  return bits | requestBits(c, isEnded, watermark, targetSeconds);
}

function requestBits(c: Facts, isEnded: boolean, watermark: number, targetSeconds: number): number {
  const isRequest = c.firstHandlerAi && !Number.isNaN(c.requestedAt) && !(c.joinedAt < c.requestedAt);
  if (!isRequest) return 0;
  const isJoined = !Number.isNaN(c.joinedAt);
  if (!isJoined && !isEnded && c.requestedAt + DAY > watermark) return BIT.request_pending_n;
  if (!isJoined) return BIT.request_n;
  const isInTime = c.joinedAt - c.requestedAt <= targetSeconds * SECOND;
  return BIT.request_n | BIT.request_joined_n | (isInTime ? BIT.request_within_n : 0);
}

/** Why a conversation needs people, the first that holds: people answer first, they were asked for, the AI handed over. */
export const ARRIVAL_KINDS = ['human_first', 'asked', 'escalated'] as const;
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];

/** Position in ARRIVAL_KINDS; null where no person is needed, and where nobody ever answered or was asked for. */
export function arrivalKind(c: Facts, isHumanFirst: boolean): number | null {
  if (isHumanFirst) return 0;
  if (!Number.isNaN(c.requestedAt)) return 1;
  return c.humanInvolved ? 2 : null;
}

const COST_UNITS = SUMS[2].per;
const HANDLE_UNITS = SUMS[4].per;

/** What a conversation, whose counts are `bits`, adds to each sum, in the column's small unit. */
export const ADDS: Record<SumColumn, (c: Facts, bits: number) => number> = {
  csat_sum: (c, bits) => (bits & BIT.csat_n ? c.rating : 0),
  resolution_microseconds_sum: (c, bits) => (bits & BIT.resolved_n ? c.endedAt - c.startedAt : 0),
  ai_cost_billionths_sum: (c, bits) => (bits & BIT.ai_cost_n ? Math.round(c.cost * COST_UNITS) : 0),
  csat_square_sum: (c, bits) => (bits & BIT.csat_n ? c.rating * c.rating : 0),
  handle_microseconds_sum: (c, bits) => (bits & BIT.handle_n ? Math.round(c.handleSeconds * HANDLE_UNITS) : 0),
  handle_square_sum: (c, bits) => (bits & BIT.handle_n ? Math.round(c.handleSeconds * c.handleSeconds) : 0),
  random_csat_sum: (c, bits) => (bits & BIT.random_csat_n ? c.rating : 0),
  random_csat_square_sum: (c, bits) => (bits & BIT.random_csat_n ? c.rating * c.rating : 0),
};

/** The microseconds it is observed with in each histogram; NaN where it is in none. */
export const OBSERVES: Record<HistogramName, (c: Facts, bits: number) => number> = {
  first_response_seconds: (c) => c.repliedAt - c.startedAt,
  resolution_seconds: (c, bits) => (bits & BIT.resolved_n ? c.endedAt - c.startedAt : Number.NaN),
  time_to_human_seconds: (c, bits) => (bits & BIT.request_joined_n ? c.joinedAt - c.requestedAt : Number.NaN),
};
