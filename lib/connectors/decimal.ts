/** Digits kept after the point: more than any vendor writes, and what a record may hold. */
const PLACES = 30;
const NUMBER = /^(\d{1,30})(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * An amount of zero or more, as JSON or a table's cell gives it, counted in units of 1e-30, so that sums are exact.
 * `shift` moves its point to the left: 2 where the vendor gives cents. Undefined for anything else.
 */
export function decimalOf(value: unknown, shift = 0): bigint | undefined {
  const found = typeof value === 'number' || typeof value === 'string' ? NUMBER.exec(String(value)) : null;
  if (!found) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = found;
  const places = PLACES - shift + Number(exponent) - fraction.length;
  const digits = whole + fraction;
  if (places >= 0) return BigInt(digits + '0'.repeat(places));
  // Finer than can be kept is no amount, but zeros at the end are nothing.
  return /^0*$/.test(digits.slice(places)) ? BigInt(digits.slice(0, places) || '0') : undefined;
}

/** The amount as a record holds it. */
export function decimalText(units: bigint): string {
  const digits = units.toString().padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
}

/** US dollars, or not said: the only currency in which vendors tell what use cost. */
export const isDollars = (currency: unknown) =>
  currency === undefined || currency === null || (typeof currency === 'string' && /^usd$/i.test(currency));
