import type { Cell } from '@/lib/core/cell';
import { BYTE_ORDER_MARK, csvAbout, csvLine } from '@/lib/core/csv';

export interface CsvSection {
  columns: string[];
  rows: Cell[][];
  about: [string, Cell][];
}

/**
 * One section a question, a blank line between them: the table first, so that its header is the file's first line,
 * then a blank line and what the table is about. Every line of the file has as many cells.
 */
export function csvDocument(sections: CsvSection[]): string {
  const width = Math.max(2, ...sections.map(({ columns }) => columns.length));
  const written = sections.map(
    ({ columns, rows, about }) =>
      [columns, ...rows].map((cells) => csvLine(cells, width)).join('') + csvAbout(about, width),
  );
  return BYTE_ORDER_MARK + written.join(csvLine([''], width));
}
