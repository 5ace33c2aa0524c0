import type { Definition, Revision } from '@/lib/core/definition';
import type { RecordType } from '@/lib/core/record';
import type { Metric } from '@/lib/metrics/define';
import { familyOf, measuresOf, readsSeats } from './people/families';

const FIRST: Revision = { version: 1, changed: 'The first definition.' };

/** The books' measures and the records each is read from. */
const COMPANY_RECORDS: Record<string, RecordType> = {
  employed_person_days: 'employee',
  tech_person_days: 'employee',
  headcount_days: 'employee',
  headcount_of_quarters: 'employee',
  revenue: 'financials',
  customer_service_cost: 'financials',
  transactions: 'financials',
  contact_transactions: 'financials',
  contacts: 'conversation',
};

/** A metric as the catalogue tells it: its declaration, and what follows from how it is computed. */
export function definitionOf(metric: Metric): Definition {
  const { shape, alsoCalled = [], pairedWith = null, history = [] } = metric;
  return {
    id: metric.id,
    title: metric.title,
    question: metric.question,
    formula: metric.formula,
    caveat: metric.caveat,
    alsoCalled,
    unit: metric.unit,
    direction: metric.direction,
    class: metric.class,
    dimensions: metric.dimensions,
    grains: metric.grains,
    narrow: metric.source === 'people' && familyOf(metric).narrow,
    times: shape.kind === 'ratio' ? (shape.times ?? 1) : null,
    records: recordsOf(metric),
    pairedWith,
    version: metric.version,
    revisions: [...history, FIRST].sort((a, b) => b.version - a.version),
    example: metric.example,
  };
}

/** Which records a metric is read from. Throws where a company metric names a measure nobody placed. */
export function recordsOf(metric: Metric): RecordType[] {
  if (metric.source === 'conversations') return ['conversation'];
  if (metric.source === 'people')
    return readsSeats(familyOf(metric)) ? ['seat', 'tool_activity', 'employee'] : ['tool_activity', 'employee'];
  const records = measuresOf(metric).map((measure) => COMPANY_RECORDS[measure]);
  if (records.some((record) => !record)) throw new Error(`${metric.id}: a measure of it is read from no record.`);
  return [...new Set(records as RecordType[])];
}
