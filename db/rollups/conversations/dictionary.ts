import { SERVICE_DIMENSIONS, UNKNOWN } from '@/lib/core/dimensions';

/** Values of one dimension by rank, and the code that stands for unknown. */
export interface Ranked {
  /** code → rank */
  rankOf: Int32Array;
  /** rank → value, ready to send */
  fields: readonly Buffer[];
  unknown: number;
}

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

  /** The value a code stands for. */
  value(dimension: number, code: number): string {
    return this.fields[dimension]![code]!.toString('utf8', 4);
  }

  /** The values of a dimension in an order that does not depend on who came first. */
  ranked(dimension: number): Ranked {
    const unknown = this.code(dimension, null);
    const fields = this.fields[dimension]!;
    const order = fields.map((_, code) => code).sort((a, b) => Buffer.compare(fields[a]!, fields[b]!));
    const rankOf = new Int32Array(order.length);
    order.forEach((code, rank) => {
      rankOf[code] = rank;
    });
    return { rankOf, fields: order.map((code) => fields[code]!), unknown };
  }

  get sizes(): number[] {
    return this.codes.map((codes) => codes.size);
  }
}
