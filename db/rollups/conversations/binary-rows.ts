/** Signature, flags, and the length of a header extension that no server sends. */
const HEADER_BYTES = 11 + 4 + 4;
const TWO_TO_32 = 4_294_967_296;

/**
 * Takes COPY BINARY output in pieces of any size and calls `onRow` for each row; the fields of that row can then
 * be read by position. Nothing is made into an object, so that millions of rows pass at memory speed.
 */
export class BinaryRows {
  buffer: Buffer = Buffer.alloc(0);
  private view: DataView<ArrayBufferLike> = new DataView(new ArrayBuffer(0));
  private isHeaderRead = false;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;

  constructor(
    private readonly fields: number,
    private readonly onRow: () => void,
  ) {
    this.starts = new Int32Array(fields);
    this.lengths = new Int32Array(fields);
  }

  take(chunk: Buffer): void {
    this.buffer = this.buffer.length > 0 ? Buffer.concat([this.buffer, chunk]) : chunk;
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, this.buffer.length);
    let position = 0;
    if (!this.isHeaderRead) {
      if (this.buffer.length < HEADER_BYTES) return;
      this.isHeaderRead = true;
      position = HEADER_BYTES;
    }
    for (let end = this.find(position); end > 0; end = this.find(position)) {
      this.onRow();
      position = end;
    }
    this.buffer = this.buffer.subarray(position);
  }

  boolean(field: number): boolean {
    return this.lengths[field] === 1 && this.buffer[this.starts[field]!] === 1;
  }

  /** NaN for null, as `double` and `instant` do. */
  smallint(field: number): number {
    return this.lengths[field]! < 0 ? Number.NaN : this.view.getInt16(this.starts[field]!);
  }

  double(field: number): number {
    return this.lengths[field]! < 0 ? Number.NaN : this.view.getFloat64(this.starts[field]!);
  }

  /** Microseconds since 2000-01-01, in UTC for a timestamptz. */
  instant(field: number): number {
    if (this.lengths[field]! < 0) return Number.NaN;
    const at = this.starts[field]!;
    return this.view.getInt32(at) * TWO_TO_32 + this.view.getUint32(at + 4);
  }

  text(field: number): string | null {
    const at = this.starts[field]!;
    const length = this.lengths[field]!;
    return length < 0 ? null : this.buffer.toString('utf8', at, at + length);
  }

  /** A uuid's 16 bytes as 32 hexadecimal digits. */
  uuid(field: number): string | null {
    const at = this.starts[field]!;
    return this.lengths[field] === 16 ? this.buffer.toString('hex', at, at + 16) : null;
  }

  /** Whether an ASCII text is in the field, without making a string of it. */
  is(field: number, text: string): boolean {
    if (this.lengths[field] !== text.length) return false;
    const at = this.starts[field]!;
    for (let i = 0; i < text.length; i++) if (this.buffer[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** Where a field begins in `buffer`, its length included: from one to another are bytes equal when those fields are. */
  startOf(field: number): number {
    return this.starts[field]! - 4;
  }

  /** Finds the fields of the row at `position` and returns its end; 0 when it has not arrived whole, or is the end mark. */
  private find(position: number): number {
    const { view, starts, lengths } = this;
    const size = view.byteLength;
    if (position + 2 > size || view.getInt16(position) < 0) return 0;
    let next = position + 2;
    for (let field = 0; field < this.fields; field++) {
      if (next + 4 > size) return 0;
      const length = view.getInt32(next);
      next += 4;
      starts[field] = next;
      lengths[field] = length;
      if (length > 0) next += length;
    }
    return next <= size ? next : 0;
  }
}
