/**
 * What a conversation cell holds, named once: the builder writes these columns, the compiler sums them.
 * Counts are a yes or no of each conversation; their order is the order of bits in facts.ts.
 */
export const COUNTS = [
  'n',
  'ai_involved_n',
  'ai_only_n',
  'resolved_n',
  'ai_only_resolved_n',
  'durable_n',
  'durable_eligible_n',
  'ai_first_ended_n',
  'escalated_n',
  'repeated_n',
  'repeat_eligible_n',
  'csat_n',
  'csat_top_n',
  'csat_ended_n',
  'ended_n',
  'request_n',
  'request_joined_n',
  'request_within_n',
  'request_pending_n',
  'ai_cost_n',
  'unknown_n',
  'ai_only_unknown_n',
  'ai_only_unknown_eligible_n',
  'confirmed_n',
  'assumed_n',
  'closed_by_agent_n',
  'judged_n',
  'handle_n',
  'random_csat_n',
] as const;
export type Count = (typeof COUNTS)[number];

/**
 * Sums are kept as whole numbers of the column's small unit in a double: adding them is exact in any order, so a
 * rebuilt day equals a refreshed one to the last bit. `per` units make one of the measure.
 */
export const SUMS = [
  { measure: 'csat_sum', column: 'csat_sum', per: 1 },
  { measure: 'resolution_seconds_sum', column: 'resolution_microseconds_sum', per: 1e6 },
  { measure: 'ai_cost_sum', column: 'ai_cost_billionths_sum', per: 1e9 },
  { measure: 'csat_square_sum', column: 'csat_square_sum', per: 1 },
  { measure: 'handle_seconds_sum', column: 'handle_microseconds_sum', per: 1e6 },
  // Of whole square seconds, for a sampling error: finer ones would outgrow what a double holds exactly.
  { measure: 'handle_square_sum', column: 'handle_square_sum', per: 1 },
  { measure: 'random_csat_sum', column: 'random_csat_sum', per: 1 },
  { measure: 'random_csat_square_sum', column: 'random_csat_square_sum', per: 1 },
] as const;
export type SumColumn = (typeof SUMS)[number]['column'];

/** Sparse histograms (lib/stats/histogram.ts); `string_agg` merges them. */
export const HISTOGRAMS = ['first_response_seconds', 'resolution_seconds', 'time_to_human_seconds'] as const;
export type HistogramName = (typeof HISTOGRAMS)[number];

/** Conversations with the AI by value of a dimension (lib/stats/tally.ts), unknown left out; `string_agg` merges them. */
export const TALLIES = [
  { column: 'ai_markets', dimension: 'market' },
  { column: 'ai_languages', dimension: 'language' },
] as const;
export type TallyColumn = (typeof TALLIES)[number]['column'];

/** Bit h: a conversation with the AI started in the day's hour h. With the weekday it makes the 168 hours of a week. */
export const HOURS = 'ai_hours';
