import type { Dimension } from './dimensions';

export const GRAINS = ['day', 'week', 'month', 'quarter'] as const;
export type Grain = (typeof GRAINS)[number];

/** A date of the workspace's zone, `YYYY-MM-DD`. */
export type IsoDate = string;

/** Half-open: `from` belongs to it, `to` does not. */
export interface DateRange {
  from: IsoDate;
  to: IsoDate;
}

export type Comparison = 'previous_period' | 'previous_year' | 'baseline' | DateRange;

export type Filter = Partial<Record<Dimension, string[]>>;

/** The one question every tile, table, export, key and command line asks with. */
export interface MetricRequest extends DateRange {
  metrics: string[];
  grain?: Grain;
  by?: Dimension[];
  filter?: Filter;
  compare?: Comparison;
}
