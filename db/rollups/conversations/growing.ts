type Numbers = Int32Array | Float64Array | Uint16Array;

/** A typed array that doubles when it is full: numbers without objects, so that millions fit. */
export class Growing<T extends Numbers> {
  length = 0;

  constructor(public values: T) {}

  /** Makes room for `count` more, which are 0. */
  extend(count: number): void {
    const needed = this.length + count;
    if (needed > this.values.length) {
      const larger = new (this.values.constructor as new (length: number) => T)(
        Math.max(needed, this.values.length * 2),
      );
      larger.set(this.values);
      this.values = larger;
    }
    this.length = needed;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      this.extend(1);
      this.length--;
    }
    this.values[this.length++] = value;
  }
}
