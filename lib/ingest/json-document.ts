import type { Row } from '@/lib/connectors/define';
import { TandemError } from '@/lib/core/errors';
import { Refusal } from '@/lib/core/record-rules';
import { type Carrier, LONGEST_KEPT, LONGEST_LINE, type RowSink } from './carrier';
import { BACKSLASH, OVERLONG, readObject } from './json-lines';

const [TAB, LF, CR, SPACE, QUOTE, COMMA, OPEN, CLOSE, BRACE, UNBRACE] = [9, 10, 13, 32, 34, 44, 91, 93, 123, 125];
const END_OF_ROWS = Buffer.from(']');
/** How far back a member's name is looked for. */
const LONGEST_NAME = 200;

/** A value being read: one of the file, of its array, or of the rows an object wraps. */
class Item {
  inString = false;
  escaped = false;
  /** an object in which rows were found */
  isWrapper = false;
  /** inside a member that holds the array of rows one deeper: `data` of `data.payload` */
  isInside = false;
  size = 0;
  private parts: Buffer[] = [];

  constructor(
    readonly isObject: boolean,
    public depth: number,
  ) {}

  keep(part: Buffer): void {
    // Beyond the limit nothing more is needed than that it is too long.
    if (this.size <= LONGEST_LINE) this.parts.push(Buffer.from(part.subarray(0, LONGEST_LINE + LONGEST_KEPT)));
    this.size += part.length;
  }

  bytes(): Buffer {
    if (this.parts.length !== 1) this.parts = [Buffer.concat(this.parts)];
    return this.parts[0]!;
  }
}

/**
 * JSON that is more than one object a line: an array of objects, objects over several lines, and objects that wrap
 * their rows in a named array, one or many of them. It is cut into rows without being read whole; a row's "line" is its
 * place. Throws a TandemError where what holds the rows is broken: no row can be trusted then.
 */
export class JsonDocument implements Carrier {
  private expect: 'begin' | 'value' | 'value-or-end' | 'comma-or-end' | 'document' | 'nothing' = 'begin';
  private item: Item | null = null;
  /** the object whose rows are being read, and what of it came before them */
  private wrapper: Item | null = null;
  private around: Row | undefined;
  private isArray = false;
  private count = 0;
  private readonly opensRows: RegExp | null;
  /** a member that has the array inside it, and the array there */
  private readonly opensOuter: RegExp | null;
  private readonly opensInner: RegExp | null;

