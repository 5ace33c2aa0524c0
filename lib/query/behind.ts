import type { ConversationRow } from '@/db/conversation-rows';
import { ADDS, BIT, OBSERVES } from '@/db/rollups/conversations/facts';
import { COUNTS, type Count, HISTOGRAMS, type HistogramName, SUMS, TALLIES } from '@/db/rollups/conversations/measures';
import type { Behind } from '@/lib/core/answer';
import { UNKNOWN } from '@/lib/core/dimensions';
import type { Metric } from '@/lib/metrics/define';
import { HOURS_COVERED, SERVED, type Served } from './compile/needs';

/** What one conversation brings to one metric; null where it is not behind it. */
type Bring = (row: ConversationRow) => Behind | null;

export interface BehindMetric {
  id: string;
  /** what is told of each row, in this order */
  parts: readonly (keyof Behind)[];
  bring: Bring;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * How conversations make up a metric of theirs, by the same counts, sums and observations as the rollup: over all rows
 * numerators add up to the numerator, denominators to the denominator, and n to the observations.
 */
export function behind(metric: Metric): BehindMetric {
  const { id, shape } = metric;
  if (shape.kind === 'percentile')
    return { id, parts: ['n', 'value'], bring: observed(shape.histogram as HistogramName) };
  if (shape.kind === 'amount') {
    if (shape.measure in SERVED) return { id, parts: ['n', 'value'], bring: served(shape.measure as Served) };
    const has = counted(shape.measure);
    return { id, parts: ['n'], bring: (row) => (has(row) === 0 ? null : { n: 1 }) };
  }
  if (shape.numerator === HOURS_COVERED) return { id, parts: ['n', 'value'], bring: hour };
  const [above, below] = [counted(shape.numerator), counted(shape.denominator)];
  return {
    id,
    parts: ['numerator', 'denominator'],
    bring: (row) => {
      const [numerator, denominator] = [above(row), below(row)];
      return numerator === 0 && denominator === 0 ? null : { numerator, denominator };
    },
  };
}

/** What a row adds to a measure that is a count or a sum. */
function counted(measure: string): (row: ConversationRow) => number {
  if (COUNTS.includes(measure as Count)) {
    const bit = BIT[measure as Count];
    return ({ bits }) => (bits & bit ? 1 : 0);
  }
  const sum = SUMS.find((one) => one.measure === measure);
  if (!sum) throw new RangeError(`No rows stand behind ${measure}.`);
  const adds = ADDS[sum.column];
  return ({ facts, bits }) => adds(facts, bits) / sum.per;
}

function observed(histogram: HistogramName): Bring {
  if (!HISTOGRAMS.includes(histogram)) throw new RangeError(`No rows stand behind ${histogram}.`);
  const observes = OBSERVES[histogram];
  return ({ facts, bits }) => {
    const microseconds = observes(facts, bits);
    if (!Number.isNaN(microseconds)) return { n: 1, value: microseconds / 1e6 };
    // Those who asked for a person and never met one rank last: they are among the observations, without a time.
    const isNever = histogram === 'time_to_human_seconds' && (bits & BIT.request_n) !== 0;
    return isNever ? { n: 1, value: null } : null;
  };
}

/** A conversation with the AI counts for its market or language, which is served where enough of them are. */
function served(measure: Served): Bring {
  const { dimension } = TALLIES.find(({ column }) => column === SERVED[measure])!;
  return (row) => {
    const value = row[dimension] as string;
    return row.bits & BIT.ai_involved_n && value !== UNKNOWN ? { n: 1, value } : null;
  };
}

const hour: Bring = ({ bits, weekday, hour: at }) =>
  bits & BIT.ai_involved_n ? { n: 1, value: `${WEEKDAYS[weekday - 1]} ${String(at).padStart(2, '0')}:00` } : null;
