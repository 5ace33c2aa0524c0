import type { IsoDate } from '@/lib/core/request';
import { type BitMatrix, bitMatrix, setBit } from '@/lib/stats/bitset';

/** A date as the number of days since 1970-01-01: people's figures are range arithmetic, done on integers. */
export type Day = number;

const DAY_MS = 86_400_000;

/** An end that never comes: a roster row or seat without one. */
export const NEVER: Day = 2 ** 30;

export const dayOf = (date: IsoDate): Day => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
export const dateOf = (day: Day): IsoDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 = Monday … 6 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** ISO weeks, numbered so that week n begins on day 7n − 3, a Monday. */
export const weekOf = (day: Day): number => Math.floor((day + 3) / 7);
export const mondayOf = (week: number): Day => week * 7 - 3;
/** Days after Monday. */
export const FRIDAY = 4;
/** The week a day begins, or the one after the day's own. */
export const firstWholeWeek = (day: Day): number => Math.ceil((day + 3) / 7);

/** Today in the workspace's zone. */
export function todayIn(timeZone: string, now: Date): Day {
  return dayOf(new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now));
}

/** Monday to Friday less the holidays, over `[from, to)`: one row of bits. */
export function workdays(from: Day, to: Day, holidays: readonly IsoDate[]): BitMatrix {
  const matrix = bitMatrix(1, from, to);
  const free = new Set(holidays.map(dayOf));
  for (let day = from; day < to; day++) if (weekdayOf(day) < 5 && !free.has(day)) setBit(matrix, 0, day);
  return matrix;
}

/** Quarters that `[from, to)` touches, half-open in days. */
export function quartersOf(from: Day, to: Day): { from: Day; to: Day }[] {
  const quarters = [];
  const date = new Date(from * DAY_MS);
  const year = date.getUTCFullYear();
  for (let month = Math.floor(date.getUTCMonth() / 3) * 3; ; month += 3) {
    const start = Date.UTC(year, month, 1) / DAY_MS;
    if (start >= to) return quarters;
    quarters.push({ from: start, to: Date.UTC(year, month + 3, 1) / DAY_MS });
  }
}
