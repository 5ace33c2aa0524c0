import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { COUNTS, SUMS } from './measures';
import { mergeObserved, type Observed } from './observed';

/** Numbers a cell holds: the counts, then the sums, in the order of measures.ts. */
export const WIDTH = COUNTS.length + SUMS.length;
export const DIMENSIONS = SERVICE_DIMENSIONS.length;
const MOST_DENSE = 1 << 20;

/** Cells of one day as arrays of numbers: no object a cell, so that a million fit and add up at memory speed. */
export interface Cells {
  size: number;
  /** WIDTH numbers a cell */
  numbers: Float64Array;
  hours: Int32Array;
  /** per cell one code of each dimension (dictionary.ts); those of dimensions rolled away mean nothing */
  codes: Int32Array;
  /** one for each of HISTOGRAMS, then one for each of TALLIES */
  observed: Observed[];
}

/**
 * Adds cells up by fewer dimensions, given by position; `sizes` are how many values each dimension has.
 */
export function roll(source: Cells, dimensions: readonly number[], sizes: readonly number[]): Cells {
  const groupOf = new Int32Array(source.size);
  const firsts = group(source, dimensions, sizes, groupOf);
  const size = firsts.length;
  const numbers = new Float64Array(size * WIDTH);
  const hours = new Int32Array(size);
  for (let cell = 0; cell < source.size; cell++) {
    const to = groupOf[cell]! * WIDTH;
    const from = cell * WIDTH;
    for (let k = 0; k < WIDTH; k++) numbers[to + k]! += source.numbers[from + k]!;
    hours[groupOf[cell]!]! |= source.hours[cell]!;
  }
  const codes = new Int32Array(size * DIMENSIONS);
  firsts.forEach((cell, index) => {
    codes.set(source.codes.subarray(cell * DIMENSIONS, (cell + 1) * DIMENSIONS), index * DIMENSIONS);
  });
  return { size, numbers, hours, codes, observed: mergeObserved(source.observed, groupOf, size) };
}

/** Numbers the groups, writes each cell's into `groupOf`, and returns the first cell of each. */
function group(
  { size, codes }: Cells,
  dimensions: readonly number[],
  sizes: readonly number[],
  groupOf: Int32Array,
): number[] {
  const possible = dimensions.reduce((product, dimension) => product * sizes[dimension]!, 1);
  // Dimensions with thousands of values each would need more room than the cells that occur.
  const dense = possible <= MOST_DENSE ? new Int32Array(possible).fill(-1) : null;
  const sparse = new Map<number, number>();
  const firsts: number[] = [];
  for (let cell = 0; cell < size; cell++) {
    let key = 0;
    for (const dimension of dimensions) key = key * sizes[dimension]! + codes[cell * DIMENSIONS + dimension]!;
    let found = dense ? dense[key]! : (sparse.get(key) ?? -1);
    if (found < 0) {
      found = firsts.push(cell) - 1;
      if (dense) dense[key] = found;
      else sparse.set(key, found);
    }
    groupOf[cell] = found;
  }
  return firsts;
}
