import type { LedgerLine } from './impact';

export interface WaterfallStep extends LedgerLine {
  /** where its bar begins and ends, in money */
  from: number;
  to: number;
  /** of the gross work, what rests on resolutions nobody confirmed; null for every other line, or if none does */
  assumed: number | null;
}

/** Each line begins where the one before ended; what is left stands on zero. */
export function waterfallSteps(ledger: readonly LedgerLine[], assumedShare: number): WaterfallStep[] {
  let at = 0;
  return ledger.map((line) => {
    const from = line.id === 'profit' ? 0 : at;
    at = from + line.amount;
    const assumed = line.id === 'gross' && assumedShare > 0 ? line.amount * assumedShare : null;
    return { ...line, from, to: at, assumed };
  });
}

/** Where values lie on an axis that reaches over all of them and over zero, 0–1 from its left. */
export function placesOn(values: readonly number[]): (value: number) => number {
  const low = Math.min(0, ...values);
  const width = Math.max(0, ...values) - low;
  return (value) => (width === 0 ? 0 : (value - low) / width);
}

/** A bar between two values, in the style's own words. */
export function spanOf(place: (value: number) => number, from: number, to: number): { left: string; width: string } {
  const [left, right] = [place(Math.min(from, to)), place(Math.max(from, to))];
  return { left: `${100 * left}%`, width: `${100 * (right - left)}%` };
}
