const digits = (text: string, at: number): number => {
  const high = text.charCodeAt(at) - 48;
  const low = text.charCodeAt(at + 1) - 48;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : Number.NaN;
};

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days since 1970-01-01 of a date at the start of `text`, NaN unless it exists. Year 0001 to 9999. */
function daysAt(text: string): number {
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  if (day > MONTH_DAYS[month - 1]! && !(month === 2 && day === 29 && isLeap(year))) return Number.NaN;
  // Days from civil (proleptic Gregorian), counted from March so that the leap day comes last.
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** `YYYY-MM-DD` → days since 1970-01-01; NaN for anything else, a day the calendar lacks included. */
export function parseDay(text: string): number {
  return text.length === 10 ? daysAt(text) : Number.NaN;
}

const REST = /^(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * An ISO 8601 instant with an offset or `Z` → microseconds since 1970-01-01 UTC (finer digits are cut off);
 * NaN for anything else. Seconds may be absent; a leap second is none.
 */
export function parseInstant(text: string): number {
  const day = daysAt(text);
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  if (text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58 || !(hour <= 23) || !(minute <= 59)) return Number.NaN;
  // `…:SSZ` is nearly every time there is.
  if (text.length === 20 && text.charCodeAt(19) === 90 && text.charCodeAt(16) === 58) {
    const second = digits(text, 17);
    return second <= 59 ? (day * 86_400 + hour * 3600 + minute * 60 + second) * 1e6 : Number.NaN;
  }
  const rest = REST.exec(text.slice(16));
  if (!rest) return Number.NaN;
  const [, second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = rest;
  if (+second > 59 || +offsetHour > 23 || +offsetMinute > 59) return Number.NaN;
  const offset = (sign === '-' ? -1 : 1) * (+offsetHour * 3600 + +offsetMinute * 60);
  const seconds = day * 86_400 + hour * 3600 + minute * 60 + +second - offset;
  return seconds * 1e6 + +fraction.slice(0, 6).padEnd(6, '0');
}
