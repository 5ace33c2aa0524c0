import type { Answer, AnswerRow, MetricValue } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';

type Key = Partial<Record<Dimension | 'period', string>>;

const matches = (row: AnswerRow, key: Key) => Object.entries(key).every(([name, value]) => row.key[name] === value);

/** One metric's value in the row with this key; undefined where the answer has no such row. */
export function cell(answer: Answer, metric: string, key: Key = {}): MetricValue | undefined {
  return answer.rows.find((row) => matches(row, key))?.values[metric];
}

/** The different values of one part of the key, in the order of the answer. */
export function keysOf(answer: Answer, name: Dimension | 'period'): string[] {
  return [...new Set(answer.rows.map((row) => row.key[name] ?? 'unknown'))];
}

/** The same metric over the answer's periods, null where unknown. */
export function series(answer: Answer, metric: string, key: Key = {}): { key: string; value: number | null }[] {
  return keysOf(answer, 'period')
    .sort()
    .map((period) => ({ key: period, value: cell(answer, metric, { ...key, period })?.value ?? null }));
}

export type Blank = 'empty' | 'suppressed' | 'not_reached' | null;

/** Why there is nothing to draw, null if there is something. */
export function blankOf(answer: Answer, metrics: string[]): Blank {
  const cells = answer.rows.flatMap((row) => metrics.flatMap((metric) => row.values[metric] ?? []));
  if (cells.some(({ value }) => value !== null)) return null;
  if (cells.some(({ status }) => status === 'suppressed')) return 'suppressed';
  return cells.some(({ status }) => status === 'not_reached') ? 'not_reached' : 'empty';
}

/** How many observations stand behind a value: the denominator of a ratio, n of a mean or percentile. */
export function observations(value: MetricValue | undefined): number | undefined {
  return value?.denominator ?? value?.n;
}
