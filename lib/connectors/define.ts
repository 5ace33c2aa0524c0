import type { RecordType } from '@/lib/core/record';
import { Refusal } from '@/lib/core/record-rules';
import type { Activity } from '@/lib/core/sources';

export { Refusal };

/** One row of a vendor's file as its carrier understood it: a JSON object, or a CSV row's cells by column name (texts). */
export type Row = Record<string, unknown>;

/** How a file begins. */
export interface Head {
  carrier: 'json' | 'csv';
  /** names in the CSV header, or in the first JSON object */
  fields: readonly string[];
  /** the JSON objects in its first 64 KiB; where a single one is longer, as much of it as lies in there */
  rows: readonly Row[];
  /** what the caller says every row is, whatever the file says */
  type?: RecordType;
}

/** A canonical record, not yet checked: `type` and the fields of records.md. */
export interface RawRecord extends Row {
  type: RecordType;
}

/** Why a well-formed row of the vendor's holds no record, in the plural: "messages sent out that nobody answered". */
export class Skip {
  constructor(
    readonly reason: string,
    readonly count = 1,
  ) {}
}

/** The row went into something larger: a sum, or what completes the rows of another file of the run. */
export const GATHERED = Symbol('gathered');

/**
 * One row's translation: a record, several, or why there is none. What is counted as read is records and refused rows,
 * so that accepted + updated + duplicate + rejected = read; skipped and gathered rows are counted beside.
 * `around` is the object that wraps the row, as far as it came before its rows; `line` counts from 1.
 */
export type Translate = (
  row: Row,
  around?: Row,
  line?: number,
) => RawRecord | RawRecord[] | Refusal | Skip | typeof GATHERED;

/**
 * A record that only all files of a run together give, or why there is none; `line` is one of the rows behind it.
 * A Skip tells of parts of gathered rows: a bucket's results that name nobody, beside those that do.
 */
export interface Gathered {
  record: RawRecord | Refusal | Skip;
  line: number;
}

/**
 * What a connector knows while the files of one run are read. It begins empty with every run, so that the same files
 * give the same records. Memory may grow with what is summed (people, days, open conversations), never with rows.
 */
export interface Session {
  /** Begins a file. Throws a TandemError when the file cannot be read at all, for want of a column for instance. */
  open(head: Head): Translate;
  /** What the activity of the file read last is, where only its rows tell; else the connector's own `activity` counts. */
  activity?(): Activity | undefined;
  /** After the last file, if all that gathered could be read whole: the records that only all of them give. */
  finish?(): Iterable<Gathered>;
}

/** What an administrator said once about a source, because its files cannot tell (docs/connectors.md, Questions). */
export type Answers = Readonly<Record<string, unknown>>;

/** A field of a vendor's that an administrator may choose, with the values seen, one for each row that has one. */
export interface Choice {
  /** what the answer says: `tag`, `attribute:Reason` */
  id: string;
  label: string;
  values: string[];
  /** where several may be chosen: what stands chosen until somebody answers */
  proposed?: boolean;
}

/**
 * What a source may be asked, judged by rows of its file. Its answers: `topic`, `person`, `customer`,
 * `customerServiceAccounts`, `transactionsFrom`, `techJobs`.
 */
export interface Asks {
  /** where the topic may be taken from */
  topic?(rows: readonly Row[]): Choice[];
  /** which fields may name the customer */
  customer?(rows: readonly Row[]): Choice[];
  /** the customer's own messages, for the words by which one asks for a person; never stored */
  messages?(row: Row): string[];
  /** accounts of a ledger that may be customer service's; without a label what lines book on one, as amounts */
  accounts?(rows: readonly Row[]): Choice[];
  /** whether sales of a ledger may count as transactions */
  transactions?: true;
  /** titles that may be tech jobs */
  jobs?(rows: readonly Row[]): Choice[];
}

/**
 * Turns one vendor's format into canonical records. Pure: no clock, no network, no database.
 * A new one is this file, its line in registry.ts and a fixture; counting, checking and storing are not its business.
 * One whose rows stand alone has `open` in place of `begin`.
 */
export interface Connector {
  /** file's name; what the source is called unless the caller says otherwise */
  id: string;
  title: string;
  /** null: nobody's */
  vendor: string | null;
  /** shown on the Sources page and in docs/connectors.md, one statement each */
  about: { reads: readonly string[]; drops: readonly string[]; cannotKnow: readonly string[] };
  yields: readonly RecordType[];
  /** Where its tool_activity is not use by people of the roster. It is kept by source, apart from every rate. */
  activity?: Exclude<Activity, 'use'>;
  /** days after which the vendor's figures for a day no longer change */
  settlesAfterDays: number;
  /** names under which an object wraps rows: `{"conversations": [...]}`; `data.payload` one deeper */
  rowsIn: readonly string[];
  /** true when a file that begins so is of this format */
  reads(head: Head): boolean;
  /** A sentence about a file of the same vendor that is not read, and what to take instead. */
  declines?(head: Head): string | undefined;
  /** Begins a run. `answers` are those of its source; without them every question has the answer documented. */
  begin(answers?: Answers): Session;
  /**
   * Which files of a run are read first: those of a smaller number, 0 unless said. What completes other files' rows
   * (ratings, line items) comes before them.
   */
  order?(head: Head): number;
  /** what an administrator may be asked; none has nothing to choose */
  asks?: Asks;
  /** What may be kept of a refused row: without message bodies, names and addresses. */
  keep(row: Row): Row;
  /** whether a line that cannot even be parsed may be kept as it is; no, where it may hold what `keep` drops */
  keepsUnreadable: boolean;
}

type Definition = Omit<Connector, 'begin'> & (Pick<Connector, 'begin'> | Pick<Session, 'open' | 'finish'>);

export const defineConnector = (definition: Definition): Connector =>
  'begin' in definition ? definition : { ...definition, begin: () => ({ open: definition.open }) };
