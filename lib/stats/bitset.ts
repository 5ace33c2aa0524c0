/** One row of bits per member over a run of positions (days, weeks), packed 32 to a word. */
export interface BitMatrix {
  /** position of the first bit */
  origin: number;
  /** words per row */
  words: number;
  bits: Uint32Array;
}

/** An all-zero matrix for `rows` members over positions `[origin, end)`. */
export function bitMatrix(rows: number, origin: number, end: number): BitMatrix {
  const words = Math.max(1, Math.ceil((end - origin) / 32));
  return { origin, words, bits: new Uint32Array(rows * words) };
}

/** Sets a bit; the position must lie inside the matrix. */
export function setBit({ origin, words, bits }: BitMatrix, row: number, position: number): void {
  const at = position - origin;
  if (at < 0 || at >= words * 32) throw new RangeError(`${position} lies outside the bits kept`);
  bits[row * words + (at >>> 5)]! |= 1 << (at & 31);
}

/** True if a row's bit is set; a position outside is not. */
export function hasBit({ origin, words, bits }: BitMatrix, row: number, position: number): boolean {
  const at = position - origin;
  return at >= 0 && at < words * 32 && (bits[row * words + (at >>> 5)]! & (1 << (at & 31))) !== 0;
}

/** Bits of all matrices together. They must have the same shape; of one alone it is the same object. */
export function unionOf(matrices: readonly BitMatrix[], rows: number): BitMatrix {
  const [first, ...rest] = matrices;
  if (!first) return bitMatrix(rows, 0, 0);
  if (rest.length === 0) return first;
  const bits = first.bits.slice();
  for (const other of rest) for (let i = 0; i < bits.length; i++) bits[i]! |= other.bits[i]!;
  return { ...first, bits };
}

function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Set bits of a row in `[from, to)`; with a mask (one row of the same origin) only those set in it too. */
export function countBits(
  { origin, words, bits }: BitMatrix,
  row: number,
  from: number,
  to: number,
  mask?: Uint32Array,
): number {
  const low = Math.max(0, from - origin);
  const high = Math.min(words * 32, to - origin);
  if (low >= high) return 0;
  const start = row * words;
  const firstWord = low >>> 5;
  const lastWord = (high - 1) >>> 5;
  let count = 0;
  for (let w = firstWord; w <= lastWord; w++) {
    let word = bits[start + w]!;
    if (word === 0) continue;
    if (mask) word &= mask[w] ?? 0;
    if (w === firstWord) word &= -1 << (low & 31);
    if (w === lastWord) word &= -1 >>> (31 - ((high - 1) & 31));
    count += popcount(word);
  }
  return count;
}

/** True if a row has a bit set in `[from, to)`. */
export function anyBit({ origin, words, bits }: BitMatrix, row: number, from: number, to: number): boolean {
  const low = Math.max(0, from - origin);
  const high = Math.min(words * 32, to - origin);
  if (low >= high) return false;
  const start = row * words;
  const firstWord = low >>> 5;
  const lastWord = (high - 1) >>> 5;
  for (let w = firstWord; w <= lastWord; w++) {
    let word = bits[start + w]!;
    if (w === firstWord) word &= -1 << (low & 31);
    if (w === lastWord) word &= -1 >>> (31 - ((high - 1) & 31));
    if (word !== 0) return true;
  }
  return false;
}

/** Visits a row's set bits in `[from, to)`, ascending; with a mask (one row of the same origin) only those set in it too. */
export function eachBit(
  { origin, words, bits }: BitMatrix,
  row: number,
  from: number,
  to: number,
  mask: Uint32Array | null,
  visit: (position: number) => void,
): void {
  const low = Math.max(0, from - origin);
  const high = Math.min(words * 32, to - origin);
  if (low >= high) return;
  const start = row * words;
  const firstWord = low >>> 5;
  const lastWord = (high - 1) >>> 5;
  for (let w = firstWord; w <= lastWord; w++) {
    let word = bits[start + w]!;
    if (mask) word &= mask[w] ?? 0;
    if (w === firstWord) word &= -1 << (low & 31);
    if (w === lastWord) word &= -1 >>> (31 - ((high - 1) & 31));
    for (; word !== 0; word &= word - 1) visit(origin + w * 32 + 31 - Math.clz32(word & -word));
  }
}
