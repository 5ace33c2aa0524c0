import { numericDigits } from './numeric';

const SIZE = 1 << 20;

const EPOCH_DAYS = 10_957; // 2000-01-01
const EPOCH_MICROSECONDS = EPOCH_DAYS * 86_400 * 1e6;
const TWO_32 = 4_294_967_296;

/** Rows in PostgreSQL's binary COPY format, big-endian. Without header and trailer: those belong to the stream. */
export class CopyBuffer {
  private bytes = Buffer.allocUnsafeSlow(SIZE);
  private at = 0;

  get isEmpty(): boolean {
    return this.at === 0;
  }

  /** True once it is worth sending. */
  get isFull(): boolean {
    return this.at >= SIZE / 2;
  }

  /** The rows written so far; valid until `clear`. */
  get rows(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  clear(): void {
    this.at = 0;
    if (this.bytes.length > SIZE) this.bytes = Buffer.allocUnsafeSlow(SIZE);
  }

  /** Begins a row of so many columns. Every column is then written once, in order. */
  row(columns: number): void {
    this.bytes[this.at++] = columns >> 8;
    this.bytes[this.at++] = columns;
  }

  /** Makes room for a row whose texts have so many characters together. Call before `row`. */
  reserve(characters: number): void {
    const needed = this.at + characters * 3 + 4096;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    larger.set(this.rows);
    this.bytes = larger;
  }

  null(): void {
    this.int4(-1);
  }

  int4(value: number): void {
    const { bytes } = this;
    bytes[this.at++] = value >> 24;
    bytes[this.at++] = value >> 16;
    bytes[this.at++] = value >> 8;
    bytes[this.at++] = value;
  }

  private int2(value: number): void {
    this.bytes[this.at++] = value >> 8;
    this.bytes[this.at++] = value;
  }

  smallint(value: number): void {
    this.int4(2);
    this.int2(value);
  }

  integer(value: number): void {
    this.int4(4);
    this.int4(value);
  }

  bigint(value: number): void {
    this.int4(8);
    const high = Math.floor(value / TWO_32);
    this.int4(high);
    this.int4(value - high * TWO_32);
  }

  /** Microseconds since 1970. */
  timestamp(value: number): void {
    this.bigint(value - EPOCH_MICROSECONDS);
  }

  /** Days since 1970. */
  date(value: number): void {
    this.integer(value - EPOCH_DAYS);
  }

  boolean(value: boolean): void {
    this.int4(1);
    this.bytes[this.at++] = value ? 1 : 0;
  }

  double(value: number): void {
    this.int4(8);
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }

  /** 16 bytes, given as 16 characters of 0–255. */
  uuid(value: string): void {
    this.int4(16);
    const { bytes } = this;
    for (let i = 0; i < 16; i++) bytes[this.at++] = value.charCodeAt(i);
  }

  text(value: string): void {
    const { bytes } = this;
    const start = this.at + 4;
    let end = start;
    // Nearly all text is short ASCII, where a loop beats the call into the runtime.
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127 || value.length > 64) {
        end = start + bytes.write(value, start);
        break;
      }
      bytes[end++] = code;
    }
    this.int4(end - start);
    this.at = end;
  }

  /** A decimal number, exactly: a text of digits, or a number by its shortest decimal form. */
  numeric(value: number | string): void {
    const { negative, scale, weight, digits } = numericDigits(value);
    this.int4(8 + digits.length * 2);
    this.int2(digits.length);
    this.int2(weight);
    this.int2(negative ? 0x4000 : 0);
    this.int2(scale);
    for (let i = 0; i < digits.length; i++) this.int2(digits[i]!);
  }
}
