import type { Unit } from './answer';

/** One piece of a written number: `{figure: '1', unit: 'min'}`. Tiles set the unit smaller than the figure. */
export interface Part {
  figure: string;
  unit?: string;
}

const LOCALE = 'en-US';
const MINUS = '−';
/** Numbers and units are never torn apart at a line's end. */
const NARROW = '\u00a0';

function plain(value: number, digits = 0): string {
  const text = Math.abs(value).toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? MINUS + text : text;
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return parts.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
}

function money(value: number, currency: string, size = Math.abs(value)): Part[] {
  const symbol = symbolOf(currency);
  const signed = (amount: number, digits: number) =>
    (value < 0 ? MINUS : '') + symbol + plain(Math.abs(amount), digits);
  if (size >= 1e9) return [{ figure: signed(value / 1e9, 2), unit: 'B' }];
  if (size >= 1e8) return [{ figure: signed(value / 1e6, 0), unit: 'M' }];
  if (size >= 1e7) return [{ figure: signed(value / 1e6, 1), unit: 'M' }];
  if (size >= 2e5) return [{ figure: signed(value / 1e6, 2), unit: 'M' }];
  if (size >= 100) return [{ figure: signed(value, 0) }];
  if (size >= 0.1 || size === 0) return [{ figure: signed(value, 2) }];
  return [{ figure: signed(value, 3) }];
}

function duration(value: number): Part[] {
  const total = Math.round(Math.abs(value));
  const sign = value < 0 && total > 0 ? MINUS : '';
  if (Math.abs(value) < 10 && !Number.isInteger(value)) return [{ figure: plain(value, 1), unit: 's' }];
  if (total < 60) return [{ figure: sign + total, unit: 's' }];
  if (total < 3600) return pair(sign, Math.floor(total / 60), 'min', total % 60, 's');
  const minutes = Math.round(total / 60);
  if (minutes < 48 * 60) return pair(sign, Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(total / 3600);
  return pair(sign, Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function pair(sign: string, large: number, largeUnit: string, small: number, smallUnit: string): Part[] {
  const first = { figure: sign + plain(large), unit: largeUnit };
  return small === 0 ? [first] : [first, { figure: String(small), unit: smallUnit }];
}

/** A number in its unit, in pieces. `seconds` 108 → 1 min 48 s; `share` 0.668 → 66.8 %; `money` 980,000 → $0.98 M. */
export function parts(value: number, unit: Unit, currency: string): Part[] {
  switch (unit) {
    case 'share':
      return [{ figure: plain(value * 100, 1), unit: '%' }];
    case 'seconds':
      return duration(value);
    case 'money':
      return money(value, currency);
    case 'rating':
      return [{ figure: plain(value, 2) }];
    case 'per_1000':
    case 'interactions':
      return [{ figure: plain(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0) }];
    case 'people':
    case 'seats':
    case 'count':
      return [{ figure: plain(value) }];
  }
}

const join = (pieces: Part[]) =>
  pieces.map((piece) => (piece.unit ? piece.figure + NARROW + piece.unit : piece.figure)).join(NARROW);

/** A number in its unit as one text, never broken across lines. */
export function formatValue(value: number, unit: Unit, currency: string): string {
  return join(parts(value, unit, currency));
}

/** Writes amounts that are read against each other in the unit of the largest: `$0.08 M to $0.21 M`, not `$80,422 to $0.21 M`. */
export function moneyAlike(amounts: readonly (number | null)[], currency: string): (value: number | null) => string {
  const size = Math.max(...amounts.map((amount) => Math.abs(amount ?? 0)));
  return (value) => (value === null ? 'not known' : join(money(value, currency, size)));
}

/** Money in whole units, where amounts must be seen to add up: `$381,399`. */
export function formatAmount(value: number, currency: string): string {
  const text = plain(Math.abs(value));
  return (value < 0 && /[1-9]/.test(text) ? MINUS : '') + symbolOf(currency) + text;
}

/** `1234` → `1,234`. */
export function formatCount(value: number): string {
  return plain(value);
}

export interface Change {
  /** −1 fell, 0 the same once rounded, 1 rose */
  sign: -1 | 0 | 1;
  /** with its sign: `+1.3 % points`, `−40 %`, `+0.02` */
  text: string;
}

/**
 * How far `value` lies from `compare`, both in `unit`: shares in percentage points, ratings and waits in their own unit,
 * everything else in percent of the comparison.
 */
export function change(value: number, compare: number, unit: Unit): Change {
  const difference = value - compare;
  if (unit === 'share') return signed(difference * 100, 1, `${NARROW}%${NARROW}points`);
  if (unit === 'rating') return signed(difference, 2, '');
  if (unit === 'seconds') {
    const rounded = Math.abs(difference) < 10 ? difference : Math.round(difference);
    const text = join(duration(Math.abs(rounded)));
    const isZero = !/[1-9]/.test(text);
    return isZero ? { sign: 0, text: 'no change' } : { sign: rounded < 0 ? -1 : 1, text: mark(rounded) + text };
  }
  if (compare === 0) return signed(difference, 0, '');
  const percent = (difference / Math.abs(compare)) * 100;
  return signed(percent, Math.abs(percent) < 20 ? 1 : 0, `${NARROW}%`);
}

const mark = (value: number) => (value < 0 ? MINUS : '+');

function signed(value: number, digits: number, suffix: string): Change {
  const text = plain(Math.abs(value), digits);
  if (!/[1-9]/.test(text)) return { sign: 0, text: 'no change' };
  return { sign: value < 0 ? -1 : 1, text: mark(value) + text + suffix };
}

const DATE_PARTS = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const inUtc = (date: string) => new Date(`${date}T00:00:00Z`);

/** `2025-03-31` → `31 Mar 2025`; without the year where `year` is false. */
export function formatDate(date: string, { year = true } = {}): string {
  return new Intl.DateTimeFormat('en-GB', { ...DATE_PARTS, year: year ? 'numeric' : undefined }).format(inUtc(date));
}

/** `2025-03-01` → `March 2025`, short `Mar 2025`. */
export function formatMonth(date: string, month: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat('en-GB', { month, year: 'numeric', timeZone: 'UTC' }).format(inUtc(date));
}

/** An instant in the workspace's zone: `31 Mar 2025, 23:58`. */
export function formatInstant(instant: string, timeZone: string): string {
  const options = { ...DATE_PARTS, hour: '2-digit', minute: '2-digit', timeZone, hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(instant));
}

/** A count where space is short: `96,412` stays, `1,234,567` becomes `1.23 M`. */
export function formatShort(value: number): string {
  if (value >= 1e9) return `${plain(value / 1e9, 2)}${NARROW}B`;
  if (value >= 1e8) return `${plain(value / 1e6)}${NARROW}M`;
  if (value >= 1e6) return `${plain(value / 1e6, 2)}${NARROW}M`;
  return plain(Math.round(value));
}
