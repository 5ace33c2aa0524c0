import { type ConversationRow, ROW_COLUMNS } from '@/db/conversation-rows';
import { unanswerable } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Metric } from '@/lib/metrics/define';
import type { Cell } from './cell';
import { BYTE_ORDER_MARK, csvAbout, csvLine } from './csv';
import { type Pseudonyms, pseudonyms } from './pseudonym';

export const COLUMNS = ['conversation', 'customer', ...ROW_COLUMNS];

/** Rows exist behind metrics of conversations alone: never activity, seats or the roster. Throws a 422. */
export function assertConversationsOnly(metrics: Metric[], { by = [], compare }: MetricRequest): void {
  const other = metrics.find(({ source }) => source !== 'conversations');
  if (other) throw unanswerable('metrics', `${other.id} has no rows to export: only conversations have.`);
  if (by.length > 0) throw unanswerable('by', 'Rows are not broken down: every dimension is a column.');
  if (compare) throw unanswerable('compare', 'Rows are not compared: ask for each range by itself.');
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return value as Cell;
}

function line(row: ConversationRow, named: Pseudonyms): string {
  const names = [named('conversation', `${row.source_id}:${row.id}`), named('customer', row.customer)];
  return csvLine([...names, ...ROW_COLUMNS.map((column) => cellOf(row[column]))]);
}

/** The file piece by piece; what it is about comes last, when the rows have been counted. */
export async function* rowsDocument(
  batches: AsyncGenerator<ConversationRow[]>,
  key: Buffer,
  about: (rows: number) => [string, Cell][],
): AsyncGenerator<string> {
  const named = pseudonyms(key);
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  let count = 0;
  for await (const batch of batches) {
    count += batch.length;
    yield batch.map((row) => line(row, named)).join('');
  }
  yield csvAbout(about(count), COLUMNS.length);
}
