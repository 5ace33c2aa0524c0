import type { Answer, Unit } from '@/lib/core/answer';
import type { Cell } from '@/lib/core/panel-table';
import type { Filter, MetricRequest } from '@/lib/core/request';
import type { Metric } from '@/lib/metrics/define';

export interface Exported {
  request: MetricRequest;
  answer: Answer;
  /** the definitions in the answer, paired ones included */
  metrics: Metric[];
  rows: number;
  by: string;
  at: Date;
}

export function filterLines(filter: Filter = {}): [string, Cell][] {
  const set = Object.entries(filter).map(([name, values]): [string, Cell] => [`Filter: ${name}`, values.join('; ')]);
  return set.length > 0 ? set : [['Filter', 'none']];
}

function comparison({ compare }: MetricRequest, { comparedWith }: Answer): [string, Cell][] {
  if (!comparedWith) return [];
  const name = typeof compare === 'string' ? `${compare}: ` : '';
  return [['Compared with', `${name}${comparedWith.from} up to, not including, ${comparedWith.to}`]];
}

const UNIT_WORDS: Record<Exclude<Unit, 'money'>, string> = {
  share: 'share of 1',
  rating: 'points of 5',
  seconds: 'seconds',
  count: 'number',
  people: 'people',
  seats: 'seats',
  per_1000: 'per 1,000',
  interactions: 'interactions',
};

export const unitWords = (unit: Unit, currency: string) => (unit === 'money' ? currency : UNIT_WORDS[unit]);

/** What a file must say about itself once it has left: what was asked, of which data, how fresh, what it means. */
export function aboutExport({ request, answer, metrics, rows, by, at }: Exported): [string, Cell][] {
  return [
    ['About this file', 'made by Tandem'],
    ['Data', answer.demo ? 'DEMO: the reference company, invented' : "the company's own records"],
    ['Metrics', metrics.map(({ id }) => id).join('; ')],
    ['From', request.from],
    ['Up to, not including', request.to],
    ['Periods', request.grain ?? 'one'],
    ['Broken down by', request.by?.join('; ') || 'nothing'],
    ...filterLines(request.filter),
    ...comparison(request, answer),
    ['As of', answer.asOf ?? 'no record yet'],
    ['Time zone', answer.timeZone],
    ['Currency', answer.currency],
    ['Rows', rows],
    ['Exported at', at.toISOString()],
    ['Exported by', by],
    ...metrics.map(({ id, unit }): [string, Cell] => [`Unit: ${id}`, unitWords(unit, answer.currency)]),
    ...answer.warnings.map((warning): [string, Cell] => ['Note', warning]),
    ...metrics.map((metric): [string, Cell] => [
      `Definition: ${metric.id}, version ${metric.version}`,
      `${metric.title}. ${metric.question} Formula: ${metric.formula} Caveat: ${metric.caveat}`,
    ]),
  ];
}

/** `tandem-demo-ai_share-2024-02-01-2024-03-01.csv`: the demo's files say so before they are opened. */
export function fileName({ metrics, from, to }: MetricRequest, { demo }: Answer, ending: string): string {
  return `tandem-${demo ? 'demo-' : ''}${metrics[0]}-${from}-${to}${ending}`;
}
