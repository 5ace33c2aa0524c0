/** How people rate: many fives, some ones. Tilted until its mean is the wanted one. */
const SHAPE = [0.07, 0.045, 0.085, 0.22, 0.58];
const LOWEST = 1.5;
const STEP = 0.005;
const tables = Array.from({ length: Math.round((4.9 - LOWEST) / STEP) + 1 }, (_, i) => tilted(LOWEST + i * STEP));

/** A rating from 1 to 5 out of a distribution with the given mean (1.5 to 4.9). @param u uniform in [0, 1) */
export function drawRating(mean: number, u: number): number {
  const table = tables[Math.max(0, Math.min(tables.length - 1, Math.round((mean - LOWEST) / STEP)))]!;
  for (let rating = 1; rating < 5; rating++) if (u < table[rating - 1]!) return rating;
  return 5;
}

/** Cumulated shares of the exponential tilt of SHAPE with that mean, found by halving. */
function tilted(mean: number): number[] {
  let low = -3;
  let high = 3;
  let shares = SHAPE;
  for (let i = 0; i < 40; i++) {
    const tilt = (low + high) / 2;
    const raw = SHAPE.map((share, k) => share * Math.exp(tilt * (k - 2)));
    const total = raw.reduce((sum, x) => sum + x, 0);
    shares = raw.map((x) => x / total);
    const reached = shares.reduce((sum, share, k) => sum + share * (k + 1), 0);
    if (reached < mean) low = tilt;
    else high = tilt;
  }
  let sum = 0;
  return shares.map((share) => {
    sum += share;
    return sum;
  });
}
