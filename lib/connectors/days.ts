import { parseDay, parseInstant } from '@/lib/core/instant';
import { LATEST_SECONDS } from './times';

export const DAY_MS = 86_400_000;
const MOST_KNOWN = 10_000;
const known = new Map<number, string>();

/** Days since 1970 as `2026-03-02`; a file's rows have few. */
export function isoDay(day: number): string {
  let text = known.get(day);
  if (text === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    known.set(day, text);
  }
  return text;
}

/** The UTC day of a time in unix seconds, whole or not; undefined for anything else, milliseconds included. */
export function dayOfSeconds(seconds: unknown): string | undefined {
  return typeof seconds === 'number' && seconds > 0 && seconds < LATEST_SECONDS
    ? isoDay(Math.floor(seconds / 86_400))
    : undefined;
}

/** The UTC day of a date (`2026-03-02`) or an instant (`2026-03-02T00:00:00Z`); undefined for anything else. */
export function dayOfText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!Number.isNaN(parseDay(value))) return value;
  const micros = parseInstant(value);
  return Number.isNaN(micros) ? undefined : isoDay(Math.floor(micros / (DAY_MS * 1000)));
}

/** A date from its parts as they were written, months and days of one digit too; it need not exist. */
export const dateFrom = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
