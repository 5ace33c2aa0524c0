/** A ratio at one time with both its sides. */
export interface Sides {
  value: number;
  numerator: number;
  denominator: number;
}

/** One part of the way from the ratio then to the ratio now. */
export interface Effect {
  /** its part of ln(now ÷ then) */
  log: number;
  /** the same in the ratio's own unit */
  moved: number;
  /** how the side itself changed: 0.54 = 54 % more */
  change: number;
}

export interface Bridge {
  /** ln(now ÷ then) = numerator.log + denominator.log */
  log: number;
  /** now − then = numerator.moved + denominator.moved */
  moved: number;
  numerator: Effect;
  denominator: Effect;
  /** the numerator's part of the whole; null where the two pull apart or nothing moved, for then it is no part */
  numeratorShare: number | null;
}

/**
 * What moved a ratio: ln(r₁/r₀) = ln(n₁/n₀) − ln(d₁/d₀). Logarithms add up whichever side is looked at first; the amount
 * in the ratio's own unit is split in the same proportion (by the logarithmic mean, which leaves no rest).
 * Null where a side is not above zero: it has no logarithm.
 */
export function bridge(then: Sides, now: Sides): Bridge | null {
  const all = [then, now].flatMap(({ value, numerator, denominator }) => [value, numerator, denominator]);
  if (all.some((one) => !(one > 0))) return null;
  const numerator = Math.log(now.numerator / then.numerator);
  const denominator = -Math.log(now.denominator / then.denominator);
  const log = numerator + denominator;
  const moved = now.value - then.value;
  // Where the ratio stands still the logarithmic mean of then and now is then.
  const perLog = Math.abs(log) < 1e-9 ? then.value : moved / log;
  const pullApart = numerator * denominator < 0 || Math.abs(log) < 1e-9;
  return {
    log,
    moved,
    numerator: { log: numerator, moved: numerator * perLog, change: now.numerator / then.numerator - 1 },
    denominator: { log: denominator, moved: denominator * perLog, change: now.denominator / then.denominator - 1 },
    numeratorShare: pullApart ? null : numerator / log,
  };
}

/** Where each bar of the bridge begins and ends: then, the two effects one after the other, now. */
export function bridgeSteps(
  then: Sides,
  now: Sides,
  { numerator }: Bridge,
): { id: 'before' | 'numerator' | 'denominator' | 'after'; from: number; to: number }[] {
  const middle = then.value + numerator.moved;
  return [
    { id: 'before', from: 0, to: then.value },
    { id: 'numerator', from: then.value, to: middle },
    { id: 'denominator', from: middle, to: now.value },
    { id: 'after', from: 0, to: now.value },
  ];
}
