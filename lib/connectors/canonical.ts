import { TandemError } from '@/lib/core/errors';
import { FIELDS, fieldsOf, isRecordType, RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { defineConnector, type Head, type RawRecord, Refusal, type Translate } from './define';

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

/** Records as records.md describes them, as JSON objects or as CSV with one type a file. */
export const canonical = defineConnector({
  id: 'canonical',
  title: 'Canonical records (JSON Lines, JSON array, CSV)',
  reads: (head) => head.carrier === 'json' || head.type !== undefined || typeOfHeader(head.fields) !== undefined,
  open: (head) => (head.carrier === 'json' ? openJson(head) : openCsv(head)),
  keep(row) {
    const fields = isRecordType(row.type) ? FIELDS[row.type] : undefined;
    const known = (name: string) => (fields ? Object.hasOwn(fields, name) : KNOWN.has(name));
    return Object.fromEntries(Object.entries(row).filter(([name]) => name === 'type' || known(name)));
  },
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
    const record: RawRecord = { type };
    for (const name in row) {
      const text = row[name] as string;
      const read = cells.get(name);
      if (name !== 'type') record[name] = read === undefined ? text : read(text);
    }
    return record;
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
