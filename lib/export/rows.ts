import { type ConversationRow, ROW_COLUMNS } from '@/db/conversation-rows';
import type { Answer, Behind, ListedRow } from '@/lib/core/answer';
import { unanswerable } from '@/lib/core/errors';
import type { Cell } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';
import type { Metric } from '@/lib/metrics/define';
import type { BehindMetric } from '@/lib/query/behind';
import { BYTE_ORDER_MARK, csvAbout, csvLine } from './csv';
import type { Pseudonyms } from './pseudonym';

/** Rows exist behind metrics of conversations alone: never activity, seats or the roster. Throws a 422. */
export function assertConversationsOnly(metrics: Metric[], { by = [], compare }: MetricRequest): void {
  const other = metrics.find(({ source }) => source !== 'conversations');
  if (other) throw unanswerable('metrics', `${other.id} has no rows to export: only conversations have.`);
  if (by.length > 0) throw unanswerable('by', 'Rows are not broken down: every dimension is a column.');
  if (compare) throw unanswerable('compare', 'Rows are not compared: ask for each range by itself.');
}

/** The row as it may leave, null where it is behind none of the metrics. */
export function listedRow(row: ConversationRow, metrics: readonly BehindMetric[], named: Pseudonyms): ListedRow | null {
  const found: Record<string, Behind> = {};
  for (const { id, bring } of metrics) {
    const brought = bring(row);
    if (brought) found[id] = brought;
  }
  if (Object.keys(found).length === 0) return null;
  return {
    conversation: named('conversation', `${row.source_id}:${row.id}`),
    customer: named('customer', row.customer),
    columns: Object.fromEntries(ROW_COLUMNS.map((column) => [column, plain(row[column])])),
    behind: found,
  };
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString() : (value as string | number);
}

/** What the rows add up to, to be read beside the number: `ai_share_numerator` → 671. */
type Sums = Map<string, number>;

const columnsOf = (metrics: readonly BehindMetric[]) =>
  metrics.flatMap(({ id, parts }) => parts.map((part) => ({ id, part, title: `${id}_${part}` })));

/** The file piece by piece; what it is about comes last, when the rows have been counted and added up. */
export async function* rowsDocument(
  batches: AsyncGenerator<ConversationRow[]>,
  { metrics, named }: { metrics: readonly BehindMetric[]; named: Pseudonyms },
  about: (rows: number, sums: Sums) => [string, Cell][],
): AsyncGenerator<string> {
  const made = columnsOf(metrics);
  const titles = ['conversation', 'customer', ...ROW_COLUMNS, ...made.map(({ title }) => title)];
  yield BYTE_ORDER_MARK + csvLine(titles);
  const sums: Sums = new Map(made.filter(({ part }) => part !== 'value').map(({ title }) => [title, 0]));
  let count = 0;
  for await (const batch of batches) {
    const lines: string[] = [];
    for (const row of batch) {
      const listed = listedRow(row, metrics, named);
      if (!listed) continue;
      count++;
      const cells = made.map(({ id, part, title }): Cell => {
        const value = listed.behind[id]?.[part];
        if (part === 'value') return value ?? null;
        sums.set(title, (sums.get(title) ?? 0) + ((value as number | undefined) ?? 0));
        return value ?? 0;
      });
      lines.push(
        csvLine([
          listed.conversation,
          listed.customer,
          ...ROW_COLUMNS.map((column) => listed.columns[column]!),
          ...cells,
        ]),
      );
    }
    if (lines.length > 0) yield lines.join('');
  }
  yield csvAbout(about(count, sums), titles.length);
}

/** The numbers of the same question, and what the file's own columns add up to. */
export function sumsAbout(answer: Answer, sums: Sums): [string, Cell][] {
  const values = answer.rows[0]?.values ?? {};
  return [
    ...Object.entries(values).map(([id, { value }]): [string, Cell] => [`Number: ${id}`, value ?? 'none']),
    ...[...sums].map(([title, sum]): [string, Cell] => [`Sum of ${title}`, Number(sum.toPrecision(12))]),
  ];
}
