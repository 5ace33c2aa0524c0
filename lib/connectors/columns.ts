import type { Column } from '@/lib/core/recognition';
import type { Row } from './define';
import { textIn } from './mapped';
import { isObject } from './values';

const MOST_COLUMNS = 200;
const MOST_VALUES = 40;
const LONGEST_SHOWN = 80;
const DEEPEST = 3;

/** A file's columns with what they hold. Members of objects are columns of their own (`user.id`), lists are none. */
export function columnsOf(fields: readonly string[], rows: readonly Row[]): Column[] {
  const counts = new Map<string, Map<string, number>>(
    fields.filter((name) => name !== '' && !holdsObjects(rows, name)).map((name) => [name, new Map()]),
  );
  for (const row of rows) collect(row, '', 1, counts);
  return [...counts].slice(0, MOST_COLUMNS).map(([name, values]) => ({
    name,
    filled: [...values.values()].reduce((sum, n) => sum + n, 0),
    rows: rows.length,
    distinct: values.size,
    values: mostFrequent(values, MOST_VALUES).map(({ value, rows: n }) => ({
      value: value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…`.toWellFormed() : value,
      rows: n,
    })),
  }));
}

const holdsObjects = (rows: readonly Row[], name: string) =>
  rows.some((row) => typeof row[name] === 'object' && row[name] !== null);

function collect(row: Row, prefix: string, depth: number, counts: Map<string, Map<string, number>>): void {
  for (const name in row) {
    const value = row[name];
    const path = prefix + name;
    if (isObject(value)) {
      if (depth < DEEPEST) collect(value, `${path}.`, depth + 1, counts);
      continue;
    }
    const text = textIn(value);
    if (text === undefined) continue;
    let values = counts.get(path);
    if (!values) {
      if (counts.size >= MOST_COLUMNS) continue;
      values = new Map();
      counts.set(path, values);
    }
    if (text !== null) values.set(text, (values.get(text) ?? 0) + 1);
  }
}

/** Values with how often each was counted, the most frequent first. */
export function mostFrequent(counts: ReadonlyMap<string, number>, limit: number): { value: string; rows: number }[] {
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([value, rows]) => ({ value, rows }));
}

export function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The one member of a JSON document that wraps its rows, where it has just one list of objects. */
export function wrapperOf(rows: readonly Row[]): string | undefined {
  if (rows.length !== 1) return undefined;
  const lists = Object.entries(rows[0]!).filter(
    ([, value]) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  );
  return lists.length === 1 && /^[\w-]{1,64}$/.test(lists[0]![0]) ? lists[0]![0] : undefined;
}
