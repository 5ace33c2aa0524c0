import { isUtf8 } from 'node:buffer';
import type { Row } from '@/lib/connectors/define';
import { TandemError } from '@/lib/core/errors';
import { Refusal } from '@/lib/core/record-rules';
import { type Carrier, LONGEST_KEPT, LONGEST_LINE, type RowSink } from './carrier';
import { NOT_UTF8, OVERLONG } from './json-lines';
import { LineSplitter } from './lines';

const QUOTE = 34;
const UNCLOSED = new Refusal(null, 'a quoted cell begins here and does not end');
const SEPARATORS = [',', ';', '\t'] as const;

/** A row on its way: its whole cells, and the quoted one that is still open, if one is. */
interface Split {
  cells: string[];
  cell: string | null;
}

/** A row whose quoted cell goes on over line ends, as far as it is known. */
interface OpenRow extends Split {
  number: number;
  lines: Buffer[];
  size: number;
}

/**
 * CSV as RFC 4180 has it, with commas, semicolons or tabs: a header line, quotes doubled inside quotes, cells that
 * span lines. A quote that never closes costs its own line, not the rest of the file.
 */
export class CsvRows implements Carrier {
  private readonly lines: LineSplitter;
  private columns: string[] | null = null;
  private separator: string = ',';
  private open: OpenRow | null = null;

  constructor(private readonly sink: RowSink) {
    this.lines = new LineSplitter({
      line: (number, bytes, from, to) => this.line(number, bytes.subarray(from, to)),
      overlong: (number, beginning) => {
        this.giveUpOpen();
        this.sink.refuse(number, OVERLONG, beginning);
      },
    });
  }

  push(chunk: Buffer): void {
    this.lines.push(chunk);
  }

  end(): void {
    this.lines.end();
    this.giveUpOpen();
  }

  private line(number: number, bytes: Buffer): void {
    if (this.open) this.goOn(this.open, bytes);
    else if (bytes.length > 0) {
      const split = this.split(bytes);
      if (split.cell === null) this.row(number, bytes, split.cells);
      else this.open = { ...split, number, lines: [Buffer.from(bytes)], size: bytes.length };
    }
  }

  /** Each line is looked at once: a file of quotes must not cost its length squared. */
  private goOn(open: OpenRow, bytes: Buffer): void {
    open.lines.push(Buffer.from(bytes));
    open.size += bytes.length + 1;
    if (open.size > LONGEST_LINE) {
      this.giveUpOpen();
      return;
    }
    splitOn(open, `\n${bytes.toString('utf8')}`, this.separator);
    if (open.cell !== null) return;
    this.open = null;
    const joined = Buffer.concat(open.lines.flatMap((line, i) => (i === 0 ? [line] : [LINE_END, line])));
    this.row(open.number, joined, open.cells);
  }

  /** The line that opened the cell is refused; those after it are read again, each for itself. */
  private giveUpOpen(): void {
    const { open } = this;
    this.open = null;
    open?.lines.forEach((line, i) => {
      const split = i === 0 || line.length === 0 ? null : this.split(line);
      if (split?.cell === null) this.row(open.number + i, line, split.cells);
      else if (line.length > 0) this.refuse(open.number + i, UNCLOSED, line);
    });
  }

  private split(bytes: Buffer): Split {
    const text = bytes.toString('utf8');
    if (!this.columns) this.separator = separatorOf(text);
    if (!bytes.includes(QUOTE)) return { cells: text.split(this.separator), cell: null };
    const split: Split = { cells: [], cell: null };
    splitOn(split, text, this.separator);
    return split;
  }

  private row(number: number, bytes: Buffer, cells: string[]): void {
    const { columns } = this;
    if (!isUtf8(bytes)) this.refuse(number, NOT_UTF8, bytes);
    else if (!columns) this.header(cells);
    else if (cells.length !== columns.length) {
      const reason = `the row has ${cells.length} cells, the header ${columns.length}`;
      this.refuse(number, new Refusal(null, reason), bytes);
    } else {
      const row: Row = {};
      for (let i = 0; i < cells.length; i++) if (cells[i] !== '' && columns[i] !== '') row[columns[i]!] = cells[i];
      this.sink.row(number, row, !bytes.includes(0));
    }
  }

  private header(cells: string[]): void {
    const columns = cells.map((cell) => cell.trim());
    const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) !== i);
    if (twice !== undefined) throw new TandemError(422, `Its header names the column ${printable(twice)} twice.`);
    this.columns = columns;
    this.sink.header?.(columns);
  }

  private refuse(number: number, refusal: Refusal, bytes: Buffer): void {
    if (!this.columns) throw new TandemError(422, `Its header cannot be read: ${refusal.reason}.`);
    this.sink.refuse(number, refusal, bytes.subarray(0, LONGEST_KEPT));
  }
}

/** As a sentence about the file can hold it. */
const printable = (column: string) => column.slice(0, 100).replace(/\p{C}/gu, '\uFFFD');

const LINE_END = Buffer.from('\n');

function separatorOf(header: string): string {
  return SEPARATORS.find((separator) => header.includes(separator)) ?? ',';
}

/** Splits on where the row stands: between two cells, or inside a quoted one. */
function splitOn(row: Split, text: string, separator: string): void {
  let at = 0;
  for (;;) {
    if (row.cell === null) {
      if (text[at] !== '"') {
        const end = text.indexOf(separator, at);
        row.cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
        if (end < 0) return;
        at = end + 1;
        continue;
      }
      row.cell = '';
      at++;
    }
    for (;;) {
      const quote = text.indexOf('"', at);
      row.cell += quote < 0 ? text.slice(at) : text.slice(at, quote);
      if (quote < 0) return;
      at = quote + 1;
      if (text[at] !== '"') break;
      row.cell += '"';
      at++;
    }
    // What follows a closing quote belongs to the cell, as spreadsheets read it.
    const end = text.indexOf(separator, at);
    row.cells.push(row.cell + (end < 0 ? text.slice(at) : text.slice(at, end)));
    row.cell = null;
    if (end < 0) return;
    at = end + 1;
  }
}
