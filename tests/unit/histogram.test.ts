import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUCKETS,
  bucketOf,
  bytesFor,
  type Histogram,
  percentileOf,
  readHistogram,
  writeCount,
} from '@/lib/stats/histogram';

function exact(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = p * (sorted.length - 1);
  const low = sorted[Math.floor(rank)]!;
  return low + (sorted[Math.ceil(rank)]! - low) * (rank - Math.floor(rank));
}

/** One entry an observation, as cells of one record would be concatenated. */
function bytesOf(values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  values.forEach((value, index) => {
    writeCount(bytes, index * 2, bucketOf(value), 1);
  });
  return bytes;
}
const of = (values: number[], never = 0): Histogram => readHistogram(bytesOf(values), never);

/** Microseconds to years, as often short as long. */
const duration = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 100_000 }),
  fc.double({ min: -13.8, max: 20, noNaN: true }).map((log) => Math.round(Math.exp(log) * 1e6) / 1e6),
);
const quantile = fc.oneof(fc.constantFrom(0, 0.5, 0.9, 0.95, 1), fc.double({ min: 0, max: 1, noNaN: true }));

describe('percentiles from buckets', () => {
  it.each([
    [1, 2000],
    [2, 2000],
    [3, 2000],
    [10, 1000],
    [1000, 40],
  ])('are within one percent of percentile_cont in groups of %i', (size, numRuns) => {
    fc.assert(
      fc.property(fc.array(duration, { minLength: size, maxLength: size }), quantile, (values, p) => {
        const { value, n } = percentileOf(of(values), p);
        expect(n).toBe(size);
        const wanted = exact(values, p);
        expect(Math.abs(value! - wanted)).toBeLessThanOrEqual(wanted * 0.0099 + 1e-12);
      }),
      { numRuns },
    );
  });
  it('are exact for whole seconds up to a minute: p50 of 4, 4, 7, 60 = 5.5', () => {
    expect(percentileOf(of([60, 7, 4, 4]), 0.5).value).toBe(5.5);
    for (let second = 0; second <= 60; second++) expect(percentileOf(of([second]), 0.5).value).toBe(second);
  });
  it('never by more than 1 % anywhere, from a microsecond to 316 years', () => {
    for (let value = 1e-6; value < 1e10; value *= 1.0007)
      expect(Math.abs(percentileOf(of([value]), 0.5).value! / value - 1)).toBeLessThan(0.0099);
  });
  it('those who never got there rank last: of 10, 20 and two never, p50 lies between 20 and never', () => {
    expect(percentileOf(of([10, 20], 2), 0.5)).toEqual({ value: null, n: 4 });
    expect(percentileOf(of([10, 20], 2), 0.25)).toEqual({ value: 17.5, n: 4 });
    expect(percentileOf(of([10, 20, 30], 2), 0.5)).toEqual({ value: 30, n: 5 });
    expect(percentileOf(of([], 2), 0.5)).toEqual({ value: null, n: 2 });
  });
  it('nothing observed is null', () => {
    expect(percentileOf(of([]), 0.5)).toEqual({ value: null, n: 0 });
  });
});

describe('buckets', () => {
  it('take 11 bits and ascend', () => {
    expect(BUCKETS).toBeLessThanOrEqual(2048);
    fc.assert(fc.property(duration, duration, (a, b) => a > b || bucketOf(a) <= bucketOf(b)));
  });
  it('a negative duration is 0, one beyond the last limit is kept in the last bucket', () => {
    expect(bucketOf(-5)).toBe(0);
    expect(bucketOf(1e300)).toBe(BUCKETS - 1);
  });
});

describe('entries', () => {
  it('counts of any size come back, and concatenation adds them up', () => {
    const entry = fc.tuple(fc.nat({ max: BUCKETS - 1 }), fc.integer({ min: 1, max: 200_000 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const bytes = new Uint8Array(entries.reduce((sum, [, count]) => sum + bytesFor(count), 0));
        let at = 0;
        const wanted = new Map<number, number>();
        for (const [bucket, count] of entries) {
          at = writeCount(bytes, at, bucket, count);
          wanted.set(bucket, (wanted.get(bucket) ?? 0) + count);
        }
        expect(at).toBe(bytes.length);
        expect(readHistogram(bytes).counts).toEqual(wanted);
      }),
    );
  });
});
