import { isUtf8 } from 'node:buffer';
import type { Row } from '@/lib/connectors/define';
import { Refusal } from '@/lib/core/record-rules';
import { type Carrier, LONGEST_KEPT, type RowSink } from './carrier';
import { LineSplitter } from './lines';

export const BACKSLASH = 92;
const NEWLINE = 10;

export const OVERLONG = new Refusal(null, 'the line is longer than 1 MiB');
export const NOT_UTF8 = new Refusal(null, 'the line is not valid UTF-8');
const NOT_JSON = new Refusal(null, 'the line is not valid JSON');
const NO_OBJECT = new Refusal(null, 'the line is not a JSON object');

/** One JSON object a line; empty lines are none. */
export class JsonLines implements Carrier {
  private readonly lines: LineSplitter;
  /** of the chunk at hand and what the ones before left over; when false, each line is looked at */
  private isUtf8 = false;
  private isPlain = false;
  /** the same of what the chunk leaves over */
  private leavesUtf8 = true;
  private leavesPlain = true;

  constructor(private readonly sink: RowSink) {
    this.lines = new LineSplitter({
      line: (number, bytes, from, to) => this.line(number, bytes, from, to),
      overlong: (number, beginning) => this.sink.refuse(number, OVERLONG, beginning),
    });
  }

  push(chunk: Buffer): void {
    // A chunk may begin or end inside a character; its lines are then looked at one by one.
    const isValid = isUtf8(chunk);
    const hasEscape = chunk.includes(BACKSLASH);
    const endsLine = chunk.includes(NEWLINE);
    this.isUtf8 = isValid && this.leavesUtf8;
    this.isPlain = !hasEscape && this.leavesPlain;
    this.leavesUtf8 = isValid && (endsLine || this.leavesUtf8);
    this.leavesPlain = !hasEscape && (endsLine || this.leavesPlain);
    this.lines.push(chunk);
  }

  end(): void {
    this.isUtf8 = false;
    this.isPlain = false;
    this.lines.end();
  }

  private line(number: number, bytes: Buffer, from: number, to: number): void {
    if (to === from) return;
    const row = readObject(bytes, from, to, this.isUtf8);
    if (row instanceof Refusal) this.sink.refuse(number, row, bytes.subarray(from, Math.min(to, from + LONGEST_KEPT)));
    else if (row) this.sink.row(number, row, this.isPlain);
  }
}

/** The object that bytes[from, to) hold, why they hold none, or null for white space. */
export function readObject(bytes: Buffer, from: number, to: number, knownAsUtf8: boolean): Row | Refusal | null {
  if (!knownAsUtf8 && !isUtf8(bytes.subarray(from, to))) return NOT_UTF8;
  const text = bytes.toString('utf8', from, to);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.trim() === '' ? null : NOT_JSON;
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : NO_OBJECT;
}
