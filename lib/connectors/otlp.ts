import type { Row } from './define';
import { isObject, objectsIn } from './values';

/** OTLP as JSON: what its spans and its log records have in common. */

/** `[{key, value: {stringValue}}]` as an object of plain values; lists as lists, null for anything else. */
export function attributesOf(list: unknown): Row {
  const attributes: Row = {};
  if (Array.isArray(list))
    for (const one of list) if (isObject(one) && typeof one.key === 'string') attributes[one.key] = plainOf(one.value);
  return attributes;
}

function plainOf(value: unknown): unknown {
  if (!isObject(value)) return null;
  if ('stringValue' in value) return value.stringValue;
  // Proto3 JSON writes 64-bit integers as texts; some emitters write numbers.
  if ('intValue' in value) return typeof value.intValue === 'string' ? Number(value.intValue) : value.intValue;
  if ('doubleValue' in value) return value.doubleValue;
  if ('boolValue' in value) return value.boolValue;
  return isObject(value.arrayValue) ? objectsIn(value.arrayValue.values).map(plainOf) : null;
}

/** In March 1973: fewer nanoseconds are another unit. */
const FEWEST_NANOS = 1e17;

/** Unix nanoseconds, a text or a number, in milliseconds; null for anything else, 0 and other units included. */
export function millisecondsOf(nanos: unknown): number | null {
  if (typeof nanos === 'number') return nanos >= FEWEST_NANOS && nanos < 1e19 ? Math.floor(nanos / 1e6) : null;
  return typeof nanos === 'string' && /^[1-9]\d{17,18}$/.test(nanos) ? Number(nanos.slice(0, -6)) : null;
}

/** One scope of a resource: its own name, and its spans or log records. */
interface Scope {
  scope: unknown;
  rows: Row[];
}

/** The names a resource's scopes and their rows have, and had before OTLP 0.15. */
const NAMES = {
  spans: { scopes: 'scopeSpans', old: 'instrumentationLibrarySpans', rows: 'spans', oldRows: 'spans' },
  logs: { scopes: 'scopeLogs', old: 'instrumentationLibraryLogs', rows: 'logRecords', oldRows: 'logs' },
} as const;

/**
 * The scopes of an element of `resourceSpans` or `resourceLogs` that have a list of rows, by whichever name; null where
 * the element has no scopes.
 */
export function scopesIn(element: Row, what: keyof typeof NAMES): Scope[] | null {
  const { scopes, old, rows, oldRows } = NAMES[what];
  const list = listOf(element[scopes], element[old]);
  if (list === null) return null;
  const found: Scope[] = [];
  for (const one of objectsIn(list)) {
    const own = listOf(one[rows], one[oldRows]);
    if (own !== null) found.push({ scope: one.scope ?? one.instrumentationLibrary, rows: objectsIn(own) });
  }
  return found;
}

/** What stands under the name of today, or under the old one where that says more; null where neither is a list. */
function listOf(today: unknown, old: unknown): unknown[] | null {
  if (!Array.isArray(today)) return Array.isArray(old) ? old : null;
  return today.length === 0 && Array.isArray(old) ? old : today;
}
