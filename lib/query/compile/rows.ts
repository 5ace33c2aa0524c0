import type { Metric } from '@/lib/metrics/define';
import { type Histogram, readHistogram } from '@/lib/stats/histogram';
import { countReaching } from '@/lib/stats/tally';
import type { Period, Remark, SourceRow } from '../source';
import { type CellRow, WEEKDAYS } from './conversations';
import { HOURS_COVERED, HOURS_OF_WEEK, type Needs, SERVED, SERVED_ENOUGH } from './needs';

type Measures = Record<string, number | null>;
type Remarks = (measures: Measures) => Record<string, Remark>;

const HOURS_IN_A_WEEK = 168;
const NOTHING = new Uint8Array();

/** A row of cells as sums and histograms; what a column leaves null is 0. */
export function readRow(cell: CellRow, period: Period, by: number, needs: Needs, remarks: Remarks): SourceRow {
  const measures: Measures = {};
  for (const count of needs.counts) measures[count] = Number(cell[count] ?? 0);
  for (const { column, measure, per } of needs.sums) measures[measure] = Number(cell[column] ?? 0) / per;
  for (const measure of needs.served)
    measures[measure] = countReaching((cell[SERVED[measure]] as Buffer | null) ?? NOTHING, SERVED_ENOUGH);
  if (needs.hours) {
    measures[HOURS_COVERED] = WEEKDAYS.reduce((sum, weekday) => sum + bits(Number(cell[`hours${weekday}`] ?? 0)), 0);
    measures[HOURS_OF_WEEK] = HOURS_IN_A_WEEK;
  }
  const histograms: Record<string, Histogram> = {};
  for (const name of needs.histograms) {
    // Those who asked for a person and never met one rank behind everybody who did.
    const never = name === 'time_to_human_seconds' ? measures.request_n! - measures.request_joined_n! : 0;
    const bytes = cell[name] as Buffer | null;
    if (bytes || never > 0) histograms[name] = readHistogram(bytes ?? NOTHING, never);
  }
  const group: string[] = [];
  for (let index = 0; index < by; index++) group.push(cell[`g${index}`] as string);
  return { period: period.key, group, measures, histograms, remarks: remarks(measures) };
}

/** A group without a conversation in a period: 0 of everything, or unknown where no day was observed. */
export function empty(
  period: Period,
  group: string[],
  { metrics, needs, known, remarks }: { metrics: readonly Metric[]; needs: Needs; known: boolean; remarks: Remarks },
): SourceRow {
  const measures: Measures = {};
  if (known && needs.hours) measures[HOURS_OF_WEEK] = HOURS_IN_A_WEEK;
  if (!known) for (const { shape } of metrics) if (shape.kind === 'amount') measures[shape.measure] = null;
  return { period: period.key, group, measures, histograms: {}, remarks: remarks(measures) };
}

function bits(value: number): number {
  let count = 0;
  for (let left = value; left !== 0; left &= left - 1) count++;
  return count;
}
