import type { Row } from '@/lib/connectors/define';
import type { Refusal } from '@/lib/core/record-rules';

/** Longest line that is read; a longer one is a refused row. */
export const LONGEST_LINE = 1 << 20;
/** Most that is kept of a refused row. */
export const LONGEST_KEPT = 64 << 10;

/** What a carrier hands on, row by row. `line` counts from 1. */
export interface RowSink {
  /** the CSV header; throws when the file cannot be read */
  header?(columns: string[]): void;
  /**
   * `plain`: no escape and no NUL in it, so its texts need no look.
   * `around`: the object that wraps the row, as far as it came before its rows
   */
  row(line: number, row: Row, plain: boolean, around?: Row): void;
  /** `raw` has at most LONGEST_KEPT bytes */
  refuse(line: number, refusal: Refusal, raw: Buffer): void;
}

/** Cuts a file's bytes into rows. */
export interface Carrier {
  push(chunk: Buffer): void;
  end(): void;
}
