import { DateTime } from 'luxon';
import { parseDay } from '@/lib/core/instant';
import type { TimeFormat } from '@/lib/core/setup';
import { isoOf } from './times';

/** Year first, a time of day perhaps, a zone perhaps. */
const ISO =
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ]+(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
/** Two numbers and the year, a time of day perhaps with am or pm. */
const LOCAL =
  /^(?<a>\d{1,2})[/.-](?<b>\d{1,2})[/.-](?<y>\d{4}|\d{2})(?:,?[T ]+(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?\s*(?<half>[ap]\.?m\.?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const UNIX = /^-?\d{1,15}(?:\.\d{1,9})?$/;

interface Read {
  /** YYYY-MM-DD as it is written, in the zone for unix time */
  day: string;
  /** ISO 8601 in UTC or with the offset that is written; null for a day without a time of day */
  instant: string | null;
}

/** A day or a time as a format writes it, in `zone` where it names none; null for anything else. */
function read(text: string, format: TimeFormat, zone: string): Read | null {
  if (format === 'unix_s' || format === 'unix_ms') return readUnix(text, format === 'unix_s' ? 1000 : 1, zone);
  const found = (format === 'iso' ? ISO : LOCAL).exec(text)?.groups;
  if (!found) return null;
  const { a, b, y, m, d, h, min = '00', s = '00', f = '', half, zone: named } = found;
  const [month, date] = format === 'iso' ? [m!, d!] : format === 'dmy' ? [b!, a!] : [a!, b!];
  const day = `${yearOf(y!)}-${two(month)}-${two(date)}`;
  if (Number.isNaN(parseDay(day))) return null;
  if (h === undefined) return { day, instant: null };
  const hour = hourOf(Number(h), half);
  if (hour === null || Number(min) > 59 || Number(s) > 59) return null;
  const written = `${day}T${two(String(hour))}`;
  const rest = `:${min}:${s}${f === '' ? '' : `.${f}`}`;
  if (named !== undefined) return { day, instant: `${written}${rest}${/^[+-]/.test(named) ? named : 'Z'}` };
  if (zone === 'UTC') return { day, instant: `${written}${rest}Z` };
  const { begins, offset } = hourIn(zone, written);
  return { day, instant: `${begins}${rest}${offset}` };
}

function readUnix(text: string, milliseconds: number, zone: string): Read | null {
  if (!UNIX.test(text)) return null;
  const at = Math.round(Number(text) * milliseconds);
  if (!(Math.abs(at) <= 8.64e15)) return null;
  const instant = isoOf(at);
  return {
    day: zone === 'UTC' ? instant.slice(0, 10) : DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd'),
    instant,
  };
}

const two = (text: string) => (text.length === 1 ? `0${text}` : text);

/** An hour of a zone's clock: `2026-07-01T10` and `+02:00`. */
interface Hour {
  begins: string;
  offset: string;
}

const REMEMBERED = 20_000;
const hours = new Map<string, Hour>();

/** The hour that is written. One that comes twice is its first; one that is left out is the next. */
function hourIn(zone: string, written: string): Hour {
  const key = `${written} ${zone}`;
  let hour = hours.get(key);
  if (hour === undefined) {
    const found = DateTime.fromISO(`${written}:00:00`, { zone });
    const before = found.minus({ hours: 1 });
    const first = before.hour === found.hour ? before : found;
    hour = { begins: first.toFormat("yyyy-MM-dd'T'HH"), offset: first.toFormat('ZZ') };
    if (hours.size >= REMEMBERED) hours.clear();
    hours.set(key, hour);
  }
  return hour;
}

/** Of a year in two digits, as POSIX has it: 69–99 are 19.., 00–68 are 20... */
const yearOf = (text: string) => (text.length === 4 ? text : `${Number(text) < 69 ? 20 : 19}${text}`);

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half[0]!.toLowerCase() === 'p' ? 12 : 0);
}

/** An instant in ISO 8601, `day` where only a day is given, or null where it is none. */
export function instantOf(text: string, format: TimeFormat, zone: string): string | 'day' | null {
  const found = read(text, format, zone);
  return found && (found.instant ?? 'day');
}

/** The calendar day: as it is written, or in `zone` for unix time; null where it is none. */
export function dayOf(text: string, format: TimeFormat, zone: string): string | null {
  return read(text, format, zone)?.day ?? null;
}

/** So many of a column's values must be days or times for it to be one of days or times. */
const ENOUGH = 0.6;

/** The format that reads most of the texts, where it reads enough of them; `both` where day and month could be either. */
export function formatsOf(texts: readonly string[]): { format: TimeFormat; both: boolean } | null {
  const shareOf = (fits: (text: string) => boolean) => texts.filter(fits).length / Math.max(1, texts.length);
  const reads = (format: TimeFormat) => shareOf((text) => read(text, format, 'UTC') !== null);
  if (shareOf((text) => /^\d{10}(\.\d+)?$/.test(text)) >= ENOUGH) return { format: 'unix_s', both: false };
  if (shareOf((text) => /^\d{13}$/.test(text)) >= ENOUGH) return { format: 'unix_ms', both: false };
  if (reads('iso') >= ENOUGH) return { format: 'iso', both: false };
  const [dmy, mdy] = [reads('dmy'), reads('mdy')];
  if (Math.max(dmy, mdy) < ENOUGH) return null;
  if (dmy !== mdy) return { format: dmy > mdy ? 'dmy' : 'mdy', both: false };
  // Points and dashes are written day first; slashes with am and pm month first.
  const monthFirst = texts.some((text) => /\d\/\d/.test(text) && /[ap]\.?m/i.test(text));
  return { format: monthFirst ? 'mdy' : 'dmy', both: true };
}
