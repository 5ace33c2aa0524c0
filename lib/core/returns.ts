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

/**
 * Whether the share of a day still moves: somebody has not been watched for that day. Without such, those at risk on
 * it are all but the ones who came back before (n 10, 20 % back by day 1: 8 at risk on day 2).
 */
export function isProvisional({ n, points }: ReturnCurve, day: number): boolean {
  return points.slice(0, day).some(({ atRisk }, at) => atRisk < n * (1 - (points[at - 1]?.share ?? 0)) - 0.5);
}

const TAIL = 0.025;

/**
 * The 95 % interval of a share that nobody, or everybody, has reached, where the curve's own has no width: nobody of
 * 10 is 0 to 30.8 % (Clopper & Pearson, Biometrika 26, 1934). Of those at risk on the day, who are the fewest.
 */
export function returnInterval({ share, low, high, atRisk }: ReturnPoint): { low: number; high: number } {
  if (share === 0) return { low: 0, high: 1 - TAIL ** (1 / atRisk) };
  if (share === 1) return { low: TAIL ** (1 / atRisk), high: 1 };
  return { low, high };
}
