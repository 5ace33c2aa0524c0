import type { Unit } from './answer';
import type { Cell } from './cell';
import { BYTE_ORDER_MARK, csvAbout, csvLine } from './csv';
import { formatValue } from './format';

/** A panel's own numbers: what its table shows and its file holds is what it draws. */
export interface PanelTable {
  columns: TableColumn[];
  rows: Cell[][];
}

export interface TableColumn {
  title: string;
  /** numbers are written in it on the page, bare in a file */
  unit?: Unit;
}

/** A cell as the page writes it. */
export function cellWords(cell: Cell, { unit }: TableColumn, currency: string): string {
  if (cell === null) return 'not known';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'string') return cell;
  return unit ? formatValue(cell, unit, currency) : cell.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** The same as a file: full precision, then what it is about. */
export function tableCsv({ columns, rows }: PanelTable, about: [string, Cell][]): string {
  const width = Math.max(2, columns.length);
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => csvLine(cells, width));
  return BYTE_ORDER_MARK + lines.join('') + csvAbout(about, width);
}
