import { BUCKETS } from '@/lib/stats/histogram';
import type { Growing } from './growing';

/**
 * How often which number was observed in each cell: those of cell c, ascending, are entries `starts[c]` up to
 * `starts[c + 1]`. The numbers are buckets of a histogram, or ranks of a dimension's values.
 */
export interface Observed {
  /** all numbers are below it */
  limit: number;
  starts: Int32Array;
  buckets: Int32Array;
  counts: Uint32Array;
}

/** Single observations, in the order they were read. */
export interface Observations {
  cells: Growing<Int32Array>;
  buckets: Growing<Int32Array>;
}

/** So few numbers are in order sooner than the library's sort has begun. */
const FEW = 24;
let tally = new Uint32Array(BUCKETS);
let seen = new Int32Array(BUCKETS);

/** Makes room for numbers below `limit`. */
function prepare(limit: number): void {
  if (limit <= tally.length) return;
  tally = new Uint32Array(limit * 2);
  seen = new Int32Array(limit * 2);
}

/** Observations as histograms of their cells. */
export function sealObserved({ cells, buckets }: Observations, size: number): Observed {
  const { order, starts } = sortedBy(cells.values.subarray(0, cells.length), size);
  const target = emptyFor(size, cells.length, BUCKETS);
  for (let cell = 0; cell < size; cell++) {
    let distinct = 0;
    for (let i = starts[cell]!; i < starts[cell + 1]!; i++) {
      const bucket = buckets.values[order[i]!]!;
      if (tally[bucket] === 0) seen[distinct++] = bucket;
      tally[bucket]! += 1;
    }
    finishCell(target, cell, distinct);
  }
  return target;
}

/** Each cell observes at most one number: `numbers[c]`, `counts[c]` times; a count of 0 is nothing. */
export function observeOnce(numbers: Int32Array, counts: Uint32Array, limit: number): Observed {
  const target = emptyFor(numbers.length, numbers.length, limit);
  let at = 0;
  for (let cell = 0; cell < numbers.length; cell++) {
    if (counts[cell]! > 0) {
      target.buckets[at] = numbers[cell]!;
      target.counts[at++] = counts[cell]!;
    }
    target.starts[cell + 1] = at;
  }
  return target;
}

/** What groups of cells observed: `groupOf` says which of the `size` groups each cell belongs to. */
export function mergeObserved(sources: readonly Observed[], groupOf: Int32Array, size: number): Observed[] {
  const { order, starts } = sortedBy(groupOf, size);
  return sources.map((source) => {
    prepare(source.limit);
    const target = emptyFor(size, source.starts[groupOf.length]!, source.limit);
    for (let group = 0; group < size; group++) {
      let distinct = 0;
      for (let i = starts[group]!; i < starts[group + 1]!; i++) {
        const end = source.starts[order[i]! + 1]!;
        for (let k = source.starts[order[i]!]!; k < end; k++) {
          const bucket = source.buckets[k]!;
          if (tally[bucket] === 0) seen[distinct++] = bucket;
          tally[bucket]! += source.counts[k]!;
        }
      }
      finishCell(target, group, distinct);
    }
    return target;
  });
}

function emptyFor(size: number, entries: number, limit: number): Observed {
  return {
    limit,
    starts: new Int32Array(size + 1),
    buckets: new Int32Array(entries),
    counts: new Uint32Array(entries),
  };
}

/** Moves the tally into a cell: ascending, so that the same records give the same bytes in whatever order they came. */
function finishCell({ starts, buckets, counts }: Observed, cell: number, distinct: number): void {
  if (distinct > FEW) seen.subarray(0, distinct).sort();
  else insertionSort(distinct);
  let at = starts[cell]!;
  for (let i = 0; i < distinct; i++) {
    const bucket = seen[i]!;
    buckets[at] = bucket;
    counts[at++] = tally[bucket]!;
    tally[bucket] = 0;
  }
  starts[cell + 1] = at;
}

function insertionSort(length: number): void {
  for (let i = 1; i < length; i++) {
    const bucket = seen[i]!;
    let at = i;
    for (; at > 0 && seen[at - 1]! > bucket; at--) seen[at] = seen[at - 1]!;
    seen[at] = bucket;
  }
}

/** Positions in the order of their group: those of group g are `order[starts[g]]` up to `order[starts[g + 1]]`. */
export function sortedBy(groupOf: Int32Array, size: number): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(size + 1);
  for (let i = 0; i < groupOf.length; i++) starts[groupOf[i]! + 1]! += 1;
  for (let group = 0; group < size; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, size);
  const order = new Int32Array(groupOf.length);
  for (let i = 0; i < groupOf.length; i++) order[next[groupOf[i]!]!++] = i;
  return { order, starts };
}
