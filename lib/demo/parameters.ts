import { curve, WORLD } from '@/lib/demo/calendar';

/**
 * How the reference company's customer service behaves, as points in time between which lines are drawn.
 * Causes only: shares, durations, tendencies. What the metrics make of the logs is written nowhere.
 */

export const INTENTS = [
  'refund',
  'return',
  'payment',
  'delivery',
  'invoice',
  'account_access',
  'payment_plan',
  'dispute',
  'card',
  'fraud_report',
] as const;
export const INTENT_SHARES = [0.19, 0.15, 0.13, 0.11, 0.1, 0.09, 0.08, 0.06, 0.05, 0.04];

/** Four kinds of matter; the fourth is one nobody could grade. */
export const COMPLEXITIES = ['simple', 'moderate', 'complex', null] as const;
export const COMPLEXITY_SHARES = [0.5, 0.31, 0.15, 0.04];

export type Four = readonly [simple: number, moderate: number, complex: number, unknown: number];

/** Human working time in seconds: mean per complexity, and its spread. */
export const TOUCH_SECONDS: Four = [130, 174, 292, 165];
export const TOUCH_CV = 0.75;
/** People serve several chats at once: a chat lasts about four times the work in it. */
export const CHAT_CONCURRENCY = 3.92;
/** Work in a case the AI handed over, against the same case answered by a person from the start. */
export const HANDOVER_TOUCH = 1.26;

export const HUMAN_RESOLVES: Four = [0.92, 0.88, 0.76, 0.88];
export const HYBRID_RESOLVES: Four = [0.91, 0.86, 0.75, 0.86];
export const HUMAN_CSAT: Four = [4.35, 4.15, 3.7, 4.1];
export const SURVEY_RESPONSE = { ai: 0.25, human: 0.35 };
/** How much a rating differs between solved and unsolved, and between AI alone and handed over. */
export const UNRESOLVED_CSAT = 0.8;
export const HANDOVER_CSAT = 0.25;

/** Chance that a solved matter comes back within a week, by people and by the AI alone. */
export const HUMAN_REPEATS: Four = [0.092, 0.118, 0.16, 0.11];

const four = (simple: Points, moderate: Points, complex: Points, unknown: Points) => {
  const curves = [simple, moderate, complex, unknown].map(curve);
  return (day: number): Four => curves.map((at) => at(day)) as unknown as Four;
};
type Points = Record<string, number>;

const aiFirst = four(
  { '2024-02-27': 0.865, '2024-07-01': 0.88, '2025-03-31': 0.885 },
  { '2024-02-27': 0.745, '2024-07-01': 0.79, '2024-12-15': 0.82, '2025-02-01': 0.78 },
  { '2024-02-27': 0.56, '2024-07-01': 0.64, '2024-12-15': 0.7, '2025-02-01': 0.57 },
  { '2024-02-27': 0.75, '2024-07-01': 0.78, '2024-12-15': 0.8, '2025-02-01': 0.76 },
);
const handedOver = four(
  { '2024-02-27': 0.07, '2024-12-15': 0.06, '2025-02-01': 0.07 },
  { '2024-02-27': 0.165, '2024-12-15': 0.14, '2025-02-01': 0.165 },
  { '2024-02-27': 0.42, '2024-12-15': 0.34, '2025-02-01': 0.44 },
  { '2024-02-27': 0.17, '2024-12-15': 0.15, '2025-02-01': 0.17 },
);
const aiResolves = four(
  { '2024-02-27': 0.9, '2024-09-01': 0.91, '2025-03-31': 0.92 },
  { '2024-02-27': 0.86, '2024-09-01': 0.87, '2025-03-31': 0.87 },
  { '2024-02-27': 0.74, '2024-12-01': 0.67, '2025-03-31': 0.66 },
  { '2024-02-27': 0.86, '2025-03-31': 0.85 },
);
const csatDifference = four(
  { '2024-02-27': 0.03, '2024-07-01': 0.04, '2025-03-31': 0.06 },
  { '2024-02-27': 0.03, '2024-07-01': 0.03, '2025-03-31': 0.04 },
  { '2024-02-27': 0.03, '2024-07-01': -0.05, '2024-10-01': -0.18, '2025-01-01': -0.42, '2025-03-31': -0.45 },
  { '2024-02-27': 0.03, '2025-03-31': 0 },
);
const aiRepeats = four(
  { '2024-02-27': 0.0695, '2025-03-31': 0.0675 },
  { '2024-02-27': 0.0905, '2025-03-31': 0.0885 },
  { '2024-02-27': 0.128, '2024-07-01': 0.133, '2024-12-01': 0.162, '2025-03-31': 0.162 },
  { '2024-02-27': 0.085, '2025-03-31': 0.085 },
);

