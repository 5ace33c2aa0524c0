import { Z_95 } from './normal';

/** What happened in one interval of time to those still watched and without the event before it. */
export interface Interval {
  atRisk: number;
  events: number;
}

/** The share without the event after each interval, with its 95 % interval. */
export interface Survival {
  survival: number;
  low: number;
  high: number;
}

/**
 * The product-limit estimate (Kaplan & Meier, JASA 53, 1958): whoever is no longer watched leaves the risk set and
 * counts neither as an event nor as none. Variance by Greenwood (1926); the interval on the scale log(−log S), which
 * keeps it inside 0 to 1 (Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 1980). Intervals
 * come in the order of time; the curve ends before the first at whose beginning nobody is watched.
 */
export function kaplanMeier(intervals: readonly Interval[], z = Z_95): Survival[] {
  const curve: Survival[] = [];
  let survival = 1;
  let greenwood = 0;
  for (const { atRisk, events } of intervals) {
    if (atRisk === 0) break;
    survival *= 1 - events / atRisk;
    greenwood += events === atRisk ? Number.POSITIVE_INFINITY : events / (atRisk * (atRisk - events));
    curve.push({ survival, ...bounds(survival, greenwood, z) });
  }
  return curve;
}

function bounds(survival: number, greenwood: number, z: number): { low: number; high: number } {
  if (survival === 0 || survival === 1) return { low: survival, high: survival };
  const half = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(half), high: survival ** Math.exp(-half) };
}
