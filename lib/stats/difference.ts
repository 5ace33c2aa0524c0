import { Z_95 } from './normal';

/** Sums of one arm's ratings; a mean, its variance and their count follow. */
export interface Sample {
  n: number;
  sum: number;
  /** sum of squares */
  squares: number;
}

export interface Estimate {
  difference: number;
  low: number;
  high: number;
}

export const meanOf = ({ n, sum }: Sample): number => sum / n;

/** s² with n − 1 below; 0 for a single observation, and never below 0 whatever rounding did. */
export function varianceOf({ n, sum, squares }: Sample): number {
  return n < 2 ? 0 : Math.max(0, (squares - (sum * sum) / n) / (n - 1));
}

export function plus(a: Sample, b: Sample): Sample {
  return { n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares };
}

export const NOBODY: Sample = { n: 0, sum: 0, squares: 0 };

export const interval = (difference: number, variance: number, z: number): Estimate => {
  const half = z * Math.sqrt(variance);
  return { difference, low: difference - half, high: difference + half };
};

/**
 * Difference of two means with its interval by the large-sample normal approximation, variances s²/n + s²/n (Welch).
 * null where an arm has nobody, or nothing to tell its spread by.
 */
export function meanDifference(a: Sample, b: Sample, z = Z_95): Estimate | null {
  if (a.n < 2 || b.n < 2) return null;
  return interval(meanOf(a) - meanOf(b), varianceOf(a) / a.n + varianceOf(b) / b.n, z);
}
