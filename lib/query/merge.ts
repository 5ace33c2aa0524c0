import type { AnswerRow } from '@/lib/core/answer';
import { unanswerable } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Metric, Source } from '@/lib/metrics/define';
import { evaluate } from './evaluate';
import type { Period, SourceAnswer, SourceRow } from './source';

const MOST_ROWS = 50_000;
const NONE: SourceRow[] = [];

export interface Merged {
  /** ordered by period, then group */
  rows: AnswerRow[];
  /** the place of every row's period in the request's, and its group */
  places: { period: number; group: string }[];
  /** the row of a period's place and a group; undefined where no source knows one */
  find(period: number, group: string): AnswerRow | undefined;
}

const keyOf = (group: readonly string[]) => (group.length === 1 ? group[0]! : group.join('\u0000'));

/**
 * One row per period and group that any source knows, divided and ready to show. Rows are put where they belong in a
 * table of periods × groups, so that tens of thousands need no sorting. Throws a 422 where they are too many.
 */
export function merge(
  answers: ReadonlyMap<Source, SourceAnswer>,
  metrics: readonly Metric[],
  request: MetricRequest,
  periods: readonly Period[],
): Merged {
  const sources = [...answers.keys()];
  const groups = new Map<string, string[]>();
  for (const { rows } of answers.values()) for (const row of rows) groups.set(keyOf(row.group), row.group);
  const ordered = [...groups.keys()].sort();
  const width = ordered.length;
  const rank = new Map(ordered.map((key, index) => [key, index]));
  const place = new Map(periods.map((period, index) => [period.key, index]));

  const parts = sources.map((source) => {
    const placed: (SourceRow | undefined)[] = new Array(periods.length * width);
    for (const row of answers.get(source)?.rows ?? NONE)
      placed[place.get(row.period)! * width + rank.get(keyOf(row.group))!] = row;
    return placed;
  });
  const read = metrics.map((metric) => ({ metric, part: parts[sources.indexOf(metric.source)]! }));
  const by = request.by ?? [];
  const table: (AnswerRow | undefined)[] = new Array(periods.length * width);
  const rows: AnswerRow[] = [];
  const places: Merged['places'] = [];
  for (let period = 0; period < periods.length; period++)
    for (let index = 0; index < width; index++) {
      const at = period * width + index;
      if (!parts.some((part) => part[at])) continue;
      const group = ordered[index]!;
      const key: Record<string, string> = {};
      const { key: periodKey } = periods[period]!;
      if (periodKey !== null) key.period = periodKey;
      const named = groups.get(group)!;
      for (let dimension = 0; dimension < by.length; dimension++) key[by[dimension]!] = named[dimension]!;
      const values: AnswerRow['values'] = {};
      for (const { metric, part } of read) values[metric.id] = evaluate(metric, part[at]);
      const row = { key, values };
      table[at] = row;
      rows.push(row);
      places.push({ period, group });
    }
  if (rows.length > MOST_ROWS)
    throw unanswerable(
      'by',
      `${rows.length} rows are more than ${MOST_ROWS}: filter, or ask for fewer dimensions or a coarser grain.`,
    );
  const find = (period: number, group: string) => {
    const index = rank.get(group);
    return index === undefined ? undefined : table[period * width + index];
  };
  return { rows, places, find };
}
