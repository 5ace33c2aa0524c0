const SEED = 0x811c9dc5;
const FACTOR = 0x01000193;

/**
 * Numbers byte strings in the order they are first seen. A Map of strings would do the same at ten times the cost,
 * and most of the builder's time is this question, asked once a conversation.
 */
export class KeyTable {
  size = 0;
  private slots = new Int32Array(1 << 10).fill(-1);
  private hashes = new Int32Array(1 << 9);
  /** where each key begins in `bytes`, and where the next one would */
  private starts = new Int32Array((1 << 9) + 1);
  private bytes = new Uint8Array(1 << 15);

  /** The number of the key in `source[from, to)`; a new one gets the next, which is `size` before the call. */
  number(source: Uint8Array, from: number, to: number): number {
    let hash = SEED;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ source[i]!, FACTOR);
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let found = this.slots[slot]!; found >= 0; found = this.slots[slot]!) {
      if (this.hashes[found] === hash && this.equals(found, source, from, to)) return found;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.size;
    return this.add(hash, source, from, to);
  }

  private equals(key: number, source: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[key]!;
    if (this.starts[key + 1]! - start !== to - from) return false;
    const { bytes } = this;
    for (let i = from, at = start; i < to; i++, at++) if (bytes[at] !== source[i]) return false;
    return true;
  }

  private add(hash: number, source: Uint8Array, from: number, to: number): number {
    const key = this.size++;
    const start = this.starts[key]!;
    const end = start + to - from;
    while (end > this.bytes.length) this.bytes = doubled(this.bytes, Uint8Array);
    for (let i = from, at = start; i < to; i++, at++) this.bytes[at] = source[i]!;
    this.hashes[key] = hash;
    this.starts[key + 1] = end;
    if (this.size === this.hashes.length) this.grow();
    return key;
  }

  private grow(): void {
    this.hashes = doubled(this.hashes, Int32Array);
    const starts = new Int32Array(this.hashes.length + 1);
    starts.set(this.starts);
    this.starts = starts;
    this.slots = new Int32Array(this.hashes.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let key = 0; key < this.size; key++) {
      const hash = this.hashes[key]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = key;
    }
  }
}

function doubled<T extends Uint8Array | Int32Array>(array: T, type: new (length: number) => T): T {
  const larger = new type(array.length * 2);
  larger.set(array);
  return larger;
}
