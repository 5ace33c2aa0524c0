/**
 * Which of many names came before: for events that vendors deliver twice. Kept are 53 bits of each, 16 bytes or less,
 * so that a run may hold tens of millions; among ten million, two are mixed up in one run of two hundred.
 */
export class Seen {
  private slots = new Float64Array(1024);
  private size = 0;

  /** Whether it is new; from now on it is not. */
  add(name: string): boolean {
    if (this.size * 2 >= this.slots.length) this.grow();
    const isNew = put(this.slots, hash53(name));
    if (isNew) this.size++;
    return isNew;
  }

  private grow(): void {
    const grown = new Float64Array(this.slots.length * 2);
    for (const hash of this.slots) if (hash !== 0) put(grown, hash);
    this.slots = grown;
  }
}

function put(slots: Float64Array, hash: number): boolean {
  const last = slots.length - 1;
  for (let at = (hash % 0x1_0000_0000) & last; ; at = (at + 1) & last) {
    if (slots[at] === hash) return false;
    if (slots[at] !== 0) continue;
    slots[at] = hash;
    return true;
  }
}

/** Two multiplicative hashes side by side, mixed; never 0. */
function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0) || 1;
}
