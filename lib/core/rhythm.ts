import { addDays, daysBetween } from './period';
import type { IsoDate } from './request';

/** How often a source's files come, told from the days on which they came. */
export interface Rhythm {
  /** the usual number of days between two arrivals: the median */
  days: number;
  /** `every day`, `every workday`, `every week`, `every 10 days` */
  words: string;
  /** the last day on which the next arrival is still in time */
  dueOn: IsoDate;
  /** days past that, 0 while in time */
  daysLate: number;
}

/** Two arrivals make one interval, which is no rhythm yet. */
const FEWEST_ARRIVALS = 3;
/** A source may change its rhythm: only so many of the latest intervals count. */
export const MOST_INTERVALS = 12;

/**
 * The rhythm of arrivals (different days, oldest first) and whether the next is late on `today`. Late is what stays out
 * longer than nine in ten of the latest intervals did, so that a weekend or one late file does not raise an alarm.
 * Null with fewer than three arrivals.
 */
export function rhythmOf(arrivals: readonly IsoDate[], today: IsoDate): Rhythm | null {
  if (arrivals.length < FEWEST_ARRIVALS) return null;
  const latest = arrivals.slice(-(MOST_INTERVALS + 1));
  const intervals = latest.slice(1).map((day, index) => daysBetween(latest[index]!, day));
  const sorted = [...intervals].sort((a, b) => a - b);
  const usual = median(sorted);
  const longest = sorted[Math.ceil(sorted.length * 0.9) - 1]!;
  const dueOn = addDays(latest.at(-1)!, Math.max(Math.ceil(usual), longest));
  return { days: usual, words: wordsOf(usual, longest), dueOn, daysLate: Math.max(0, daysBetween(dueOn, today)) };
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function wordsOf(usual: number, longest: number): string {
  if (usual < 1.5) return longest === 3 || longest === 4 ? 'every workday' : 'every day';
  const known: [least: number, most: number, words: string][] = [
    [6, 8, 'every week'],
    [13, 15, 'every two weeks'],
    [27, 32, 'every month'],
    [88, 94, 'every quarter'],
  ];
  const found = known.find(([least, most]) => usual >= least && usual <= most);
  return found?.[2] ?? `every ${Math.round(usual)} days`;
}
