import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { Unit } from '@/lib/core/answer';
import type { Cell } from '@/lib/core/panel-table';
import { safeText } from './safe-text';
import type { Column } from './table';

/** How a spreadsheet shows a unit; the cell keeps every digit. */
const FORMATS: Record<Exclude<Unit, 'money'>, string> = {
  share: '0.0%',
  rating: '0.00',
  seconds: '#,##0.0" s"',
  count: '#,##0',
  people: '#,##0.0',
  seats: '#,##0',
  per_1000: '#,##0.00',
  interactions: '#,##0.00',
};

const formatOf = (unit: Unit, currency: string) =>
  unit === 'money' ? `#,##0.00" ${currency.replaceAll('"', '')}"` : FORMATS[unit];

function cellOf(cell: Cell, format?: string): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: safeText(cell), type: String };
  if (typeof cell === 'boolean') return { value: cell, type: Boolean };
  return { value: cell, type: Number, ...(format && { format }) };
}

const heading = (text: string): CellObject => ({ value: safeText(text), type: String, fontWeight: 'bold' });

export interface SheetOf<Row> {
  columns: Column<Row>[];
  rows: Row[];
  about: [string, Cell][];
  currency: string;
}

/** A sheet for each question, the numbers as numbers, and a last one that says what each is about. */
export function xlsxDocument<Row>(questions: SheetOf<Row>[]): Promise<Buffer> {
  const nameOf = (index: number) => (questions.length === 1 ? 'Numbers' : `Numbers ${index + 1}`);
  const sheets = questions.map((question, index) => numbersSheet(question, nameOf(index)));
  const words: SheetData = questions.flatMap(({ about }, index) => [
    ...(questions.length > 1 ? [[heading('Sheet'), heading(nameOf(index))]] : []),
    ...about.map(([name, value]) => [heading(name), cellOf(value)]),
    ...(index < questions.length - 1 ? [[null, null]] : []),
  ]);
  return writeExcelFile([
    ...sheets,
    { data: words, sheet: 'About', columns: [{ width: 32 }, { width: 110 }] },
  ]).toBuffer();
}

function numbersSheet<Row>({ columns, rows, currency }: SheetOf<Row>, sheet: string) {
  const formats = columns.map(({ unit }) => unit && formatOf(unit, currency));
  const data: SheetData = [
    columns.map(({ title }) => heading(title)),
    ...rows.map((row) => columns.map(({ cell }, index) => cellOf(cell(row), formats[index]))),
  ];
  return {
    data,
    sheet,
    stickyRowsCount: 1,
    columns: columns.map(({ title }) => ({ width: Math.max(12, title.length + 2) })),
  };
}
