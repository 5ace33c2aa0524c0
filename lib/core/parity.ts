import type { DateRange, Filter } from './request';

export type ArmChoice = 'first_handler' | 'as_handled';

export interface ParityRequest extends DateRange {
  filter?: Filter;
  arms?: ArmChoice;
}

export type Verdict = 'superior' | 'non_inferior' | 'inferior' | 'inconclusive' | 'not_comparable';

/** AI minus people, in points of the rating; the interval holds 95 %. */
export interface Interval {
  difference: number;
  low: number;
  high: number;
}

export interface ComplexityParity {
  difference: number | null;
  low: number | null;
  high: number | null;
  verdict: Verdict;
}

/** What follows for a topic: people should answer it, look again, leave it to the AI, or nobody can tell yet. */
export type Decision = 'send' | 'watch' | 'leave' | 'not_enough';

export interface TopicParity {
  channel: string;
  intent: string;
  complexity: string;
  language?: string;
  /** conversations of both arms, rated or not */
  conversations: number;
  /** of these the AI answered first (or alone) */
  aiConversations: number;
  nAi: number;
  nHuman: number;
  meanAi: number | null;
  meanHuman: number | null;
  difference: number | null;
  low: number | null;
  high: number | null;
  /** 30 ratings in both arms: part of the comparison on the same matters */
  usable: boolean;
  status: 'ok' | 'low_n';
  /** null with fewer than 100 ratings in an arm */
  verdict: Verdict | null;
  decision: Decision;
}

export interface ResponseRate {
  /** rated ÷ ended */
  rate: number | null;
  rated: number;
  ended: number;
}

export interface ParityAnswer {
  from: string;
  to: string;
  arms: ArmChoice;
  filter: Filter;
  asOf: string | null;
  demo: boolean;
  crude: (Interval & { nAi: number; nHuman: number; meanAi: number; meanHuman: number }) | null;
  adjusted: Interval | null;
  /** share of the two arms' conversations that lie in topics with enough ratings in both; null without any */
  coverage: number | null;
  conversations: { ai: number; human: number };
  /** why as it happened and on the same matters differ: the share of each arm's conversations by complexity */
  mix: { complexity: string; ai: number; human: number }[];
  margin: number;
  verdict: Verdict;
  /** the whole interval lies below 0: said first, whatever the verdict */
  belowPeople: boolean;
  byComplexity: Record<string, ComplexityParity>;
  strata: TopicParity[];
  /** this is the quarter's verdict, computed once and kept; anything else is exploratory */
  record: boolean;
  recordedAt?: string;
  /** ratings of the period may still come in */
  provisional: boolean;
  responseRates: { ai: ResponseRate; human: ResponseRate };
  /** how much lower than those who answered the AI's silent customers would have to rate to turn the verdict; points */
  tippingPoint: number | null;
  /** the same comparison of the shares of 4 and 5 */
  topBox: Interval | null;
  /** with the human arm's variance doubled, since agents differ */
  doubledHumanVariance: Interval | null;
  /** the AI of this period against people in the base period, on the same matters */
  againstBase: (Interval & { from: string; to: string; coverage: number }) | null;
  /** where chance decided who answers first; takes precedence */
  holdout: (Interval & { nAi: number; nHuman: number; verdict: Verdict }) | null;
  warnings: string[];
}

export interface ParityTrendRequest extends DateRange {
  grain: 'month' | 'quarter';
  filter?: Filter;
}

/** The finding that counts: where chance decided who answers, its own; else the one on the same matters. */
export function findingInForce({
  holdout,
  adjusted,
  verdict,
}: Pick<ParityAnswer, 'holdout' | 'adjusted' | 'verdict'>): {
  verdict: Verdict;
  interval: Interval | null;
} {
  if (!holdout) return { verdict, interval: adjusted };
  const { difference, low, high } = holdout;
  return { verdict: holdout.verdict, interval: { difference, low, high } };
}

/** The comparison of one calendar period, exploratory; null where it cannot be made. */
export interface ParityPoint {
  period: string;
  adjusted: Interval | null;
  coverage: number | null;
  verdict: Verdict;
  /** in force at the period's start */
  margin: number;
  /** ratings of the period may still come in */
  provisional: boolean;
  meanAi: number | null;
  meanHuman: number | null;
  nAi: number;
  nHuman: number;
}

export interface ParityTrend {
  points: ParityPoint[];
  /** in force at the start of the last period */
  margin: number;
}
