import { TandemError } from '@/lib/core/errors';
import type { Carrier, RowSink } from './carrier';
import { LONGEST_KEPT, LONGEST_LINE } from './carrier';
import { JsonLines } from './json-lines';

const [TAB, LF, CR, SPACE, QUOTE, COMMA, OPEN, BACKSLASH, CLOSE, BRACE, UNBRACE] = [
  9, 10, 13, 32, 34, 44, 91, 92, 93, 123, 125,
];
const NEWLINE = Buffer.from('\n');

const cannotBeRead = (why: string) => new TandemError(422, `The JSON array ${why}.`);

/**
 * A JSON array of objects, cut into its elements without reading it whole and passed on as JSON Lines: a row's
 * "line" is its place in the array. Throws a TandemError where the array itself is broken: no row can be trusted then.
 */
export class JsonArray implements Carrier {
  private readonly lines: JsonLines;
  private state: 'before' | 'value-or-end' | 'value' | 'inside' | 'comma-or-end' | 'after' = 'before';
  private depth = 0;
  private inString = false;
  private escaped = false;
  private element: Buffer[] = [];
  private size = 0;

  constructor(sink: RowSink) {
    this.lines = new JsonLines(sink);
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (this.state === 'inside') {
        if (!this.endsElement(byte)) continue;
        // A closing brace belongs to its element, the comma after a bare value does not.
        const to = byte === UNBRACE || byte === CLOSE ? i + 1 : i;
        this.keep(chunk.subarray(from, this.depth < 0 ? i : to));
        this.finish();
        if (this.depth < 0) this.state = 'after';
        else this.state = byte === COMMA ? 'value' : 'comma-or-end';
        continue;
      }
      if (byte === SPACE || byte === LF || byte === CR || byte === TAB) continue;
      from = i;
      this.between(byte);
    }
    if (this.state === 'inside') this.keep(chunk.subarray(from));
  }

  end(): void {
    if (this.state !== 'after') throw cannotBeRead('breaks off before its end');
    this.lines.end();
  }

  private between(byte: number): void {
    switch (this.state) {
      case 'before':
        if (byte !== OPEN) throw cannotBeRead('does not begin with [');
        this.state = 'value-or-end';
        return;
      case 'after':
        throw cannotBeRead('is followed by something else');
      case 'comma-or-end':
        if (byte === COMMA) this.state = 'value';
        else if (byte === CLOSE) this.state = 'after';
        else throw cannotBeRead('lacks a comma between two elements');
        return;
      default:
        if (byte === CLOSE && this.state === 'value-or-end') {
          this.state = 'after';
          return;
        }
        if (byte === COMMA || byte === CLOSE) throw cannotBeRead('has a comma too many');
        this.state = 'inside';
        this.depth = byte === BRACE || byte === OPEN ? 1 : 0;
        this.inString = byte === QUOTE;
        this.escaped = false;
    }
  }

  /** True when the byte ends the element; `depth` is −1 if it ends the array with it. */
  private endsElement(byte: number): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) this.inString = false;
      return false;
    }
    if (byte === QUOTE) this.inString = true;
    else if (byte === BRACE || byte === OPEN) this.depth++;
    else if (byte === UNBRACE || byte === CLOSE) return --this.depth <= 0;
    else if (byte === COMMA) return this.depth === 0;
    return false;
  }

  private keep(part: Buffer): void {
    // Beyond the limit nothing more is needed than that it is too long.
    if (this.size <= LONGEST_LINE) this.element.push(Buffer.from(part.subarray(0, LONGEST_LINE + LONGEST_KEPT)));
    this.size += part.length;
  }

  private finish(): void {
    const whole = this.element.length === 1 ? this.element[0]! : Buffer.concat(this.element);
    // Line breaks between an element's tokens are white space; inside a string they would not be JSON.
    for (let i = whole.indexOf(LF); i >= 0; i = whole.indexOf(LF, i)) whole[i] = SPACE;
    this.lines.push(whole);
    this.lines.push(NEWLINE);
    this.element = [];
    this.size = 0;
  }
}