/** Of those who asked for a human and got one: within five minutes. */
const withinTarget = curve({
  ...{
    '2024-02-27': 0.955,
    '2024-07-01': 0.94,
    '2024-09-01': 0.91,
    '2024-10-01': 0.8,
    '2024-11-15': 0.72,
    '2024-12-27': 0.82,
  },
  ...{ '2025-01-01': 0.972, '2025-03-31': 0.985 },
});
/** Of those who asked for a human: never got one. */
const neverReached = curve({
  ...{
    '2024-02-27': 0.015,
    '2024-07-01': 0.03,
    '2024-09-01': 0.04,
    '2024-10-01': 0.08,
    '2024-11-15': 0.12,
    '2024-12-27': 0.07,
  },
  ...{ '2025-01-01': 0.008, '2025-03-31': 0.006 },
});

const costPerConversation = curve({ '2024-02-27': 0.06, '2024-12-01': 0.054, '2025-03-31': 0.049 });
const emailAi = curve({ '2024-05-31': 0, '2024-06-01': 0.15, '2024-09-01': 0.5, '2025-01-01': 0.62 });
const messagingShare = curve({ '2024-08-31': 0, '2024-09-01': 0.002, '2024-12-01': 0.02, '2025-03-31': 0.035 });
const flexiblePool = curve({ '2024-12-31': 0, '2025-01-07': 0.02, '2025-03-31': 0.22 });
const unanswered = curve({ '2024-01-26': 0.024, '2024-01-27': 0.02, '2025-03-31': 0.015 });
const priorTouch = curve({ '2024-01-26': 1.02, '2024-01-27': 1 });

const VERSIONS: [from: string, version: string][] = [
  ['2024-01-27', 'assistant-1.0'],
  ['2024-04-16', 'assistant-1.1'],
  ['2024-09-10', 'assistant-2.0'],
  ['2025-02-04', 'assistant-2.1'],
];
const versionDays = VERSIONS.map(([from, version]) => ({ day: Date.parse(from) / 86_400_000, version }));
/** A new version answers a tenth of the conversations for a week first. */
const TRIAL_DAYS = 7;
export const TRIAL_SHARE = 0.1;

/** Everything that holds on one day. */
export interface DayParameters {
  /** chance that the AI answers first, of the conversations somebody answers, per channel kind */
  ai_first: Four;
  email_ai: number;
  handed_over: Four;
  ai_resolves: Four;
  csat_difference: Four;
  ai_repeats: Four;
  within_target: number;
  /** chance that an AI-only conversation that was not solved holds an unmet wish for a human */
  unmet_request: number;
  ai_cost: number;
  messaging: number;
  flexible: number;
  unanswered: number;
  touch_factor: number;
  version: string;
  next_version: string | null;
}

/** Of the handovers, those the customer asked for; the rest the AI decided itself. */
export const HANDOVER_REQUESTED = 0.72;

export function parametersOf(day: number): DayParameters {
  const live = day >= WORLD.go_live;
  const first = live ? aiFirst(day) : ([0, 0, 0, 0] as const);
  const over = handedOver(day);
  const resolves = aiResolves(day);
  const never = neverReached(day);
  let met = 0;
  let unsolved = 0;
  for (let c = 0; c < 4; c++) {
    const answered = COMPLEXITY_SHARES[c]! * first[c]!;
    met += answered * over[c]! * HANDOVER_REQUESTED;
    unsolved += answered * (1 - over[c]!) * (1 - resolves[c]!);
  }
  const current = versionDays.filter((v) => v.day <= day).at(-1);
  const next = versionDays.find((v) => v.day > day && v.day - TRIAL_DAYS <= day);
  return {
    ai_first: first,
    email_ai: emailAi(day),
    handed_over: over,
    ai_resolves: resolves,
    csat_difference: csatDifference(day),
    ai_repeats: aiRepeats(day),
    within_target: withinTarget(day),
    unmet_request: unsolved > 0 ? Math.min(1, (met * never) / (1 - never) / unsolved) : 0,
    ai_cost: costPerConversation(day),
    messaging: messagingShare(day),
    flexible: flexiblePool(day),
    unanswered: unanswered(day),
    touch_factor: priorTouch(day),
    version: current?.version ?? VERSIONS[0]![1],
    next_version: current && next ? next.version : null,
  };
}
