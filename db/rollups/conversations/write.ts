import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { bytesFor, writeCount } from '@/lib/stats/histogram';
import { tallyBytes, writeTally } from '@/lib/stats/tally';
import { type Cells, DIMENSIONS, WIDTH } from './cells';
import { COUNTS, HISTOGRAMS, HOURS, SUMS, TALLIES } from './measures';
import type { Observed } from './observed';

const PIECE = 256 * 1024;
/** Field count, set, and at most 12 bytes for each number; 4 for each field of another length. */
const FIXED_BYTES = 2 + (2 + WIDTH + 1) * 12 + (DIMENSIONS + HISTOGRAMS.length + TALLIES.length) * 4;
/** In front of a value that is ready to send. */
const LENGTH_BYTES = 4;
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const END = Buffer.from([0xff, 0xff]);
const MEASURES = [
  ...COUNTS.slice(1),
  ...SUMS.map(({ column }) => column),
  HOURS,
  ...HISTOGRAMS,
  ...TALLIES.map(({ column }) => column),
];
const FULL_COLUMNS = ['day', 'n', ...SERVICE_DIMENSIONS, ...MEASURES];
const NARROW_COLUMNS = ['set_id', ...FULL_COLUMNS];

/** Cells by some dimensions, to be written as rows. */
export interface Block {
  cells: Cells;
  /** null: those of all dimensions, which have a table of their own */
  set: number | null;
  /** positions of the dimensions the cells are by */
  dimensions: readonly number[];
}

/** What positions and codes stand for: days since 2000-01-01, and values as fields ready to send. */
interface Values {
  days: readonly number[];
  /** by dimension and code */
  byCode: readonly (readonly Buffer[])[];
  /** by tally and rank */
  tallied: readonly (readonly Buffer[])[];
}

/**
 * Writes blocks by COPY BINARY into the table of all dimensions or into the narrow one. Blocks are made while the
 * server takes in the ones before, so both work at once. `fields` are the dimensions' values, ready to send.
 */
export async function writeBlocks(
  client: pg.ClientBase,
  table: 'conversation_cell' | 'conversation_cell_full',
  blocks: Iterable<Block>,
  values: Values,
): Promise<void> {
  const columns = table === 'conversation_cell' ? NARROW_COLUMNS : FULL_COLUMNS;
  const sink = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`));
  await pipeline(Readable.from(new Encoder(values).pieces(blocks), { objectMode: true, highWaterMark: 2 }), sink);
}

class Encoder {
  private piece = Buffer.allocUnsafe(PIECE);
  private at = 0;

  constructor(private readonly values: Values) {}

  *pieces(blocks: Iterable<Block>): Generator<Buffer> {
    yield HEADER;
    for (const block of blocks)
      for (let cell = 0; cell < block.cells.size; cell++) {
        if (this.at > PIECE / 2) yield this.filled();
        this.row(block, cell);
      }
    if (this.at > 0) yield this.filled();
    yield END;
  }

  private filled(): Buffer {
    const done = this.piece.subarray(0, this.at);
    this.piece = Buffer.allocUnsafe(PIECE);
    this.at = 0;
    return done;
  }

  private row({ cells, set, dimensions }: Block, cell: number): void {
    const { numbers, hours } = cells;
    const base = cell * WIDTH;
    this.reserve(FIXED_BYTES);
    this.short((set === null ? 0 : 1) + FULL_COLUMNS.length);
    if (set !== null) {
      this.word(2);
      this.short(set);
    }
    this.int(this.values.days[cells.days[cell]!]!);
    this.int(numbers[base]!);
    for (let dimension = 0; dimension < DIMENSIONS; dimension++)
      if (dimensions.includes(dimension)) this.value(dimension, cells.codes[cell * DIMENSIONS + dimension]!);
      else this.word(-1);
    for (let k = base + 1; k < base + COUNTS.length; k++)
      if (numbers[k] === 0) this.word(-1);
      else this.int(numbers[k]!);
    for (let k = base + COUNTS.length; k < base + WIDTH; k++)
      if (numbers[k] === 0) this.word(-1);
      else this.double(numbers[k]!);
    if (hours[cell] === 0) this.word(-1);
    else this.int(hours[cell]!);
    for (let index = 0; index < HISTOGRAMS.length; index++) this.histogram(cells.observed[index]!, cell);
    for (let index = 0; index < TALLIES.length; index++)
      this.tally(cells.observed[HISTOGRAMS.length + index]!, cell, this.values.tallied[index]!);
  }

  private histogram({ starts, buckets, counts }: Observed, cell: number): void {
    const from = starts[cell]!;
    const to = starts[cell + 1]!;
    if (from === to) {
      this.word(-1);
      return;
    }
    let bytes = 0;
    for (let i = from; i < to; i++) bytes += bytesFor(counts[i]!);
    this.reserve(4 + bytes);
    this.word(bytes);
    let { at } = this;
    for (let i = from; i < to; i++) at = writeCount(this.piece, at, buckets[i]!, counts[i]!);
    this.at = at;
  }

  private tally({ starts, buckets, counts }: Observed, cell: number, fields: readonly Buffer[]): void {
    const from = starts[cell]!;
    const to = starts[cell + 1]!;
    if (from === to) {
      this.word(-1);
      return;
    }
    let most = 0;
    for (let i = from; i < to; i++) most += tallyBytes(fields[buckets[i]!]!.length);
    this.reserve(4 + most);
    const start = this.at + 4;
    let at = start;
    for (let i = from; i < to; i++) {
      const source = fields[buckets[i]!]!;
      at = writeTally(this.piece, at, { source, from: LENGTH_BYTES, to: source.length }, counts[i]!);
    }
    this.word(at - start);
    this.at = at;
  }

  private value(dimension: number, code: number): void {
    const field = this.values.byCode[dimension]![code]!;
    this.reserve(field.length);
    for (let i = 0; i < field.length; i++) this.piece[this.at + i] = field[i]!;
    this.at += field.length;
  }

  /** Room for so many bytes, and for what fixed fields may still follow in the row. */
  private reserve(bytes: number): void {
    if (this.at + bytes + FIXED_BYTES <= this.piece.length) return;
    const larger = Buffer.allocUnsafe(this.piece.length * 2 + bytes);
    this.piece.copy(larger, 0, 0, this.at);
    this.piece = larger;
  }

  private int(value: number): void {
    this.word(4);
    this.word(value);
  }

  private double(value: number): void {
    this.word(8);
    this.at = this.piece.writeDoubleBE(value, this.at);
  }

  private word(value: number): void {
    const { piece, at } = this;
    piece[at] = value >>> 24;
    piece[at + 1] = value >>> 16;
    piece[at + 2] = value >>> 8;
    piece[at + 3] = value;
    this.at = at + 4;
  }

  private short(value: number): void {
    this.piece[this.at++] = value >>> 8;
    this.piece[this.at++] = value;
  }
}
