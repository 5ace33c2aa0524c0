/** A decimal number exactly: `units` of 10 to the minus `scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

export const ZERO: Decimal = { units: 0n, scale: 0 };

const WRITTEN = /^([+-]?)(\d{1,30})?(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** A JSON number or a cell's text; undefined for anything else. What is not known is not zero. */
export function decimalOf(value: unknown): Decimal | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const [, sign, whole = '', part = '', exponent = '0'] = WRITTEN.exec(text) ?? [];
  if (sign === undefined || (whole === '' && part === '')) return undefined;
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${part}` || '0');
  const scale = part.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/**
 * The same for an amount of zero or more. `shift` moves its point to the left: 2 where the vendor gives cents.
 */
export function amountOf(value: unknown, shift = 0): Decimal | undefined {
  const found = decimalOf(value);
  return found && found.units >= 0n ? { units: found.units, scale: found.scale + shift } : undefined;
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale < b.scale) return add(b, a);
  return { units: a.units + b.units * 10n ** BigInt(a.scale - b.scale), scale: a.scale };
}

export const times = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });
export const minus = ({ units, scale }: Decimal): Decimal => ({ units: -units, scale });

/** As a record carries it: `1250`, `-0.05`. */
export function textOfDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const part = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${part && `.${part}`}`;
}

/** US dollars, or not said: the only currency in which vendors tell what use cost. */
export const isDollars = (currency: unknown) =>
  currency === undefined || currency === null || (typeof currency === 'string' && /^usd$/i.test(currency));
