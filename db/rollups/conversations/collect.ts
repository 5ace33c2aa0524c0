import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { bucketOf } from '@/lib/stats/histogram';
import { type Cells, DIMENSIONS, WIDTH } from './cells';
import type { Ranked } from './dictionary';
import { ADDS, BIT, countsOf, type Facts, type Moment, OBSERVES } from './facts';
import { Growing } from './growing';
import { KeyTable } from './key-table';
import { COUNTS, HISTOGRAMS, SUMS, TALLIES } from './measures';
import { type Observed, observeOnce, sealObserved, sortedBy } from './observed';

const AI_INVOLVED = COUNTS.indexOf('ai_involved_n');
/** What each of SUMS adds; a cell keeps them behind its counts, in their order. */
const ADDED = SUMS.map(({ column }) => ADDS[column]);
const FIRST_RESPONSE = HISTOGRAMS.indexOf('first_response_seconds');
const RESOLUTION_TIME = HISTOGRAMS.indexOf('resolution_seconds');
const TIME_TO_HUMAN = HISTOGRAMS.indexOf('time_to_human_seconds');

interface Day {
  keys: KeyTable;
  /** the cell of each of the day's keys */
  cells: Growing<Int32Array>;
}

/** Collects the conversations of some days in their finest cells: one per day and combination of all dimensions. */
export class Collector {
  private size = 0;
  private readonly days: Day[];
  private readonly dayOf = new Growing(new Int32Array(64));
  private readonly numbers = new Growing(new Float64Array(WIDTH * 64));
  private readonly hours = new Growing(new Int32Array(64));
  private readonly codes = new Growing(new Int32Array(DIMENSIONS * 64));
  private readonly observations = HISTOGRAMS.map(() => ({
    cells: new Growing(new Int32Array(64)),
    buckets: new Growing(new Int32Array(64)),
  }));

  constructor(days: number) {
    this.days = Array.from({ length: days }, () => ({ keys: new KeyTable(), cells: new Growing(new Int32Array(64)) }));
  }

  /**
   * The cell of a day (its position) whose key is in `source[from, to)`; a new one takes its codes, one per
   * dimension, from `codesOf`.
   */
  cell(day: number, source: Uint8Array, [from, to]: [number, number], codesOf: () => readonly number[]): number {
    const { keys, cells } = this.days[day]!;
    const known = keys.size;
    const key = keys.number(source, from, to);
    if (key < known) return cells.values[key]!;
    cells.push(this.size);
    this.dayOf.push(day);
    for (const code of codesOf()) this.codes.push(code);
    this.numbers.extend(WIDTH);
    this.hours.push(0);
    return this.size++;
  }

  /** A cell's codes, one per dimension. */
  codesOf(cell: number): Int32Array {
    return this.codes.values.subarray(cell * DIMENSIONS, (cell + 1) * DIMENSIONS);
  }

  /** Adds one conversation, which started in the given hour of the workspace's day. Returns its counts as bits. */
  add(cell: number, c: Facts, moment: Moment, hour: number): number {
    const bits = countsOf(c, moment);
    const numbers = this.numbers.values;
    const base = cell * WIDTH;
    for (let left = bits; left !== 0; left &= left - 1) numbers[base + 31 - Math.clz32(left & -left)]! += 1;
    for (let k = 0; k < ADDED.length; k++) numbers[base + COUNTS.length + k]! += ADDED[k]!(c, bits);
    if (bits & BIT.ai_involved_n) this.hours.values[cell]! |= 1 << hour;
    this.observe(FIRST_RESPONSE, cell, OBSERVES.first_response_seconds(c, bits));
    this.observe(RESOLUTION_TIME, cell, OBSERVES.resolution_seconds(c, bits));
    this.observe(TIME_TO_HUMAN, cell, OBSERVES.time_to_human_seconds(c, bits));
    return bits;
  }

  /** No more conversations come. `tallied` are the values of the dimensions of TALLIES. */
  sealed(tallied: readonly Ranked[]): Cells {
    const days = this.dayOf.values.subarray(0, this.size);
    return {
      size: this.size,
      days,
      byDay: sortedBy(days, this.days.length).order,
      numbers: this.numbers.values,
      hours: this.hours.values,
      codes: this.codes.values,
      observed: [
        ...this.observations.map((observations) => sealObserved(observations, this.size)),
        ...TALLIES.map(({ dimension }, index) => this.tally(SERVICE_DIMENSIONS.indexOf(dimension), tallied[index]!)),
      ],
    };
  }

  /** A finest cell has one market and one language; all of its conversations with the AI are theirs. */
  private tally(dimension: number, { rankOf, unknown }: Ranked): Observed {
    const ranks = new Int32Array(this.size);
    const counts = new Uint32Array(this.size);
    for (let cell = 0; cell < ranks.length; cell++) {
      const code = this.codes.values[cell * DIMENSIONS + dimension]!;
      ranks[cell] = rankOf[code]!;
      if (code !== unknown) counts[cell] = this.numbers.values[cell * WIDTH + AI_INVOLVED]!;
    }
    return observeOnce(ranks, counts, rankOf.length);
  }

  /** NaN is nothing observed. */
  private observe(histogram: number, cell: number, microseconds: number): void {
    if (Number.isNaN(microseconds)) return;
    const { cells, buckets } = this.observations[histogram]!;
    cells.push(cell);
    buckets.push(bucketOf(microseconds / 1e6));
  }
}
