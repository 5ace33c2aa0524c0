import type { DateRange } from './request';

export type Status = 'ok' | 'no_data' | 'suppressed' | 'provisional' | 'low_n' | 'not_reached';

export const UNITS = [
  'count',
  'share',
  'seconds',
  'money',
  'rating',
  'people',
  'seats',
  'per_1000',
  'interactions',
] as const;
export type Unit = (typeof UNITS)[number];
export type Direction = 'up' | 'down' | 'neither';

export interface MetricValue {
  /** null is unknown, never 0 */
  value: number | null;
  status: Status;
  /** both sides of a ratio travel with it */
  numerator?: number;
  denominator?: number;
  /** the value if every outcome nobody knows had failed, and if every one had succeeded */
  bounds?: { low: number; high: number };
  /** observations behind a mean or a percentile, where there is no denominator */
  n?: number;
  /** the same metric over the comparison period; absent unless a comparison was asked for */
  compare?: number | null;
  compareStatus?: Status;
  /** the true value is at least this: a tool that reports no single days is in use */
  atLeast?: true;
  /** figures that belong beside this one, e.g. contractors beside headcount */
  beside?: Record<string, number>;
}

export interface AnswerRow {
  /** `period` (with a grain) and one entry per `by` dimension */
  key: Record<string, string>;
  values: Record<string, MetricValue>;
}

/** What the browser needs to show a metric without its definition. */
export interface MetricLabel {
  title: string;
  unit: Unit;
  direction: Direction;
  pairedWith?: string;
}

export interface Answer {
  /** the watermark of the slowest source asked, ISO 8601; null when nothing has been ingested */
  asOf: string | null;
  timeZone: string;
  currency: string;
  /** true while the workspace shows the reference company */
  demo: boolean;
  rows: AnswerRow[];
  /** metric id → version of its definition */
  definitions: Record<string, number>;
  labels: Record<string, MetricLabel>;
  comparedWith?: DateRange;
  warnings: string[];
}

/** What one conversation brings to a metric: which side it counts on, or that it was observed, and with what. */
export interface Behind {
  /** 1 or 0, or what it adds where the numerator is a sum */
  numerator?: number;
  denominator?: number;
  n?: number;
  /** seconds of a percentile, null where never reached; the value served; the hour of the week */
  value?: number | string | null;
}

/** A conversation behind a number, under names that mean nothing elsewhere. */
export interface ListedRow {
  conversation: string;
  customer: string;
  columns: Record<string, string | number | null>;
  /** by metric id */
  behind: Record<string, Behind>;
}

/** A page of the conversations behind a number, oldest first, with the number they belong to. */
export interface RowsPage {
  answer: Answer;
  rows: ListedRow[];
  /** asks for the next page, null on the last */
  next: string | null;
  /** changes when records came or went: pages of two versions do not belong together */
  version: number;
}
