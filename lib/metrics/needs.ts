import type { RecordType } from '@/lib/core/record';
import type { Metric } from './define';

/** An optional field of conversations without which some metrics have nothing to say. */
export type NeededField = 'csat' | 'human_requested_at' | 'first_reply_at' | 'ai_cost' | 'market' | 'language';

/** The records a metric is made of, and the field of them it cannot do without. */
export interface Needs {
  records: readonly RecordType[];
  field?: NeededField;
}

/** What is divided by, ranked or counted tells which field has to be there. */
const FIELD_OF_MEASURE: Record<string, NeededField> = {
  csat_n: 'csat',
  request_n: 'human_requested_at',
  time_to_human_seconds: 'human_requested_at',
  first_response_seconds: 'first_reply_at',
  ai_cost_n: 'ai_cost',
  markets_served: 'market',
  languages_served: 'language',
};

const RECORDS_OF_BOOKS: Record<string, readonly RecordType[]> = {
  headcount_days: ['employee'],
  employed_person_days: ['employee'],
  headcount_of_quarters: ['employee', 'financials'],
  transactions: ['financials'],
  contact_transactions: ['conversation', 'financials'],
};

/** Seats are judged by the activity around them; activity counts for people on the roster. */
const SEATS: readonly RecordType[] = ['seat', 'tool_activity'];
const PEOPLE: readonly RecordType[] = ['employee', 'tool_activity'];

/** The measure a metric stands or falls with. */
function decisive({ shape }: Metric): string {
  if (shape.kind === 'ratio') return shape.denominator;
  return shape.kind === 'amount' ? shape.measure : shape.histogram;
}

/** Which records and which field a metric needs. A test holds this against the engines, metric by metric. */
export function needsOf(metric: Metric): Needs {
  const measure = decisive(metric);
  if (metric.source === 'conversations') return { records: ['conversation'], field: FIELD_OF_MEASURE[measure] };
  if (metric.source === 'people') return { records: /seat/.test(measure) ? SEATS : PEOPLE };
  const records = RECORDS_OF_BOOKS[measure];
  if (!records) throw new Error(`${metric.id}: nobody said which records ${measure} is made of.`);
  return { records };
}
