import { TandemError } from '@/lib/core/errors';
import { type Field, fieldsOf } from '@/lib/core/record';
import { MAPPED, type Mapping } from '@/lib/core/setup';
import {
  type Connector,
  defineConnector,
  type Head,
  type RawRecord,
  Refusal,
  type Row,
  type Translate,
} from './define';
import { type CellRead, cellReader, constantText } from './mapped-values';
import { isObject } from './values';

interface Place {
  name: string;
  field: Field;
  /** null: one value for every row */
  column: string | null;
  read(text: string): CellRead;
  constant: CellRead | null;
}

/**
 * A connector made from what an administrator said of a file nobody foresaw: every row is one record of one type, each
 * field of it from a column or the same for all. What cannot be read as mapped is refused with its column's name.
 */
export function mapped(mapping: Mapping): Connector {
  const places = placesOf(mapping);
  const columns = [...new Set(places.flatMap(({ column }) => (column === null ? [] : [column])))];
  const needed = places.flatMap(({ field, column }) => (field.required && column !== null ? [column] : []));
  const open = places.filter(({ field }) => field.kind !== 'secret');
  return defineConnector({
    id: MAPPED,
    title: 'Columns mapped by your administrator',
    vendor: null,
    about: aboutOf(mapping, places),
    yields: [mapping.type],
    settlesAfterDays: 0,
    rowsIn: mapping.rowsIn === undefined ? [] : [mapping.rowsIn],
    // Nobody has said that a file is of this source: one shared name among an object's members does not tell.
    reads: (head) => missingIn(head, columns).length === 0 && needed.every((column) => hasColumn(head, column)),
    open(head) {
      const missing = missingIn(head, columns);
      if (missing.length > 0)
        throw new TandemError(
          422,
          `It has no column ${missing.join(', ')}, which the mapping of this source reads: map its columns anew, or send it as another source.`,
        );
      return translator(mapping, places);
    },
    // Customers, agents, employees and addresses may stand in clear in what is mapped to a secret.
    keep: (row) =>
      Object.fromEntries(open.flatMap(({ column }) => (column === null ? [] : [[column, short(cellOf(row, column))]]))),
    keepsUnreadable: false,
  });
}

function translator({ type }: Mapping, places: readonly Place[]): Translate {
  return (row) => {
    const record: RawRecord = { type };
    for (const { name, field, column, read, constant } of places) {
      const cell = column === null ? null : textIn(cellOf(row, column));
      if (cell === undefined) return new Refusal(column, `${column} holds more than one value`);
      const found = column === null ? constant : cell === null ? null : read(cell);
      if (found && 'problem' in found) return new Refusal(column ?? name, `${column ?? name} ${found.problem}`);
      const value = found?.value ?? null;
      if (value === null && field.required)
        return new Refusal(column ?? name, `${column ?? name} is empty, and ${name} needs it`);
      if (value !== null) record[name] = value;
    }
    return record;
  };
}

function placesOf(mapping: Mapping): Place[] {
  return fieldsOf(mapping.type).flatMap(({ name, field }): Place[] => {
    const given = mapping.fields[name];
    const text = constantText(given?.constant);
    if (!given || (given.column === undefined && text === '')) return [];
    const column = given.column ?? null;
    const read = cellReader(name, field, given, mapping);
    return [{ name, field, column, read, constant: column === null ? read(text) : null }];
  });
}

/** A JSON object may leave out what it has not; a table's header names every column. */
function missingIn(head: Head, columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !hasColumn(head, column));
  return head.carrier === 'csv' || missing.length === columns.length ? missing : [];
}

function hasColumn({ carrier, fields, rows }: Head, column: string): boolean {
  if (carrier === 'csv') return fields.includes(column);
  // Rows that another member wraps are not known before they come.
  const beginning = rows.flatMap((row) => [
    row,
    ...Object.values(row).flatMap((one) => (Array.isArray(one) ? one : [])),
  ]);
  return beginning.some((row) => isObject(row) && cellOf(row, column) !== undefined);
}

/** What stands under a name, or under a path of names (`user.id`). */
export function cellOf(row: Row, column: string): unknown {
  if (Object.hasOwn(row, column)) return row[column];
  let inner: unknown = row;
  for (const name of column.split('.')) {
    if (!isObject(inner) || !Object.hasOwn(inner, name)) return undefined;
    inner = inner[name];
  }
  return inner;
}

/** One value as a cell has it, null where there is none; undefined for a list or an object. */
export function textIn(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return undefined;
  const text = String(value).trim();
  return text === '' ? null : text;
}

const short = (value: unknown) =>
  typeof value === 'string' ? value.slice(0, 255) : typeof value === 'object' ? null : value;

function aboutOf({ type, zone }: Mapping, places: readonly Place[]): Connector['about'] {
  const told = places.map(({ name, column, constant }) => {
    const same = constant && 'value' in constant ? String(constant.value) : '';
    return column === null ? `${name} = ${same}` : `${name} from ${column}`;
  });
  const times = places.some(({ field }) => field.kind === 'time');
  const absent = fieldsOf(type).filter(({ name }) => !places.some((place) => place.name === name));
  return {
    reads: [`Every row is one record: ${told.join(', ')}.`, ...(times ? [`Times that name no zone are ${zone}.`] : [])],
    drops: ['Every column that is not mapped.'],
    cannotKnow: absent.length > 0 ? [`Nothing gives ${absent.map(({ name }) => name).join(', ')}.`] : [],
  };
}
