import type { Row } from './define';

/** Small readings of foreign JSON: each gives undefined or null where the value is not what it should be. */

export const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectsIn = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** An identifier, which vendors give as text in one place and as a number in another; "" and 0 mean none. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  return typeof value === 'string' && value.trim() !== '' && value !== '0' ? value : null;
}

export function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

/** As JSON or a table's cell says yes. */
export function isTrue(value: unknown): boolean {
  if (typeof value !== 'string') return value === true;
  return value !== '' && value !== 'false' && /^(true|t|1|yes)$/i.test(value.trim());
}

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** `Refund, partial` → `refund-partial`; null when nothing is left. */
export function slug(text: string): string | null {
  const made = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return made === '' ? null : made.slice(0, 100);
}

/** What may be kept of a value: `true` is a scalar, an object its named members, a list of one shape each element. */
export type Shape = true | readonly [Shape] | { readonly [name: string]: Shape };

/** A shape's members that are scalars. */
export const scalars = (...names: string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, true]));

const LONGEST_KEPT_TEXT = 255;

/** The value cut down to a shape. What has another form than the shape expects is left out, not trusted. */
export function reduce(value: unknown, shape: Shape): unknown {
  if (value === null) return null;
  if (shape === true)
    return typeof value === 'string'
      ? value.slice(0, LONGEST_KEPT_TEXT)
      : typeof value === 'object'
        ? undefined
        : value;
  if (isList(shape))
    return Array.isArray(value) ? value.map((element) => reduce(element, shape[0]) ?? null) : undefined;
  if (!isObject(value)) return undefined;
  const kept: Row = {};
  for (const name in shape) if (Object.hasOwn(value, name)) kept[name] = reduce(value[name], shape[name]!);
  return kept;
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
