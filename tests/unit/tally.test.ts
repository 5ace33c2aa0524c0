import { describe, expect, it } from 'vitest';
import { countReaching, tallyBytes, writeTally } from '@/lib/stats/tally';

function bytesOf(entries: [string, number][]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, [value]) => sum + tallyBytes(Buffer.byteLength(value)), 0));
  let at = 0;
  for (const [value, count] of entries) {
    const source = Buffer.from(value);
    at = writeTally(bytes, at, { source, from: 0, to: source.length }, count);
  }
  return bytes.subarray(0, at);
}

describe('tallies', () => {
  it('add up entries of one value: SE 20 + 10 reaches 30, DE 29 does not', () => {
    const bytes = bytesOf([
      ['SE', 20],
      ['DE', 29],
      ['SE', 10],
    ]);
    expect(countReaching(bytes, 30)).toBe(1);
    expect(countReaching(bytes, 29)).toBe(2);
  });
  it('keep values apart that share a beginning or a length, short and long', () => {
    const values = ['', 'a', 'b', 'aa', 'ab', 'Åland', 'abcdefg', 'abcdefh', 'x'.repeat(300), 'x'.repeat(301)];
    expect(countReaching(bytesOf(values.map((value) => [value, 30])), 30)).toBe(values.length);
  });
  it('hold counts of any size', () => {
    for (const count of [1, 127, 128, 16_383, 16_384, 3_000_000_000, 2 ** 40])
      expect([
        countReaching(bytesOf([['SE', count]]), count),
        countReaching(bytesOf([['SE', count]]), count + 1),
      ]).toEqual([1, 0]);
  });
  it('nothing is nothing', () => expect(countReaching(new Uint8Array(), 1)).toBe(0));
});
