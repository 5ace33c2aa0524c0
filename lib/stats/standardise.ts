import { type Estimate, interval, meanOf, type Sample, varianceOf } from './difference';
import { Z_95 } from './normal';

/** Two arms on the same matter. `weight` is how much of the whole the matter is, in any unit. */
export interface Stratum {
  weight: number;
  a: Sample;
  b: Sample;
}

/** Few ratings that happen to agree do not make certainty: s² is never taken to be less. */
const LEAST_VARIANCE = 0.25;

export interface Standardised extends Estimate {
  /** standard error */
  error: number;
}

export interface Options {
  z?: number;
  /** factor on the variance of arm b: its members cluster (agents differ) */
  inflateB?: number;
  leastVariance?: number;
}

/**
 * Difference of means on the same matters: direct standardisation, Δ = Σ w·(mean a − mean b) with variance
 * Σ w²·(s²/n + s²/n), weights scaled to 1 (spec: metrics.md, Parity; Rothman, Greenland & Lash, Modern Epidemiology,
 * ch. 15). null without a stratum. Every stratum must have observations in both arms.
 */
export function standardisedDifference(strata: readonly Stratum[], options: Options = {}): Standardised | null {
  const { z = Z_95, inflateB = 1, leastVariance = LEAST_VARIANCE } = options;
  const whole = strata.reduce((sum, { weight }) => sum + weight, 0);
  if (whole <= 0) return null;
  let difference = 0;
  let variance = 0;
  for (const { weight, a, b } of strata) {
    const w = weight / whole;
    const [va, vb] = [a, b].map((arm) => Math.max(leastVariance, varianceOf(arm))) as [number, number];
    difference += w * (meanOf(a) - meanOf(b));
    variance += w * w * (va / a.n + (inflateB * vb) / b.n);
  }
  return { ...interval(difference, variance, z), error: Math.sqrt(variance) };
}
