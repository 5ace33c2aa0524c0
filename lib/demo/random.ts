/** Deterministic numbers for the reference company. Nothing here reads a clock or Math.random. */

/** Mixes integers into one 32-bit seed (murmur3's finaliser after each word). */
export function mix(...words: number[]): number {
  let h = 0x9e3779b9;
  for (const word of words) {
    h ^= word | 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** A hash of integers as a number in [0, 1). */
export function unit(...words: number[]): number {
  return mix(...words) / 4294967296;
}

/** Chris Doty-Humphrey's sfc32: small, fast, passes PractRand. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(...seed: number[]) {
    this.a = mix(...seed, 1) | 0;
    this.b = mix(...seed, 2) | 0;
    this.c = mix(...seed, 3) | 0;
    for (let i = 0; i < 12; i++) this.next();
  }

  /** uniform in [0, 1) */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    this.c |= 0;
    return (t >>> 0) / 4294967296;
  }

  /** integer in [0, n) */
  below(n: number): number {
    return (this.next() * n) | 0;
  }
}

/**
 * Numbers in [0, 1) dealt evenly instead of by chance (the golden ratio's sequence), one sequence a cell: a small
 * company then shows the same tendencies as a large one, whatever the seed.
 */
export class Dealt {
  private readonly last: Float64Array;

  constructor(random: Random, cells: number) {
    this.last = Float64Array.from({ length: cells }, () => random.next());
  }

  next(cell: number): number {
    const u = (this.last[cell]! + 0.6180339887498949) % 1;
    this.last[cell] = u;
    return u;
  }
}

/** Walker's alias method: one draw picks an index with the given weights. */
export class Weighted {
  private readonly share: Float64Array;
  private readonly other: Int32Array;
  private readonly n: number;

  constructor(weights: readonly number[]) {
    this.n = weights.length;
    this.share = new Float64Array(this.n);
    this.other = new Int32Array(this.n);
    const total = weights.reduce((sum, w) => sum + w, 0);
    const scaled = weights.map((w) => (w * this.n) / total);
    const small = scaled.flatMap((w, i) => (w < 1 ? [i] : []));
    const large = scaled.flatMap((w, i) => (w >= 1 ? [i] : []));
    while (small.length > 0 && large.length > 0) {
      const s = small.pop()!;
      const l = large[large.length - 1]!;
      this.share[s] = scaled[s]!;
      this.other[s] = l;
      scaled[l]! -= 1 - scaled[s]!;
      if (scaled[l]! < 1) small.push(large.pop()!);
    }
    for (const i of [...small, ...large]) this.share[i] = 1;
  }

  /** @param u uniform in [0, 1) */
  pick(u: number): number {
    const x = u * this.n;
    const i = x | 0;
    return x - i < this.share[i]! ? i : this.other[i]!;
  }
}

const STEPS = 4096;

/** Quantiles of a lognormal with mean 1 and the given coefficient of variation; index it with `quantile`. */
export function lognormal(cv: number): Float64Array {
  const sigma = Math.sqrt(Math.log(1 + cv * cv));
  const table = Float64Array.from({ length: STEPS }, (_, i) => Math.exp(sigma * probit((i + 0.5) / STEPS)));
  const mean = table.reduce((sum, x) => sum + x, 0) / STEPS;
  return table.map((x) => x / mean);
}

/** @param u uniform in [0, 1) */
export function quantile(table: Float64Array, u: number): number {
  return table[(u * STEPS) | 0]!;
}

/** Inverse of the normal distribution; Abramowitz and Stegun 26.2.23, error below 4.5e-4: enough for made-up logs. */
function probit(p: number): number {
  if (p > 0.5) return -probit(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  return ((0.010328 * t + 0.802853) * t + 2.515517) / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1) - t;
}
