import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { COUNTS, SUMS } from './measures';
import { mergeObserved, type Observed } from './observed';

/** Numbers a cell holds: the counts, then the sums, in the order of measures.ts. */
export const WIDTH = COUNTS.length + SUMS.length;
export const DIMENSIONS = SERVICE_DIMENSIONS.length;
const MOST_DENSE = 1 << 20;

/** Cells of some days as arrays of numbers: no object a cell, so that a million fit and add up at memory speed. */
export interface Cells {
  size: number;
  /** the position of each cell's day */
  days: Int32Array;
  /** the cells in the order of their days; null where they are */
  byDay: Int32Array | null;
  /** WIDTH numbers a cell */
  numbers: Float64Array;
  hours: Int32Array;
  /** per cell one code of each dimension (dictionary.ts); those of dimensions added up mean nothing */
  codes: Int32Array;
  /** one for each of HISTOGRAMS, then one for each of TALLIES */
  observed: Observed[];
}

/**
 * Adds the cells of each day up by fewer dimensions, given by position; `sizes` are how many values each dimension
 * has. The result is in the order of days.
 */
export function roll(source: Cells, dimensions: readonly number[], sizes: readonly number[]): Cells {
  const groupOf = new Int32Array(source.size);
  const firsts = group(source, dimensions, sizes, groupOf);
  const size = firsts.length;
  const days = new Int32Array(size);
  const codes = new Int32Array(size * DIMENSIONS);
  for (let index = 0; index < size; index++) {
    days[index] = source.days[firsts[index]!]!;
    for (const dimension of dimensions)
      codes[index * DIMENSIONS + dimension] = source.codes[firsts[index]! * DIMENSIONS + dimension]!;
  }
  return { size, days, byDay: null, codes, ...added(source, groupOf, size) };
}

function added({ size: cells, numbers, hours, observed }: Cells, groupOf: Int32Array, size: number) {
  const sums = new Float64Array(size * WIDTH);
  const all = new Int32Array(size);
  for (let cell = 0; cell < cells; cell++) {
    const to = groupOf[cell]! * WIDTH;
    const from = cell * WIDTH;
    for (let k = 0; k < WIDTH; k++) sums[to + k]! += numbers[from + k]!;
    all[groupOf[cell]!]! |= hours[cell]!;
  }
  return { numbers: sums, hours: all, observed: mergeObserved(observed, groupOf, size) };
}

/** Numbers the groups day by day, writes each cell's into `groupOf`, and returns the first cell of each. */
function group(
  { size, days, byDay, codes }: Cells,
  dimensions: readonly number[],
  sizes: readonly number[],
  groupOf: Int32Array,
): number[] {
  const possible = dimensions.reduce((product, dimension) => product * sizes[dimension]!, 1);
  // Dimensions with thousands of values each would need more room than the cells that occur.
  const dense = possible <= MOST_DENSE ? new Int32Array(possible).fill(-1) : null;
  const sparse = new Map<number, number>();
  const firsts: number[] = [];
  let day = -1;
  let firstOfDay = 0;
  for (let i = 0; i < size; i++) {
    const cell = byDay ? byDay[i]! : i;
    if (days[cell] !== day) {
      day = days[cell]!;
      firstOfDay = firsts.length;
    }
    let key = 0;
    for (const dimension of dimensions) key = key * sizes[dimension]! + codes[cell * DIMENSIONS + dimension]!;
    let found = dense ? dense[key]! : (sparse.get(key) ?? -1);
    // A group of an earlier day is none of this one.
    if (found < firstOfDay) {
      found = firsts.push(cell) - 1;
      if (dense) dense[key] = found;
      else sparse.set(key, found);
    }
    groupOf[cell] = found;
  }
  return firsts;
}
