import type { Answer, AnswerRow, MetricValue, Unit } from '@/lib/core/answer';
import type { Cell } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';

export interface Column<Row = AnswerRow> {
  title: string;
  /** absent for keys, counts and statuses */
  unit?: Unit;
  cell: (row: Row) => Cell;
}

type Read = (value: MetricValue) => Cell | undefined;

const BESIDE_VALUE: [string, Read][] = [
  ['numerator', ({ numerator }) => numerator],
  ['denominator', ({ denominator }) => denominator],
  ['low', ({ bounds }) => bounds?.low],
  ['high', ({ bounds }) => bounds?.high],
  ['n', ({ n }) => n],
  ['at_least', ({ atLeast }) => atLeast],
];

/**
 * The columns of an answer: its keys, then for each metric the value under the metric's own id, what it was made
 * of, its status and the comparison. What no row has is left out.
 */
export function columnsOf(request: MetricRequest, answer: Answer): Column[] {
  const keys = [...(request.grain ? ['period'] : []), ...(request.by ?? [])];
  const first: Column[] = keys.map((title) => ({ title, cell: ({ key }) => key[title] ?? null }));
  return [...first, ...Object.keys(answer.definitions).flatMap((id) => metricColumns(id, answer))];
}

function metricColumns(id: string, answer: Answer): Column[] {
  const unit = answer.labels[id]?.unit;
  const read = (name: string, from: Read, of?: Unit): Column => ({
    title: name ? `${id}_${name}` : id,
    unit: of,
    cell: ({ values }) => (values[id] && from(values[id])) ?? null,
  });
  const known = (from: Read) => answer.rows.some(({ values }) => values[id] && from(values[id]) !== undefined);
  const parts = BESIDE_VALUE.filter(([, from]) => known(from)).map(([name, from]) => read(name, from));
  const beside = [...new Set(answer.rows.flatMap(({ values }) => Object.keys(values[id]?.beside ?? {})))];
  return [
    read('', ({ value }) => value, unit),
    ...parts,
    ...beside.map((name) => read(name, ({ beside }) => beside?.[name])),
    read('status', ({ status }) => status),
    ...(answer.comparedWith
      ? [read('compare', ({ compare }) => compare, unit), read('compare_status', ({ compareStatus }) => compareStatus)]
      : []),
  ];
}
