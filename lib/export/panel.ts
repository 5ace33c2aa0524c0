import type { Cell, PanelFile } from '@/lib/core/panel-table';
import { filterLines, unitWords } from './about';
import { csvDocument } from './csv';
import { xlsxDocument } from './xlsx';

/** The workspace a panel was taken from, and by whom: never the page's to say. */
export interface PanelStamp {
  demo: boolean;
  workspace: string;
  timeZone: string;
  currency: string;
  by: string;
  at: Date;
}

/** Lines the server writes itself. */
export const STAMPED = [
  ...['About this file', 'Data', 'Panel', 'From', 'Up to, not including', 'Filter', 'Time zone', 'Currency', 'Rows'],
  ...['Exported at', 'Exported by'],
];

function aboutPanel({ title, columns, rows, about, from, to, filter }: PanelFile, stamp: PanelStamp): [string, Cell][] {
  const { demo, workspace, timeZone, currency, by, at } = stamp;
  return [
    ['About this file', 'made by Tandem'],
    ['Data', demo ? 'DEMO: the reference company, invented' : `the records of ${workspace}`],
    ['Panel', title],
    ...(from && to
      ? ([
          ['From', from],
          ['Up to, not including', to],
        ] as [string, Cell][])
      : []),
    ...filterLines(filter),
    ['Time zone', timeZone],
    ['Currency', currency],
    ['Rows', rows.length],
    ['Exported at', at.toISOString()],
    ['Exported by', by],
    ...columns.flatMap(({ title: column, unit }): [string, Cell][] =>
      unit ? [[`Unit: ${column}`, unitWords(unit, currency)]] : [],
    ),
    ...about,
  ];
}

/** A panel's own table as CSV: the numbers it draws at full precision, then what they are about. */
export function panelCsv(file: PanelFile, stamp: PanelStamp): string {
  return csvDocument([
    { columns: file.columns.map(({ title }) => title), rows: file.rows, about: aboutPanel(file, stamp) },
  ]);
}

/** The same as a workbook. */
export function panelXlsx(file: PanelFile, stamp: PanelStamp): Promise<Buffer> {
  const columns = file.columns.map((column, at) => ({ ...column, cell: (row: Cell[]) => row[at] ?? null }));
  return xlsxDocument([{ columns, rows: file.rows, about: aboutPanel(file, stamp), currency: stamp.currency }]);
}
