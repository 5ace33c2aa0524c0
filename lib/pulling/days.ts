import { addDays } from '@/lib/core/period';
import type { IsoDate } from '@/lib/core/request';

export const dayOf = (at: Date): IsoDate => at.toISOString().slice(0, 10);
export const unix = (at: Date): number => Math.floor(at.getTime() / 1000);

/** The whole UTC days of a window, its last one over; from `first` on where the pull is gone on with. */
export function daysOf({ from, until }: { from: Date; until: Date }, first?: unknown): IsoDate[] {
  const days: IsoDate[] = [];
  const end = dayOf(until);
  for (let day = typeof first === 'string' ? first : dayOf(from); day < end; day = addDays(day, 1)) days.push(day);
  return days;
}
