import { parseInstant } from '@/lib/core/instant';

const TABLE_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?: ?(?:UTC|\+00(?::?00)?))?$/;
/** The year 5138: seconds from here on are milliseconds. */
export const LATEST_SECONDS = 1e11;

/**
 * Milliseconds of ISO 8601, of unix seconds, or of a table's `YYYY-MM-DD HH:MM:SS`, which is UTC.
 * Null for anything else; 0 is how some vendors write "never".
 */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number') return value > 0 && value < LATEST_SECONDS ? value * 1000 : null;
  if (typeof value !== 'string') return null;
  const micros = parseInstant(value[10] === ' ' ? value.replace(TABLE_TIME, '$1T$2Z') : value);
  return Number.isNaN(micros) || micros <= 0 ? null : micros / 1000;
}

/** Milliseconds as ISO 8601; `…:SSZ` is what the check reads fastest. */
export function isoOf(milliseconds: number): string;
export function isoOf(milliseconds: number | null | undefined): string | null;
export function isoOf(milliseconds: number | null | undefined): string | null {
  if (milliseconds === null || milliseconds === undefined) return null;
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

/** The earliest of the times that are known; null where none is. */
export function earliest(...times: (number | null | undefined)[]): number | null {
  let found: number | null = null;
  for (const time of times) if (typeof time === 'number' && (found === null || time < found)) found = time;
  return found;
}

export const latest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));
