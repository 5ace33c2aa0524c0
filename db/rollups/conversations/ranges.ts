import { addDays } from '@/lib/core/period';
import type { DateRange, IsoDate } from '@/lib/core/request';

/** So many conditions on block ranges cost less than the blocks they save. */
const MOST_RANGES = 40;

/**
 * Days → half-open stretches that hold them all. Where there are many, those with the smallest gaps between them
 * are joined: a stretch may hold other days too.
 */
export function stretches(days: readonly IsoDate[], most = MOST_RANGES): DateRange[] {
  const joined: DateRange[] = [];
  for (const day of [...new Set(days)].sort()) {
    const last = joined.at(-1);
    if (day === last?.to) last.to = addDays(day, 1);
    else joined.push({ from: day, to: addDays(day, 1) });
  }
  return joinNearest(joined, most);
}

function joinNearest(ranges: DateRange[], most: number): DateRange[] {
  if (ranges.length <= most) return ranges;
  const gapBefore = (index: number) => Date.parse(ranges[index]!.from) - Date.parse(ranges[index - 1]!.to);
  const widest = ranges
    .map((_, index) => index)
    .slice(1)
    .sort((a, b) => gapBefore(b) - gapBefore(a))
    .slice(0, most - 1);
  const starts = new Set([0, ...widest]);
  const result: DateRange[] = [];
  ranges.forEach((range, index) => {
    if (starts.has(index)) result.push({ ...range });
    else result.at(-1)!.to = range.to;
  });
  return result;
}

/**
 * SQL condition that holds for every instant of the stretches, and for a few hours around them: midnight may come
 * twice where clocks change, so the exact day is left to whoever needs it. `zone` is an SQL literal.
 */
export function during(column: string, ranges: readonly DateRange[], zone: string, { daysAfter = 0 } = {}): string {
  if (ranges.length === 0) return 'false';
  const instant = (date: IsoDate, hours: number) =>
    `(timestamp '${date}' at time zone ${zone} + interval '${hours} hours')`;
  const conditions = ranges.map(
    ({ from, to }) => `(${column} >= ${instant(from, -3)} and ${column} < ${instant(addDays(to, daysAfter), 3)})`,
  );
  return `(${conditions.join(' or ')})`;
}
