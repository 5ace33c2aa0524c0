import type { Row } from './define';
import { isTrue, textOf } from './values';

/** Tables that Fivetran copies into a warehouse: told by their columns, cells are texts. */
export const isDeleted = (row: Row): boolean => isTrue(row._fivetran_deleted);

/** The day of `2023-10-30` or `2023-10-30 05:43:45`; null where none is given. */
export function dayIn(value: unknown): string | null {
  const text = (textOf(value) ?? '').split(/[T ]/)[0]!;
  return text === '' ? null : text;
}

/** The table whose columns are all among the fields; the one that asks for most, where several are. */
export function tableIn<Name extends string>(
  tables: Readonly<Record<Name, readonly string[]>>,
  fields: readonly string[],
): Name | undefined {
  const has = new Set(fields);
  const found = (Object.keys(tables) as Name[]).filter((name) => tables[name].every((column) => has.has(column)));
  return found.sort((a, b) => tables[b].length - tables[a].length)[0];
}