  /** `rowsIn`: names of the arrays of rows, or paths of two names (`data.payload`). */
  constructor(
    private readonly sink: RowSink,
    rowsIn: readonly string[],
  ) {
    const paths = rowsIn.map((path) => path.split('.'));
    const inner = paths.filter(({ length }) => length > 1);
    this.opensRows = endsWithName(paths.flatMap((path) => (path.length === 1 ? path : [])));
    this.opensOuter = endsWithName(inner.map(([outer]) => outer!));
    this.opensInner = endsWithName(inner.map(([, name]) => name!));
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) at = this.item ? this.inside(this.item, chunk, at) : this.between(chunk, at);
  }

  end(): void {
    if (this.item || this.wrapper || (this.expect !== 'document' && this.expect !== 'nothing'))
      throw this.cannotBeRead('breaks off before its end');
  }

  /** Between two values; where to go on. */
  private between(chunk: Buffer, at: number): number {
    const byte = chunk[at]!;
    if (byte === SPACE || byte === LF || byte === CR || byte === TAB) return at + 1;
    switch (this.expect) {
      case 'begin':
        this.isArray = byte === OPEN;
        if (!this.isArray) return this.begin(byte, at);
        this.expect = 'value-or-end';
        return at + 1;
      case 'document':
        if (byte !== BRACE) throw this.cannotBeRead('is followed by something else');
        return this.begin(byte, at);
      case 'nothing':
        throw this.cannotBeRead('is followed by something else');
      case 'comma-or-end':
        if (byte === COMMA) this.expect = 'value';
        else if (byte === CLOSE) this.closeArray();
        else throw this.cannotBeRead('lacks a comma between two elements');
        return at + 1;
      default:
        if (byte === CLOSE && this.expect === 'value-or-end') {
          this.closeArray();
          return at + 1;
        }
        if (byte === COMMA || byte === CLOSE) throw this.cannotBeRead('has a comma too many');
        return this.begin(byte, at);
    }
  }

  private begin(byte: number, at: number): number {
    this.item = new Item(byte === BRACE, 0);
    return at;
  }

  /** Inside a value; where to go on. */
  private inside(item: Item, chunk: Buffer, from: number): number {
    const mayWrap = item.isObject && !this.wrapper;
    let { depth, inString, escaped } = item;
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === BRACE || byte === OPEN) {
        depth++;
        if (!mayWrap || depth > 3) continue;
        if (depth === 2 && byte === BRACE) item.isInside = this.isNamed(this.opensOuter, item, chunk, from, i);
        else if (byte === OPEN && this.isNamed(this.opensAt(item, depth), item, chunk, from, i)) {
          item.keep(chunk.subarray(from, i + 1));
          item.depth = depth - 1;
          item.inString = false;
          this.openRows(item);
          return i + 1;
        }
      } else if (byte === UNBRACE || byte === CLOSE) {
        // The end of the array after a bare value is not the value's.
        const to = depth === 0 ? i : i + 1;
        if (--depth <= 0) return this.finish(item, chunk.subarray(from, to), to);
      } else if (byte === COMMA && depth === 0) return this.finish(item, chunk.subarray(from, i), i);
    }
    item.keep(chunk.subarray(from));
    Object.assign(item, { depth, inString, escaped });
    return chunk.length;
  }

  /** By which names an array of this depth is one of rows. */
  private opensAt({ isInside }: Item, depth: number): RegExp | null {
    return depth === 2 ? this.opensRows : isInside ? this.opensInner : null;
  }

  /** Whether what opens at `at` is a member of such a name. */
  private isNamed(name: RegExp | null, item: Item, chunk: Buffer, from: number, at: number): boolean {
    if (!name) return false;
    const near = chunk.subarray(Math.max(from, at - LONGEST_NAME), at);
    const before = near.length < LONGEST_NAME ? Buffer.concat([item.bytes().subarray(-LONGEST_NAME), near]) : near;
    return name.test(before.toString('latin1'));
  }

  private openRows(item: Item): void {
    item.isWrapper = true;
    this.around = parsed(`${item.bytes().toString('utf8')}]${'}'.repeat(item.depth)}`) ?? undefined;
    this.wrapper = item;
    this.item = null;
    this.expect = 'value-or-end';
  }

  private closeArray(): void {
    this.item = this.wrapper;
    this.item?.keep(END_OF_ROWS);
    this.wrapper = null;
    if (!this.item) this.expect = 'nothing';
  }

  private finish(item: Item, rest: Buffer, at: number): number {
    item.keep(rest);
    this.item = null;
    this.expect = this.isArray || this.wrapper ? 'comma-or-end' : 'document';
    if (item.isWrapper) {
      if (item.size > LONGEST_LINE) throw this.cannotBeRead('holds more than 1 MiB beside its rows');
      if (!parsed(item.bytes().toString('utf8'))) throw this.cannotBeRead('is not valid JSON around its rows');
    } else this.row(item.bytes());
    return at;
  }

  private row(bytes: Buffer): void {
    const line = ++this.count;
    const row = bytes.length > LONGEST_LINE ? OVERLONG : readObject(bytes, 0, bytes.length, false);
    if (row instanceof Refusal) this.sink.refuse(line, row, bytes.subarray(0, LONGEST_KEPT));
    else if (row) this.sink.row(line, row, !bytes.includes(BACKSLASH), this.wrapper ? this.around : undefined);
  }

  private cannotBeRead(why: string): TandemError {
    return new TandemError(422, `The JSON ${this.isArray || this.wrapper ? 'array' : 'document'} ${why}.`);
  }
}

const endsWithName = (names: readonly string[]) =>
  names.length > 0 ? new RegExp(`"(?:${names.join('|')})"\\s*:\\s*$`) : null;

function parsed(text: string): Row | null {
  try {
    return JSON.parse(text) as Row;
  } catch {
    return null;
  }
}
