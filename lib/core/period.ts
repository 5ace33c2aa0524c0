import type { Comparison, DateRange, Grain, IsoDate } from './request';

const DAY_MS = 86_400_000;

const toMs = (date: IsoDate) => Date.parse(`${date}T00:00:00Z`);
const toDate = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10);

/**
 * True for a `YYYY-MM-DD` of 1900 to 2199 that exists in the calendar. Others are slips of a finger, and a period up to
 * the year 9999, where dates as texts end, would be counted through for ever.
 */
export function isDate(text: string): boolean {
  return /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toMs(text)) && toDate(toMs(text)) === text;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return toDate(toMs(date) + days * DAY_MS);
}

/** The same day of another month; a day that month lacks becomes its last. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return toDate(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** Days from `from` up to `to`, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday. */
export function isoWeekday(date: IsoDate): number {
  return new Date(toMs(date)).getUTCDay() || 7;
}

/** First day of the calendar period that holds `date`; weeks are ISO weeks. */
export function startOf(grain: Grain, date: IsoDate): IsoDate {
  if (grain === 'day') return date;
  if (grain === 'week') return addDays(date, 1 - isoWeekday(date));
  const [year, month] = date.split('-').map(Number) as [number, number];
  const first = grain === 'month' ? month : month - ((month - 1) % 3);
  return `${String(year).padStart(4, '0')}-${String(first).padStart(2, '0')}-01`;
}

/** First day of the calendar period after the one that holds `date`. */
export function startOfNext(grain: Grain, date: IsoDate): IsoDate {
  const start = startOf(grain, date);
  if (grain === 'day') return addDays(start, 1);
  if (grain === 'week') return addDays(start, 7);
  return addMonths(start, grain === 'month' ? 1 : 3);
}

/** `2024-02-14` → `2024-Q1`. */
export function quarterOf(date: IsoDate): string {
  return `${date.slice(0, 4)}-Q${Math.floor((Number(date.slice(5, 7)) - 1) / 3) + 1}`;
}

/** `2024-Q1` → its dates, half-open. */
export function quarterRange(quarter: string): DateRange {
  const from = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
  return { from, to: addMonths(from, 3) };
}

/** The grain's periods inside a range, clipped to it and keyed by their calendar start; one with key null without a grain. */
export function periodsOf(range: DateRange, grain?: Grain): (DateRange & { key: string | null })[] {
  if (!grain) return [{ ...range, key: null }];
  const periods = [];
  for (let start = startOf(grain, range.from); start < range.to; start = startOfNext(grain, start)) {
    const end = startOfNext(grain, start);
    periods.push({ key: start, from: start < range.from ? range.from : start, to: end > range.to ? range.to : end });
  }
  return periods;
}

const isMonthStart = (date: IsoDate) => date.endsWith('-01');

function monthsBetween(from: IsoDate, to: IsoDate): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** Whole months, quarters or years are compared with as many before, anything else with as many days before. */
export function previousPeriod({ from, to }: DateRange): DateRange {
  if (isMonthStart(from) && isMonthStart(to)) return { from: addMonths(from, -monthsBetween(from, to)), to: from };
  return { from: addDays(from, -daysBetween(from, to)), to: from };
}

/**
 * The dates a comparison means. `baselineQuarter` is the workspace's (`2023-Q1`), null where there is none;
 * then a comparison with it has no dates and the result is null.
 */
export function comparisonRange(
  range: DateRange,
  compare: Comparison,
  baselineQuarter: string | null,
): DateRange | null {
  if (compare === 'previous_period') return previousPeriod(range);
  if (compare === 'previous_year') return { from: addMonths(range.from, -12), to: addMonths(range.to, -12) };
  if (compare === 'baseline') return baselineQuarter ? quarterRange(baselineQuarter) : null;
  return compare;
}
