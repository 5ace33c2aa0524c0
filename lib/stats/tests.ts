import { Z_95 } from './normal';

/**
 * Holm's step-down correction (Holm, Scand. J. Stat. 6, 1979): which of the hypotheses are rejected while the chance
 * of any false rejection stays at `alpha`. The smallest p is held against alpha / m, the next against alpha / (m − 1) …
 */
export function holm(pValues: readonly number[], alpha: number): boolean[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const rejected = pValues.map(() => false);
  for (const [rank, index] of order.entries()) {
    if (pValues[index]! > alpha / (pValues.length - rank)) break;
    rejected[index] = true;
  }
  return rejected;
}

/**
 * Which hypotheses are rejected at a false-discovery rate of `rate` (Benjamini & Hochberg, J. R. Stat. Soc. B 57,
 * 1995): up to the last whose p is at most rate × rank / m.
 */
export function benjaminiHochberg(pValues: readonly number[], rate: number): boolean[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  let last = -1;
  order.forEach((index, rank) => {
    if (pValues[index]! <= (rate * (rank + 1)) / pValues.length) last = rank;
  });
  const rejected = pValues.map(() => false);
  for (let rank = 0; rank <= last; rank++) rejected[order[rank]!] = true;
  return rejected;
}

/** Wilson's score interval of a share (Wilson, JASA 22, 1927); null of nothing. */
export function wilson(successes: number, n: number, z = Z_95): { low: number; high: number } | null {
  if (n === 0) return null;
  const share = successes / n;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
