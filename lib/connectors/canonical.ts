import { TandemError } from '@/lib/core/errors';
import { FIELDS, fieldsOf, isRecordType, RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { defineConnector, type Head, type RawRecord, Refusal, type Row, type Translate } from './define';

/** The column by which a CSV header tells its type. */
const TELLING: [string, RecordType][] = [
  ['first_handler', 'conversation'],
  ['interactions', 'tool_activity'],
  ['valid_from', 'employee'],
  ['assigned_on', 'seat'],
  ['quarter', 'financials'],
];

const typeOfHeader = (fields: readonly string[]) => TELLING.find(([column]) => fields.includes(column))?.[1];

/** Every field of every record: what is left of a row whose type nobody knows. */
const KNOWN = new Set(RECORD_TYPES.flatMap((type) => Object.keys(FIELDS[type])));

/** Names that other formats use as well. */
const COMMON = new Set(['id', 'email', 'date', 'language', 'cost', 'country', 'channel']);

/**
 * A record, or a try at one: a row that lacks its type but has fields of it is refused by its line, not unknown.
 * Other formats have types of the same name, so a type alone is a record only where nothing else speaks against it.
 */
function isRecordLike(row: Row): boolean {
  const names = Object.keys(row);
  const telling = names.filter((name) => KNOWN.has(name) && !COMMON.has(name)).length;
  return isRecordType(row.type) ? telling > 0 || names.length <= 2 : telling > 1;
}

function readsJson({ rows }: Head): boolean {
  // Where nothing could be parsed or told, every line is refused with its reason.
  const telling = rows.filter((row) => Object.keys(row).length > 0);
  return telling.length === 0 || telling.some(isRecordLike);
}

/**
 * Records as records.md describes them, as JSON objects or as CSV with one type a file.
 * Kept as they are, but for customers, agents, employees and addresses, of which keyed hashes are stored.
 */
export const canonical = defineConnector({
  id: 'canonical',
  title: 'Canonical records (JSON Lines, JSON array, CSV)',
  vendor: null,
  about: {
    reads: ['Conversations, tool activity, employees, seats and financials with the fields of records.md.'],
    drops: ['Fields that no record has; they are counted in the summary.'],
    cannotKnow: ['Nothing beyond the fields: what a field leaves empty is unknown.'],
  },
  yields: RECORD_TYPES,
  settlesAfterDays: 0,
  rowsIn: [],
  reads: (head) =>
    head.type !== undefined || (head.carrier === 'json' ? readsJson(head) : typeOfHeader(head.fields) !== undefined),
  open: (head) => (head.carrier === 'json' ? openJson(head) : openCsv(head)),
  keep(row) {
    const fields = isRecordType(row.type) ? FIELDS[row.type] : undefined;
    const known = (name: string) => (fields ? Object.hasOwn(fields, name) : KNOWN.has(name));
    return Object.fromEntries(Object.entries(row).filter(([name]) => name === 'type' || known(name)));
  },
  keepsUnreadable: true,
});

function openJson({ type }: Head): Translate {
  return (row) => {
    if (type !== undefined) row.type = type;
    if (isRecordType(row.type)) return row as RawRecord;
    if (row.type === undefined || row.type === null) return new Refusal('type', 'type is missing');
    return new Refusal('type', `type is not one of ${RECORD_TYPES.join(', ')}`);
  };
}

function openCsv(head: Head): Translate {
  const type = head.type ?? typeOfHeader(head.fields)!;
  const missing = missingColumns(type, head.fields);
  if (missing.length > 0)
    throw new TandemError(
      422,
      `It has no column ${missing.join(', ')}, which ${type} needs${head.type ? '' : ' (--type names another record)'}.`,
    );
  const cells = new Map(fieldsOf(type).map(({ name, field }) => [name, CELLS[field.kind]]));
  return (row) => {
    row.type = type;
    for (const name in row) {
      const read = cells.get(name);
      if (read !== undefined) row[name] = read(row[name] as string);
    }
    return row as RawRecord;
  };
}

function missingColumns(type: RecordType, columns: readonly string[]): string[] {
  const required = fieldsOf(type).flatMap(({ name, field }) => (field.required ? [name] : []));
  // A person is told by either.
  const person = 'email' in FIELDS[type] && !required.includes('employee_id') && !columns.includes('email');
  return [...(person ? ['employee_id'] : []), ...required].filter((name) => !columns.includes(name));
}

const asText = (text: string): unknown => text;
const asNumber = (text: string): unknown => (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text);

/** A cell as JSON would say it. What does not fit stays text, so that the check names what is wrong. */
const CELLS: Record<string, (text: string) => unknown> = {
  text: asText,
  secret: asText,
  choice: asText,
  time: asText,
  date: asText,
  quarter: asText,
  decimal: asText,
  integer: asNumber,
  number: asNumber,
  boolean: (text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text),
};
