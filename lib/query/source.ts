import type { Db } from '@/db/client';
import type { Dimension } from '@/lib/core/dimensions';
import type { DateRange, Filter, Grain } from '@/lib/core/request';
import type { Settings } from '@/lib/core/settings';
import type { Metric } from '@/lib/metrics/define';
import type { Histogram } from '@/lib/stats/histogram';

/** One statement's worth of a request: the metrics of one source, over the same periods. */
export interface SourceQuery {
  metrics: Metric[];
  /** the whole range asked for */
  range: DateRange;
  grain?: Grain;
  /** the grain's periods clipped to the range, each keyed by its calendar start; one with key null without a grain */
  periods: Period[];
  by: Dimension[];
  filter: Filter;
  settings: Settings;
  now: Date;
}

export interface Period extends DateRange {
  key: string | null;
}

/** What an engine says about one metric in one row, beyond its measures. */
export interface Remark {
  suppressed?: true;
  provisional?: true;
  atLeast?: true;
  beside?: Record<string, number>;
}

/** Sums and histograms of one period and group. Engines never divide. */
export interface SourceRow {
  period: string | null;
  /** the `by` values, in the order of SourceQuery.by */
  group: string[];
  /** a missing measure is 0; null is "cannot be known" and makes the metric no_data */
  measures: Record<string, number | null>;
  histograms: Record<string, Histogram>;
  /** by metric id */
  remarks: Record<string, Remark>;
}

export interface SourceAnswer {
  rows: SourceRow[];
  /** ISO 8601, null when the source has no record */
  asOf: string | null;
  warnings: string[];
}

export type Engine = (db: Db, query: SourceQuery) => Promise<SourceAnswer>;
