import type { PeopleRecords } from '@/db/people';
import { type Day, dayOf } from './calendar';

/** Days in which rows of several lengths are told side by side. */
const MONTH = 31;

/**
 * The last day each source tells of, a longer row's period to its end. Where it sent rows of several lengths in the
 * month to its end, that of the shortest: a month's total says nothing of weeks or days that are still to come.
 */
export function reachesOf(activity: PeopleRecords['activity']): Day[] {
  const sources = new Map<number, Map<number, Day>>();
  for (const { source_id, date, period_days } of activity) {
    const lengths = sources.get(source_id) ?? new Map<number, Day>();
    const last = dayOf(date) + period_days - 1;
    if (last > (lengths.get(period_days) ?? Number.NEGATIVE_INFINITY)) lengths.set(period_days, last);
    sources.set(source_id, lengths);
  }
  return [...sources.values()].map((lengths) => {
    const end = Math.max(...lengths.values());
    const [, last] = [...lengths].filter(([, day]) => day > end - MONTH).sort(([a], [b]) => a - b)[0]!;
    return last;
  });
}
