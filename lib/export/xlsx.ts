import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { AnswerRow, Unit } from '@/lib/core/answer';
import { type Cell, safeText } from './cell';
import type { Column } from './table';

/** How a spreadsheet shows a unit; the cell keeps every digit. */
const FORMATS: Partial<Record<Unit, string>> = {
  share: '0.0%',
  money: '#,##0.00',
  rating: '0.00',
  seconds: '#,##0.0',
  count: '#,##0',
  people: '#,##0.0',
  seats: '#,##0',
  per_1000: '#,##0.0',
};

function cellOf(cell: Cell, unit?: Unit): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: safeText(cell), type: String };
  if (typeof cell === 'boolean') return { value: cell, type: Boolean };
  const format = unit && FORMATS[unit];
  return { value: cell, type: Number, ...(format && { format }) };
}

const heading = (text: string): CellObject => ({ value: safeText(text), type: String, fontWeight: 'bold' });

/** A workbook of two sheets: the numbers as numbers, and what the file is about. */
export function xlsxDocument(columns: Column[], rows: AnswerRow[], about: [string, Cell][]): Promise<Buffer> {
  const numbers: SheetData = [
    columns.map(({ title }) => heading(title)),
    ...rows.map((row) => columns.map(({ cell, unit }) => cellOf(cell(row), unit))),
  ];
  const words: SheetData = about.map(([name, value]) => [heading(name), cellOf(value)]);
  return writeExcelFile([
    {
      data: numbers,
      sheet: 'Numbers',
      stickyRowsCount: 1,
      columns: columns.map(({ title }) => ({ width: Math.max(12, title.length + 2) })),
    },
    { data: words, sheet: 'About', columns: [{ width: 32 }, { width: 110 }] },
  ]).toBuffer();
}
