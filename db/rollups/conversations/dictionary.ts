import { SERVICE_DIMENSIONS, UNKNOWN } from '@/lib/core/dimensions';

/** The values each dimension takes ↔ small numbers, shared by the days of one pass. */
export class Dictionary {
  /** a value's bytes as a field of COPY BINARY: length, then UTF-8 */
  readonly fields: Buffer[][] = SERVICE_DIMENSIONS.map(() => []);
  private readonly codes = SERVICE_DIMENSIONS.map(() => new Map<string, number>());

  /** The number of a value; null is the group `unknown`. */
  code(dimension: number, value: string | null): number {
    const named = value ?? UNKNOWN;
    const codes = this.codes[dimension]!;
    const known = codes.get(named);
    if (known !== undefined) return known;
    const text = Buffer.from(named);
    const length = Buffer.alloc(4);
    length.writeInt32BE(text.length);
    this.fields[dimension]!.push(Buffer.concat([length, text]));
    codes.set(named, codes.size);
    return codes.size - 1;
  }

  get sizes(): number[] {
    return this.codes.map((codes) => codes.size);
  }
}
