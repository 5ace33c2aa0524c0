import { DateTime } from 'luxon';
import type { TimeFormat } from '@/lib/core/setup';

/** Year first, a time of day perhaps, a zone perhaps. */
const ISO =
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ]+(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
/** Two numbers and the year, a time of day perhaps with am or pm. */
const LOCAL =
  /^(?<a>\d{1,2})[/.-](?<b>\d{1,2})[/.-](?<y>\d{4}|\d{2})(?:,?[T ]+(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?\s*(?<half>[ap]\.?m\.?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const UNIX = /^-?\d{1,15}(?:\.\d{1,9})?$/;

interface Read {
  at: DateTime;
  /** false for a day without a time of day */
  hasTime: boolean;
}

/** A day or a time as a format writes it, in `zone` where it names none; null for anything else. */
function read(text: string, format: TimeFormat, zone: string): Read | null {
  if (format === 'unix_s' || format === 'unix_ms') {
    if (!UNIX.test(text)) return null;
    const at = DateTime.fromMillis(Math.round(Number(text) * (format === 'unix_s' ? 1000 : 1)), { zone });
    return at.isValid ? { at, hasTime: true } : null;
  }
  const found = (format === 'iso' ? ISO : LOCAL).exec(text)?.groups;
  if (!found) return null;
  const { a, b, y, m, d, h, min, s = '0', f = '', half, zone: named } = found;
  const hour = h === undefined ? 0 : hourOf(Number(h), half);
  if (hour === null) return null;
  const at = DateTime.fromObject(
    {
      year: yearOf(y!),
      month: Number(m ?? (format === 'dmy' ? b : a)),
      day: Number(d ?? (format === 'dmy' ? a : b)),
      ...{ hour, minute: Number(min ?? 0), second: Number(s), millisecond: Number(f.slice(0, 3).padEnd(3, '0')) },
    },
    { zone: named === undefined ? zone : zoneOf(named) },
  );
  return at.isValid ? { at, hasTime: h !== undefined } : null;
}

/** Of a year in two digits, as POSIX has it: 69–99 are 19.., 00–68 are 20... */
const yearOf = (text: string) => (text.length === 4 ? Number(text) : Number(text) + (Number(text) < 69 ? 2000 : 1900));

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half[0]!.toLowerCase() === 'p' ? 12 : 0);
}

const zoneOf = (named: string) => (/^[+-]/.test(named) ? `UTC${offsetOf(named)}` : 'UTC');
const offsetOf = (named: string) => `${named.slice(0, 3)}:${named.slice(3).replace(':', '') || '00'}`;

/** An instant as the check reads it fastest, `day` where only a day is given, or null where it is none. */
export function instantOf(text: string, format: TimeFormat, zone: string): string | 'day' | null {
  const found = read(text, format, zone);
  if (!found) return null;
  if (!found.hasTime) return 'day';
  const at = found.at.toUTC();
  return at.millisecond === 0 ? at.toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'") : at.toISO();
}

/** The calendar day: as it is written, or in `zone` for unix time; null where it is none. */
export function dayOf(text: string, format: TimeFormat, zone: string): string | null {
  return read(text, format, zone)?.at.toFormat('yyyy-MM-dd') ?? null;
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
