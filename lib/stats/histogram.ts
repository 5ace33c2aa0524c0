/**
 * Mergeable log buckets of a duration: bucket index → count, plus those that never got there (ranked last).
 * Encoding, bucket limits and the percentile rule live in this file.
 */
export interface Histogram {
  counts: Map<number, number>;
  never: number;
}

const SMALLEST = 1e-6;
const LARGEST = 1e10;
/** A geometric midpoint is then at most √1.0195 − 1 = 0.97 % away from anything in its bucket. */
const WIDTH = 1.0195;
/** Whole seconds up to here have a bucket of their own, so they come out exact: most sources know only seconds. */
const LARGEST_EXACT = 60;
/** Time stamps know microseconds: half of one parts a whole second from its neighbours. */
const HALF_STEP = SMALLEST / 2;

/** An entry is 16 bits, little-endian: bucket, then a count of 1–31, or 0 when the next 16 bits are the count. */
const COUNT_BITS = 5;
const LARGEST_SHORT = 2 ** COUNT_BITS - 1;
const LARGEST_LONG = 0xffff;

/** Where buckets begin (each reaches up to the next) and what stands for them: 0, then 1 µs to 316 years. */
function buckets(): { starts: Float64Array; middles: Float64Array } {
  const starts = [0];
  const middles = [0];
  let whole = 1;
  for (let start = SMALLEST; start < LARGEST; ) {
    const isWhole = start === whole - HALF_STEP;
    const nextWhole = whole <= LARGEST_EXACT ? whole - HALF_STEP : LARGEST * WIDTH;
    const end = isWhole ? whole + HALF_STEP : Math.min(start * WIDTH, nextWhole);
    starts.push(start);
    middles.push(isWhole ? whole : Math.sqrt(start * end));
    if (isWhole) whole++;
    start = end;
  }
  return { starts: Float64Array.from(starts), middles: Float64Array.from(middles) };
}

const { starts, middles } = buckets();

/** How many buckets there are; indices ascend with the duration. */
export const BUCKETS = starts.length;

/** The bucket of a duration in seconds. Below 0 (clocks that disagree) counts as 0, above 316 years as that. */
export function bucketOf(seconds: number): number {
  let low = 0;
  let high = BUCKETS - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Writes `count` (≥ 1) observations of a bucket and returns the offset behind them. Concatenated bytes are the merged histogram. */
export function writeCount(target: Uint8Array, offset: number, bucket: number, count: number): number {
  if (count <= LARGEST_SHORT) return writeWord(target, offset, (bucket << COUNT_BITS) | count);
  let at = offset;
  for (let left = count; left > 0; left -= LARGEST_LONG) {
    at = writeWord(target, at, bucket << COUNT_BITS);
    at = writeWord(target, at, Math.min(left, LARGEST_LONG));
  }
  return at;
}

function writeWord(target: Uint8Array, at: number, word: number): number {
  target[at] = word;
  target[at + 1] = word >>> 8;
  return at + 2;
}

/** Bytes that `writeCount` needs for a count. */
export const bytesFor = (count: number) => (count <= LARGEST_SHORT ? 2 : 4 * Math.ceil(count / LARGEST_LONG));

const readWord = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8);

/** Reads concatenated entries back, those of one bucket added up. */
export function readHistogram(bytes: Uint8Array, never = 0): Histogram {
  const counts = new Map<number, number>();
  for (let at = 0; at < bytes.length; at += 2) {
    const entry = readWord(bytes, at);
    const short = entry & LARGEST_SHORT;
    if (short === 0) at += 2;
    const bucket = entry >>> COUNT_BITS;
    counts.set(bucket, (counts.get(bucket) ?? 0) + (short || readWord(bytes, at)));
  }
  return { counts, never };
}

/**
 * `percentile_cont`: the values at the two neighbouring ranks, interpolated; each is read from its bucket, so the
 * result is within 1 %. `value` is null where there is nothing, or where a rank needed falls among those who never
 * got there; `n` counts both.
 */
export function percentileOf({ counts, never }: Histogram, p: number): { value: number | null; n: number } {
  let arrived = 0;
  for (const count of counts.values()) arrived += count;
  const n = arrived + never;
  const rank = p * (n - 1);
  const below = Math.floor(rank);
  const above = Math.ceil(rank);
  if (n === 0 || above >= arrived) return { value: null, n };
  const ascending = [...counts.keys()].sort((a, b) => a - b);
  let passed = 0;
  let lowValue: number | null = null;
  for (const bucket of ascending) {
    passed += counts.get(bucket)!;
    if (lowValue === null && passed > below) lowValue = middles[bucket]!;
    if (passed > above) return { value: lowValue! + (middles[bucket]! - lowValue!) * (rank - below), n };
  }
  throw new RangeError('A histogram holds fewer observations than it counted.');
}
