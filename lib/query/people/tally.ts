/**
 * Sums per period and bucket (a cell of the roster, or everybody), with the distinct people behind them.
 * Only the first k people of a bucket are remembered: privacy asks whether there are fewer than k, no more.
 */
export class Tally {
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** what changes at the begin of a period; becomes part of the columns by settle() */
  private readonly edges: Record<string, Float64Array> = {};
  private readonly seenCount: Int32Array;
  private readonly seen: Int32Array;
  /** the next period whose bucket may still take people, itself included; one more period than there are */
  private readonly open: Int32Array;

  constructor(
    readonly periods: number,
    readonly buckets: number,
    private readonly k: number,
    readonly measures: readonly string[],
  ) {
    const size = periods * buckets;
    this.columns = Object.fromEntries(measures.map((measure) => [measure, new Float64Array(size)]));
    this.seenCount = new Int32Array(size);
    this.seen = new Int32Array(size * k);
    this.open = Int32Array.from({ length: size + buckets }, (_, at) => Math.floor(at / buckets));
  }

  at(period: number, bucket: number): number {
    return period * this.buckets + bucket;
  }

  /** Adds `value` to a measure in every period of `[from, to)`, at the price of two: whole numbers only. */
  addRun(measure: string, bucket: number, from: number, to: number, value = 1): void {
    if (from >= to) return;
    this.edges[measure] ??= new Float64Array((this.periods + 1) * this.buckets);
    const edges = this.edges[measure];
    edges[this.at(from, bucket)]! += value;
    edges[this.at(to, bucket)]! -= value;
  }

  /** Brings runs into the columns; the last thing a family does. */
  settle(): this {
    for (const [measure, edges] of Object.entries(this.edges)) {
      const column = this.columns[measure]!;
      for (let at = 0; at < column.length; at++) {
        if (at >= this.buckets) edges[at]! += edges[at - this.buckets]!;
        column[at]! += edges[at]!;
      }
      delete this.edges[measure];
    }
    return this;
  }

  /** Nobody stands behind a denominator of 0: its buckets are passed over. */
  closeEmpty(denominator: string): void {
    const column = this.columns[denominator]!;
    for (let at = 0; at < column.length; at++) if (column[at] === 0) this.open[at] = Math.floor(at / this.buckets) + 1;
  }

  /** Notes a person behind the denominator. People must come in order, so that one is counted once. */
  note(at: number, person: number): void {
    const count = this.seenCount[at]!;
    if (count === this.k || (count > 0 && this.seen[at * this.k + count - 1] === person)) return;
    this.seen[at * this.k + count] = person;
    this.seenCount[at] = count + 1;
    if (count + 1 === this.k) this.open[at] = Math.floor(at / this.buckets) + 1;
  }

  /** The same in every period of `[from, to)` for which `holds`. Buckets that have their k people cost nothing. */
  noteRun(bucket: number, person: number, from: number, to: number, holds?: (period: number) => boolean): void {
    for (let period = this.nextOpen(from, bucket); period < to; period = this.nextOpen(period + 1, bucket))
      if (!holds || holds(period)) this.note(this.at(period, bucket), person);
  }

  /** Follows the chain of full buckets, halving it on the way. */
  private nextOpen(from: number, bucket: number): number {
    const { open, buckets } = this;
    let period = from;
    for (let next = open[period * buckets + bucket]!; next !== period; next = open[period * buckets + bucket]!) {
      open[period * buckets + bucket] = open[next * buckets + bucket]!;
      period = next;
    }
    return period;
  }

  /** The people behind a bucket's denominator, at most k of them. */
  people(period: number, bucket: number): Int32Array {
    const at = this.at(period, bucket);
    return this.seen.subarray(at * this.k, at * this.k + this.seenCount[at]!);
  }

  /** A row's sums over its buckets, and how many distinct people stand behind them (k = at least k). */
  sum(period: number, buckets: Iterable<number>): { measures: Record<string, number>; people: number } {
    const measures: Record<string, number> = {};
    for (const measure of this.measures) measures[measure] = 0;
    const people = new Set<number>();
    for (const bucket of buckets) {
      const at = this.at(period, bucket);
      for (const measure of this.measures) measures[measure]! += this.columns[measure]![at]!;
      if (people.size < this.k) for (const person of this.people(period, bucket)) people.add(person);
    }
    return { measures, people: Math.min(people.size, this.k) };
  }
}
