import { addMonths, comparisonRange } from './period';
import type { DateRange } from './request';
import { comparisonOf, type View, wholeQuarters } from './url';

export interface Quarters {
  /** the last whole quarter of the view */
  last: DateRange;
  /** the last quarter of what it is compared with; null where nothing is, or it does not lie before */
  base: DateRange | null;
  /** the quarters shown: two years and the quarter before them at least, and always the base */
  span: DateRange;
}

const lastOf = ({ to }: DateRange): DateRange => ({ from: addMonths(to, -3), to });

/** Two years back, so that every quarter stands beside the same one of the year before. */
const SHOWN_MONTHS = 24;

/** Which quarters a page of quarterly figures is about under a view. */
export function quartersOf(view: Pick<View, 'from' | 'to' | 'compare'>, baseline: string | null): Quarters {
  const whole = wholeQuarters(view);
  const last = lastOf(whole);
  const compare = comparisonOf(whole, view.compare, baseline, 'quarter');
  const against = compare ? comparisonRange(whole, compare, baseline) : null;
  const base = against && lastOf(against).from < last.from ? lastOf(against) : null;
  const from = addMonths(last.from, -SHOWN_MONTHS);
  return {
    last,
    base,
    span: { from: base && base.from < from ? base.from : from, to: last.to },
  };
}
