/**
 * Sums per period and bucket (a cell of the roster, or everybody), with the distinct people behind them.
 * Only the first k people of a bucket are remembered: privacy asks whether there are fewer than k, no more.
 */
export class Tally {
  readonly columns: Readonly<Record<string, Float64Array>>;
  private readonly seenCount: Int32Array;
  private readonly seen: Int32Array;

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
  }

  at(period: number, bucket: number): number {
    return period * this.buckets + bucket;
  }

  /** Notes a person behind the denominator. People must come in order, so that one is counted once. */
  note(at: number, person: number): void {
    const count = this.seenCount[at]!;
    if (count === this.k || (count > 0 && this.seen[at * this.k + count - 1] === person)) return;
    this.seen[at * this.k + count] = person;
    this.seenCount[at] = count + 1;
  }

  /** The people behind a bucket's denominator, at most k of them. */
  people(period: number, bucket: number): Int32Array {
    const at = this.at(period, bucket);
    return this.seen.subarray(at * this.k, at * this.k + this.seenCount[at]!);
  }

  /** A row's sums over its buckets, and how many distinct people stand behind them (k = at least k). */
  sum(period: number, buckets: Iterable<number>): { measures: Record<string, number>; people: number } {
    const measures = Object.fromEntries(this.measures.map((measure) => [measure, 0]));
    const people = new Set<number>();
    for (const bucket of buckets) {
      const at = this.at(period, bucket);
      for (const measure of this.measures) measures[measure]! += this.columns[measure]![at]!;
      if (people.size < this.k) for (const person of this.people(period, bucket)) people.add(person);
    }
    return { measures, people: Math.min(people.size, this.k) };
  }
}
