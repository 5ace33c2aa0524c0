import type { Direction, Unit } from '@/lib/core/answer';
import type { Revision } from '@/lib/core/definition';
import type { Dimension } from '@/lib/core/dimensions';
import type { Filter, Grain } from '@/lib/core/request';

/** Which records a metric is read from; each has one engine in lib/query. */
export type Source = 'conversations' | 'people' | 'company';

/** Who may see it is decided per class by lib/access/policy.ts. */
export type MetricClass = 'adoption' | 'service' | 'company';

/** Run by a generic test against tests/fixtures/small-company and printed by the catalogue. */
export interface Example {
  from: string;
  to: string;
  filter?: Filter;
  equals: number | null;
  /** the sum, worked by hand */
  because: string;
}

interface Declared {
  id: string;
  /** plain words, as on a tile */
  title: string;
  question: string;
  /** the formula in words, one sentence */
  formula: string;
  caveat: string;
  class: MetricClass;
  source: Source;
  dimensions: readonly Dimension[];
  grains: readonly Grain[];
  version: number;
  /** what each version after the first changed, and since when; a test wants one for every version */
  history?: readonly Revision[];
  /** other names people look for it by */
  alsoCalled?: readonly string[];
  /** it rests on a sample (those who rated) or on a rank: fewer than 30 observations are `low_n` */
  estimate?: boolean;
  example: Example;
}

/** No cost without its quality: money of which more is not better does not compile without its partner. */
type Paired =
  | { unit: 'money'; direction: Exclude<Direction, 'up'>; pairedWith: string }
  | { unit: 'money'; direction: 'up'; pairedWith?: string }
  | { unit: Exclude<Unit, 'money'>; direction: Direction; pairedWith?: string };

/** How the number comes out of the measures an engine returns. Measures are names; engines know where they lie. */
export type Shape =
  | ({ kind: 'ratio'; numerator: string; denominator: string; times?: number } & Outcomes)
  | { kind: 'amount'; measure: string }
  | { kind: 'percentile'; histogram: string; p: number };

/** What a share of outcomes says of those nobody knows. */
interface Outcomes {
  /** how many more the numerator would count if every unknown outcome were a good one; the value counts none of them */
  unknown?: string;
  /** what the numerator rests on, shares of it shown beside the value: name → measure. What is left rests on nothing stated */
  restsOn?: Readonly<Record<string, string>>;
}

export type Metric = Declared & Paired & { shape: Shape };

type Ratio = Declared & Paired & { numerator: string; denominator: string; times?: number } & Outcomes;
type Amount = Declared & Paired & { measure: string };
type Percentile = Declared & Paired & { histogram: string; p: number };

/** A ratio of two sums: numerator × times ÷ denominator. Nothing to divide by is `no_data`. */
export function ratio({ numerator, denominator, times, unknown, restsOn, ...declared }: Ratio): Metric {
  return { ...declared, shape: { kind: 'ratio', numerator, denominator, times, unknown, restsOn } } as Metric;
}

/** A count or a sum. */
export function amount({ measure, ...declared }: Amount): Metric {
  return { ...declared, shape: { kind: 'amount', measure } } as Metric;
}

/** A percentile (`percentile_cont`, within 1 %) read from mergeable buckets. */
export function percentile({ histogram, p, ...declared }: Percentile): Metric {
  return { ...declared, shape: { kind: 'percentile', histogram, p } } as Metric;
}
