import type { Staging } from '@/db/ingest/staging';
import { type Connector, GATHERED, type Gathered, type RawRecord, type Row, Skip } from '@/lib/connectors/define';
import { addDays } from '@/lib/core/period';
import { fieldsOf, type RecordType } from '@/lib/core/record';
import { Refusal, type RuleContext } from '@/lib/core/record-rules';
import { LONGEST_KEPT, type RowSink } from './carrier';
import { type Check, makeCheck } from './check';
import type { Grade } from './complexity';
import type { OpenFile } from './open-file';
import type { Sessions } from './sessions';
import type { UnknownFields } from './unknown-fields';

/** One refused row, as a person is told of it. */
export interface Rejection {
  file: string;
  line: number;
  field: string | null;
  reason: string;
}

export interface FileCounts {
  read: number;
  rejected: number;
  rejections: Rejection[];
  /** rows that by their format hold no record, by reason */
  skipped: Record<string, number>;
  /** rows that went into sums, or complete other files' rows */
  gathered: number;
  /** its last day, where the vendor's figures settle late */
  newestDay?: string;
}

/** What reading a file needs and fills. */
export interface Into {
  context: RuleContext;
  staging: Staging;
  sessions: Sessions;
  /** fills in how hard a conversation is */
  grade: Grade;
}

export const nothingRead = (): FileCounts => ({ read: 0, rejected: 0, rejections: [], skipped: {}, gathered: 0 });

/** Examples of refused rows in a summary; all of them are kept with the run. */
const SHOWN = 20;

/**
 * Reads one opened file through its connector and the checks into the staging tables.
 * Throws a TandemError when the file cannot be read whole, and the database's errors as they are.
 */
export async function readFile(
  name: string,
  file: OpenFile,
  { context, staging, sessions, grade }: Into,
  unknown: UnknownFields,
  onRows: (rows: number) => void,
): Promise<FileCounts> {
  const counts = nothingRead();
  const checkOf = checksOf(context, unknown);
  const translate = sessions.open(file.connector, file.head);
  const settlesLate = file.connector.settlesAfterDays > 0;

  const refuse = (line: number, { field, reason }: Refusal, raw: string) => {
    counts.read++;
    counts.rejected++;
    if (counts.rejections.length < SHOWN) counts.rejections.push({ file: name, line, field, reason });
    staging.refuse({ file: name, line, field, reason, raw: keepable(raw) });
  };
  const take = (line: number, record: RawRecord, plain: boolean, row: Row) => {
    const { type } = record;
    grade(record);
    const verdict = checkOf(type)(record, plain);
    if (verdict instanceof Refusal) return refuse(line, verdict, kept(file.connector, row));
    counts.read++;
    staging.add(type, verdict);
    if (settlesLate) noteNewest(counts, record);
  };
  // Where nothing in its beginning could be read, nothing tells what the lines hold.
  const keepsUnreadable = file.connector.keepsUnreadable && (file.head.carrier === 'csv' || file.head.rows.length > 0);
  const sink: RowSink = {
    row(line, row, plain, around) {
      const translated = translate(row, around, line);
      if (translated === GATHERED) counts.gathered++;
      else if (translated instanceof Refusal) refuse(line, translated, kept(file.connector, row));
      else if (translated instanceof Skip)
        counts.skipped[translated.reason] = (counts.skipped[translated.reason] ?? 0) + 1;
      else if (Array.isArray(translated)) for (const record of translated) take(line, record, plain, row);
      else take(line, translated, plain, row);
    },
    refuse(line, refusal, raw) {
      refuse(line, refusal, keepsUnreadable ? raw.toString('utf8') : NOT_KEPT);
    },
  };

  const carrier = file.carrier(sink);
  for await (const chunk of file.chunks) {
    carrier.push(chunk);
    if (staging.isFull) await staging.drain();
    onRows(counts.read);
  }
  carrier.end();
  if (counts.gathered > 0) sessions.gathered(file.connector, name);
  return counts;
}

/** Takes what only all files of a run together give, as readFile takes a file. */
export async function readTogether(
  name: string,
  { connector, records }: { connector: Connector; records: Iterable<Gathered> },
  { context, staging, grade }: Into,
  unknown: UnknownFields,
): Promise<FileCounts> {
  const counts = nothingRead();
  const checkOf = checksOf(context, unknown);
  for (const { record, line } of records) {
    if (record instanceof Skip) {
      counts.skipped[record.reason] = (counts.skipped[record.reason] ?? 0) + record.count;
      continue;
    }
    counts.read++;
    if (!(record instanceof Refusal)) grade(record);
    const verdict = record instanceof Refusal ? record : checkOf(record.type)(record, false);
    if (verdict instanceof Refusal) {
      const { field, reason } = verdict;
      counts.rejected++;
      if (counts.rejections.length < SHOWN) counts.rejections.push({ file: name, line, field, reason });
      staging.refuse({ file: name, line, field, reason, raw: record instanceof Refusal ? '{}' : openly(record) });
    } else {
      staging.add((record as RawRecord).type, verdict);
      if (connector.settlesAfterDays > 0) noteNewest(counts, record as RawRecord);
    }
    if (staging.isFull) await staging.drain();
  }
  return counts;
}

/** The last day of the record's period, if none before it was later. */
function noteNewest(counts: FileCounts, { date, period_days: days }: RawRecord): void {
  if (typeof date !== 'string') return;
  const last = typeof days === 'number' && days > 1 ? addDays(date, days - 1) : date;
  if (!(counts.newestDay! >= last)) counts.newestDay = last;
}

/** The check of each type, made when its first record comes. */
function checksOf(context: RuleContext, unknown: UnknownFields): (type: RecordType) => Check {
  const checks: Partial<Record<RecordType, Check>> = {};
  return (type) => {
    checks[type] ??= makeCheck(type, context, unknown.count);
    return checks[type];
  };
}

/** A record without what is only ever stored as a hash: what may be kept of a sum that was refused. */
function openly(record: RawRecord): string {
  const open = fieldsOf(record.type).filter(({ field }) => field.kind !== 'secret');
  return keepable(JSON.stringify(Object.fromEntries(open.map(({ name }) => [name, record[name]]))));
}

function kept(connector: Connector, row: Row): string {
  const fields = connector.keep(row);
  try {
    return JSON.stringify(fields);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Nested a hundred thousand deep: no record has such a field, what stands beside it is kept.
    const flat = Object.entries(fields).map(([name, value]) => [name, typeof value === 'object' ? null : value]);
    return JSON.stringify(Object.fromEntries(flat));
  }
}

/** Instead of a line out of which nothing can be dropped. */
const NOT_KEPT = '(not kept: a line that cannot be read may hold messages and names)';

/** At most 64 KiB of text that PostgreSQL can hold. */
function keepable(raw: string): string {
  const text = raw.includes('\0') ? raw.replaceAll('\0', '\uFFFD') : raw;
  if (text.length * 3 <= LONGEST_KEPT || Buffer.byteLength(text) <= LONGEST_KEPT) return text;
  const cut = Buffer.from(text).subarray(0, LONGEST_KEPT).toString('utf8');
  // A character cut in two has become a longer replacement character.
  return cut.replace(/\uFFFD{1,3}$/, '');
}
