import type { Metric } from '@/lib/metrics/define';
import { activation } from './families/activation';
import { daily } from './families/daily';
import { habit } from './families/habit';
import { interactions } from './families/interactions';
import { monthly } from './families/monthly';
import { seats } from './families/seats';
import { weekly } from './families/weekly';
import type { Family } from './family';

const families: readonly Family[] = [daily, weekly, monthly, interactions, habit, seats, activation];
const byMeasure = new Map(families.flatMap((family) => family.measures.map((measure) => [measure, family] as const)));

/** The measures a metric is made of. */
export function measuresOf({ shape }: Metric): string[] {
  if (shape.kind === 'ratio') return [shape.numerator, shape.denominator];
  return shape.kind === 'amount' ? [shape.measure] : [];
}

/** The family that knows a metric's measures. Throws where a definition names a measure no family has. */
export function familyOf(metric: Metric): Family {
  const [first, ...others] = measuresOf(metric).map((measure) => byMeasure.get(measure));
  if (!first || others.some((family) => family !== first))
    throw new Error(`${metric.id}: its measures are not those of one family of people's figures.`);
  return first;
}

export const readsSeats = (family: Family) => family === seats || family === activation;
