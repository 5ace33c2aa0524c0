import type { Matter } from '../strata';

/** Observations that a mean of their own rests on. */
const ENOUGH = 20;

export interface Mean {
  mean: number;
  n: number;
  /** variance of the mean: s²/n */
  variance: number;
  /** names the group of matters it was taken from */
  source: string;
}

interface Sums {
  n: number;
  sum: number;
  squares: number;
}

const LEVELS: readonly ((matter: Matter) => string)[] = [
  ({ channel, intent, complexity }) => `${channel}\u0000${intent}\u0000${complexity}`,
  ({ channel, complexity }) => `${channel}\u0001${complexity}`,
  ({ channel }) => channel,
];

/**
 * Means that fall back: of a matter's own stratum where it has 20 observations, else of its channel and complexity,
 * else of its channel, else none (spec: metrics.md, Work done).
 */
export class FallingBack {
  private readonly sums = LEVELS.map(() => new Map<string, Sums>());

  add(matter: Matter, n: number, sum: number, squares: number): void {
    if (n === 0) return;
    LEVELS.forEach((nameOf, level) => {
      const name = nameOf(matter);
      const known = this.sums[level]!.get(name) ?? { n: 0, sum: 0, squares: 0 };
      this.sums[level]!.set(name, { n: known.n + n, sum: known.sum + sum, squares: known.squares + squares });
    });
  }

  of(matter: Matter): Mean | null {
    for (const [level, nameOf] of LEVELS.entries()) {
      const name = nameOf(matter);
      const found = this.sums[level]!.get(name);
      if (!found || found.n < ENOUGH) continue;
      const { n, sum, squares } = found;
      const variance = Math.max(0, (squares - (sum * sum) / n) / (n - 1)) / n;
      return { mean: sum / n, n, variance, source: name };
    }
    return null;
  }
}
