import type { DateRange, Filter } from './request';

/** So long after the end of a conversation a return is looked for. */
export const MOST_RETURN_DAYS = 30;
/** The days a table of the curve shows. */
export const RETURN_DAYS_SHOWN = [1, 3, 7, 14, 30] as const;
/** Dimensions the curve can be filtered by, one at a time, beside handled_by. */
export const RETURN_DIMENSIONS = ['channel', 'market', 'language', 'intent', 'complexity'] as const;
export type ReturnDimension = (typeof RETURN_DIMENSIONS)[number];

export interface ReturnsRequest extends DateRange {
  filter?: Filter;
}

/** By a day after the end: the share of solved conversations whose customer came back until then. */
export interface ReturnPoint {
  day: number;
  share: number;
  /** 95 % */
  low: number;
  high: number;
  /** conversations that had been watched for that day and had not come back before it */
  atRisk: number;
}

export interface ReturnCurve {
  handledBy: 'ai' | 'hybrid' | 'human';
  /** solved conversations */
  n: number;
  /** of these, those watched for all 30 days */
  watchedThroughout: number;
  /** from day 1, as far as anybody was watched */
  points: ReturnPoint[];
}

export interface ReturnsAnswer extends DateRange {
  filter: Filter;
  asOf: string | null;
  demo: boolean;
  curves: ReturnCurve[];
}
