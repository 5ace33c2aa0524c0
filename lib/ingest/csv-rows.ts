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

/** A row whose quoted cell goes on over line ends, as far as it is known. */
interface OpenRow {
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
      const cells = this.cellsOf(bytes);
      if (cells) this.row(number, bytes, cells);
      else this.open = { number, lines: [Buffer.from(bytes)], size: bytes.length };
    }
  }

  private goOn(open: OpenRow, bytes: Buffer): void {
    open.lines.push(Buffer.from(bytes));
    open.size += bytes.length + 1;
    if (open.size > LONGEST_LINE) this.giveUpOpen();
    // Only an odd number of quotes can close the cell.
    else if (hasOddQuotes(bytes)) {
      const joined = Buffer.concat(open.lines.flatMap((line, i) => (i === 0 ? [line] : [LINE_END, line])));
      const cells = this.cellsOf(joined);
      if (!cells) return;
      this.open = null;
      this.row(open.number, joined, cells);
    }
  }

  /** The line that opened the cell is refused; those after it are read again, each for itself. */
  private giveUpOpen(): void {
    const { open } = this;
    this.open = null;
    open?.lines.forEach((line, i) => {
      const cells = i === 0 || line.length === 0 ? null : this.cellsOf(line);
      if (cells) this.row(open.number + i, line, cells);
      else if (line.length > 0) this.refuse(open.number + i, UNCLOSED, line);
    });
  }

  private cellsOf(bytes: Buffer): string[] | null {
    const text = bytes.toString('utf8');
    if (!this.columns) this.separator = separatorOf(text);
    return bytes.includes(QUOTE) ? splitQuoted(text, this.separator) : text.split(this.separator);
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
    if (twice !== undefined) throw new TandemError(422, `Its header names the column ${twice} twice.`);
    this.columns = columns;
    this.sink.header?.(columns);
  }

  private refuse(number: number, refusal: Refusal, bytes: Buffer): void {
    if (!this.columns) throw new TandemError(422, `Its header cannot be read: ${refusal.reason}.`);
    this.sink.refuse(number, refusal, bytes.subarray(0, LONGEST_KEPT));
  }
}

const LINE_END = Buffer.from('\n');

function hasOddQuotes(bytes: Buffer): boolean {
  let odd = false;
  for (let i = bytes.indexOf(QUOTE); i >= 0; i = bytes.indexOf(QUOTE, i + 1)) odd = !odd;
  return odd;
}

function separatorOf(header: string): string {
  return SEPARATORS.find((separator) => header.includes(separator)) ?? ',';
}

/** The cells of a row with quotes in it; null when a quoted cell is still open at its end. */
function splitQuoted(text: string, separator: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let cell = '';
    let from = at + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return null;
      cell += text.slice(from, quote);
      from = quote + 1;
      if (text[from] !== '"') break;
      cell += '"';
      from++;
    }
    // What follows a closing quote belongs to the cell, as spreadsheets read it.
    const end = text.indexOf(separator, from);
    cells.push(cell + (end < 0 ? text.slice(from) : text.slice(from, end)));
    if (end < 0) return cells;
    at = end + 1;
  }
}
