import { FIELDS, type Field, fieldsOf, NATURAL_KEYS, type RecordType } from '@/lib/core/record';

/** One column of a record's table, and the field or fields (the first that is given) it is filled from. */
export interface Column {
  name: string;
  sql: string;
  write: 'text' | 'uuid' | 'timestamp' | 'date' | 'boolean' | 'smallint' | 'integer' | 'bigint' | 'double' | 'numeric';
  from: { index: number; field: Field }[];
}

export interface RecordTable {
  type: RecordType;
  /** the table's name is the record's */
  columns: Column[];
  /** the natural key beside source_id */
  key: readonly string[];
  /** the temporary table its rows wait in */
  staged: string;
}

const SQL: Record<Column['write'], string> = {
  text: 'text collate "C"',
  uuid: 'uuid',
  timestamp: 'timestamptz',
  date: 'date',
  boolean: 'boolean',
  smallint: 'smallint',
  integer: 'int',
  bigint: 'bigint',
  double: 'double precision',
  numeric: 'numeric',
};

/** Fields stored under another name: a hash is no longer the identifier it was made from. */
const NAMES: Partial<Record<RecordType, Record<string, string>>> = {
  conversation: { customer_id: 'customer' },
  tool_activity: { employee_id: 'person', email: 'person' },
  employee: { employee_id: 'employee' },
  seat: { employee_id: 'person', email: 'person' },
};

function writeAs(field: Field): Column['write'] {
  switch (field.kind) {
    case 'text':
    case 'choice':
    case 'quarter':
      return 'text';
    case 'secret':
      return 'uuid';
    case 'time':
      return 'timestamp';
    case 'number':
      return 'double';
    case 'decimal':
      return 'numeric';
    case 'integer':
      return field.most <= 5 ? 'smallint' : field.most < 2 ** 31 ? 'integer' : 'bigint';
    default:
      return field.kind;
  }
}

function tableOf(type: RecordType): RecordTable {
  const columns = new Map<string, Column>();
  fieldsOf(type).forEach(({ name: field_name, field }, index) => {
    const name = NAMES[type]?.[field_name] ?? field_name;
    const write = writeAs(field);
    const column = columns.get(name) ?? { name, write, sql: SQL[write], from: [] };
    column.from.push({ index, field });
    columns.set(name, column);
  });
  return { type, columns: [...columns.values()], key: NATURAL_KEYS[type], staged: `staged_${type}` };
}

export const TABLES: Record<RecordType, RecordTable> = {
  conversation: tableOf('conversation'),
  tool_activity: tableOf('tool_activity'),
  employee: tableOf('employee'),
  seat: tableOf('seat'),
  financials: tableOf('financials'),
};

export const RECORD_TABLES = Object.keys(FIELDS).map((type) => TABLES[type as RecordType]);
