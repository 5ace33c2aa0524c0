import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBit, bitMatrix, countBits, setBit, unionOf } from '@/lib/stats/bitset';

const position = fc.integer({ min: 100, max: 299 });
const matrixOf = (positions: number[]) => {
  const matrix = bitMatrix(2, 100, 300);
  for (const at of positions) setBit(matrix, 1, at);
  return matrix;
};

describe('bits of a range', () => {
  it('are counted as a list would be, for any ends, inside the matrix or not', () => {
    const end = fc.integer({ min: 60, max: 340 });
    fc.assert(
      fc.property(fc.uniqueArray(position), fc.uniqueArray(position), end, end, (set, masked, from, to) => {
        const matrix = matrixOf(set);
        const mask = bitMatrix(1, 100, 300);
        for (const at of masked) setBit(mask, 0, at);
        const inside = set.filter((at) => at >= from && at < to);
        expect(countBits(matrix, 1, from, to)).toBe(inside.length);
        expect(countBits(matrix, 1, from, to, mask.bits)).toBe(inside.filter((at) => masked.includes(at)).length);
        expect(anyBit(matrix, 1, from, to)).toBe(inside.length > 0);
        expect(countBits(matrix, 0, from, to)).toBe(0);
      }),
    );
  });
  it('are joined without changing what was joined', () => {
    const a = matrixOf([100, 131]);
    const b = matrixOf([132, 299]);
    const both = unionOf([a, b], 2);
    expect(countBits(both, 1, 0, 1000)).toBe(4);
    expect(countBits(a, 1, 0, 1000)).toBe(2);
    expect(unionOf([a], 2)).toBe(a);
    expect(countBits(unionOf([], 2), 1, 0, 1000)).toBe(0);
  });
  it('refuse a position outside', () => {
    expect(() => setBit(bitMatrix(1, 100, 132), 0, 132)).toThrow(RangeError);
    expect(() => setBit(bitMatrix(1, 100, 132), 0, 99)).toThrow(RangeError);
  });
});
