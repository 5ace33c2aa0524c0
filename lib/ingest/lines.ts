import { LONGEST_KEPT, LONGEST_LINE } from './carrier';

const NEWLINE = 10;
const RETURN = 13;
const NOTHING = Buffer.alloc(0);

export interface LineSink {
  /** the line is bytes[from, to) without its line end */
  line(number: number, bytes: Buffer, from: number, to: number): void;
  /** a line above the limit; `beginning` is what may be kept of it */
  overlong(number: number, beginning: Buffer): void;
}

/** Cuts a stream of bytes into lines, without ever holding more than one chunk and one line. Lines may end in CR LF. */
export class LineSplitter {
  private rest: Buffer = NOTHING;
  private number = 0;
  /** beginning of a line that is being skipped */
  private skipping: Buffer | null = null;

  constructor(private readonly sink: LineSink) {}

  push(chunk: Buffer): void {
    let from = this.finishLine(chunk);
    for (let end = chunk.indexOf(NEWLINE, from); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.emit(chunk, from, end);
      from = end + 1;
    }
    if (from < chunk.length) this.keep(chunk.subarray(from));
  }

  /** Ends the line the last chunk began; returns where the next one starts. */
  private finishLine(chunk: Buffer): number {
    if (!this.skipping && this.rest.length === 0) return 0;
    const end = chunk.indexOf(NEWLINE);
    if (this.skipping) {
      if (end >= 0) this.endSkipping();
    } else {
      const line = Buffer.concat([this.rest, end < 0 ? chunk : chunk.subarray(0, end)]);
      this.rest = NOTHING;
      if (end < 0) this.keep(line);
      else this.emit(line, 0, line.length);
    }
    return end < 0 ? chunk.length : end + 1;
  }

  end(): void {
    if (this.skipping) this.endSkipping();
    else if (this.rest.length > 0) this.emit(this.rest, 0, this.rest.length);
    this.rest = NOTHING;
  }

  private keep(rest: Buffer): void {
    if (rest.length > LONGEST_LINE + 1) this.skipping = Buffer.from(rest.subarray(0, LONGEST_KEPT));
    else this.rest = rest;
  }

  private endSkipping(): void {
    this.sink.overlong(++this.number, this.skipping!);
    this.skipping = null;
  }

  private emit(bytes: Buffer, from: number, end: number): void {
    const to = end > from && bytes[end - 1] === RETURN ? end - 1 : end;
    if (to - from > LONGEST_LINE)
      this.sink.overlong(++this.number, Buffer.from(bytes.subarray(from, from + LONGEST_KEPT)));
    else this.sink.line(++this.number, bytes, from, to);
  }
}
