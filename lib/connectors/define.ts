import type { RecordType } from '@/lib/core/record';
import { Refusal } from '@/lib/core/record-rules';

export { Refusal };

/** One line of a file as its carrier understood it: a JSON object, or the cells of a CSV row by column name (texts). */
export type Row = Record<string, unknown>;

/** How a file begins. */
export interface Head {
  carrier: 'json' | 'csv';
  /** names in the CSV header, or in the first JSON object */
  fields: readonly string[];
  /** what the caller says every row is, whatever the file says */
  type?: RecordType;
}

/** A canonical record, not yet checked: `type` and the fields of records.md. */
export interface RawRecord extends Row {
  type: RecordType;
}

/**
 * One row's translation: a record, several, or why it cannot be one. An empty list is a line that by its format holds
 * no record (a total, say); it counts as not read.
 */
export type Translate = (row: Row) => RawRecord | RawRecord[] | Refusal;

/**
 * Turns one vendor's format into canonical records. Pure: no clock, no network, no database.
 * A new one is this file, its line in registry.ts and a fixture; counting, checking and storing are not its business.
 */
export interface Connector {
  /** file's name; what the source is called unless the caller says otherwise */
  id: string;
  title: string;
  /** true when a file that begins so is of this format */
  reads(head: Head): boolean;
  /** Begins a file. Throws a TandemError when the file cannot be read at all, for want of a column for instance. */
  open(head: Head): Translate;
  /** What may be kept of a refused row: without message bodies, names and addresses. */
  keep(row: Row): Row;
}

export const defineConnector = (connector: Connector): Connector => connector;
