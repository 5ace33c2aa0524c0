import type { AssumptionName, Assumptions } from './assumptions';
import type { Verdict } from './parity';
import type { DateRange } from './request';

/** Numbers tried out; what is not named stays as it is set. */
export type Tried = Partial<Record<AssumptionName, number | { low: number; base: number; high: number }>>;

export interface ImpactRequest extends DateRange {
  assumptions?: Tried;
  /** an earlier version of the assumptions, to have its result again */
  assumptionsVersion?: number;
}

/** One step from what the AI's work would cost to what is left; money. The last is the sum of all. */
export interface LedgerLine {
  id: 'gross' | 'rework' | 'before_after' | 'realisation' | 'ai_cost' | 'platform' | 'profit';
  label: string;
  amount: number;
}

export interface TornadoBar {
  assumption: AssumptionName;
  /** profit with this assumption alone at its low and at its high value */
  atLow: number;
  atHigh: number;
}

export interface Banked {
  status: 'counts' | 'on_hold' | 'not_assessed';
  /** money that counts, and what is on hold; null where not assessed */
  counts: number | null;
  onHold: number | null;
  /** part of the gross work whose resolutions are only assumed (customers fell silent); share 0–1 */
  assumedShare: number;
  quarter: string | null;
  verdict: Verdict | null;
  /** since when it is settled, ISO 8601; absent where it is only computed for this answer */
  recordedAt?: string;
}

export interface Range {
  p10: number;
  p50: number;
  p90: number;
}

/** FTE are full-time people; money is in the workspace's currency; seconds are of people's working time. */
export interface ImpactAnswer {
  from: string;
  to: string;
  asOf: string | null;
  demo: boolean;
  currency: string;
  /** observed days, up to the watermark */
  days: number;
  base: DateRange | null;
  fte_equivalent_gross: number | null;
  fte_equivalent: number | null;
  fte_freed: number | null;
  repeat_difference: number;
  /** 95 % interval */
  repeatInterval: { low: number; high: number } | null;
  ai_cost: number | null;
  profit_improvement: number | null;
  annualised: number | null;
  /** only the upper bound is known: there is no time before the AI */
  upperBound: boolean;
  p10: number | null;
  p50: number | null;
  p90: number | null;
  /** as if the assumptions knew nothing of each other */
  independent: Range | null;
  tornado: TornadoBar[];
  /** realisation factor at which nothing is left; null where no factor does it */
  breakEven: number | null;
  ledger: LedgerLine[];
  banked: Banked;
  reasons: string[];
  booked_cost_change: number | null;
  /** people's time on the same matters now against before; above 1.1 the cases people kept are harder */
  ahtRatio: number | null;
  /** AI-only resolved conversations no AHT is known for: they count 0 */
  uncovered: number;
  /** somebody's numbers, or nobody's: then it stays off the Overview */
  illustration: boolean;
  assumptions: Assumptions;
  assumptionsVersion: number;
  /** quality beside the money, always */
  quality: { verdict: Verdict; difference: number | null; low: number | null; high: number | null; record: boolean };
  warnings: string[];
}
