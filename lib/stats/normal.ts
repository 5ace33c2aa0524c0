/** 95 %, two-sided. */
export const Z_95 = 1.959964;
/** 95 % over four tests (Bonferroni): 1 − 0.05 / 8. */
export const Z_95_OF_FOUR = 2.497705;

/** Φ(x), to double precision (series of Marsaglia, "Evaluating the normal distribution", J. Stat. Soft. 11(4), 2004). */
export function normalCdf(x: number): number {
  if (x < -38) return 0;
  if (x > 8.3) return 1;
  // Far out the series loses digits against 0: the continued fraction of the upper tail keeps them.
  if (x < -3) return tail(-x);
  let sum = x;
  let term = x;
  for (let i = 3; ; i += 2) {
    term *= (x * x) / i;
    if (sum + term === sum) break;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

function tail(x: number): number {
  let fraction = x;
  for (let k = 200; k > 0; k--) fraction = x + k / fraction;
  return density(x) / fraction;
}

/** Φ⁻¹(p) for 0 < p < 1: Acklam's rational approximation and one step of Halley on normalCdf. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`${p} is no probability between 0 and 1`);
  const x = acklam(p);
  const error = (normalCdf(x) - p) / density(x);
  return x - error / (1 + (x * error) / 2);
}

const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const B = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, c) => sum * x + c, 0);

function acklam(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(C, q) / polynomial([...D, 1], q);
  }
  if (p > 1 - 0.02425) return -acklam(1 - p);
  const q = p - 0.5;
  return (polynomial(A, q * q) * q) / polynomial([...B, 1], q * q);
}
