import type { Cell } from '@/lib/core/panel-table';
import { safeText } from './safe-text';

/** Spreadsheets take a file without it for the machine's old code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = safeText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line, RFC 4180; padded to `width` so that every line of a file has as many cells. */
export function csvLine(cells: Cell[], width = cells.length): string {
  const missing = Math.max(0, width - cells.length);
  return `${cells.map(csvCell).join(',')}${','.repeat(missing)}\r\n`;
}

/** What a table is about, after an empty line. */
export function csvAbout(about: [string, Cell][], width: number): string {
  return [csvLine([''], width), ...about.map((pair) => csvLine(pair, width))].join('');
}

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
