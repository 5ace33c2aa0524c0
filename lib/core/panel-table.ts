import type { Unit } from './answer';
import { formatValue } from './format';
import type { DateRange, Filter } from './request';

/** What a table or file holds at one place; null is not known. */
export type Cell = string | number | boolean | null;

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

export type PanelFormat = 'csv' | 'xlsx' | 'png';

/** What leaves with a panel, as the log keeps it. */
export interface PanelAsked extends Partial<DateRange> {
  title: string;
  /** ids of the metrics behind it, none where it has numbers of its own alone */
  metrics: string[];
  filter?: Filter;
}

/** A panel's own table on its way into a file. Who takes it, when and of which workspace is added by the server. */
export interface PanelFile extends PanelAsked, PanelTable {
  /** what the file is called between `tandem` and its period */
  slug: string;
  about: [string, Cell][];
}

/** `tandem-demo-when-customers-come-back-2024-02-01-2024-03-01`: the demo's files say so before they are opened. */
export const panelFileName = ({ slug, from, to }: Pick<PanelFile, 'slug' | 'from' | 'to'>, demo: boolean): string =>
  ['tandem', ...(demo ? ['demo'] : []), slug, ...(from && to ? [from, to] : [])].join('-');
