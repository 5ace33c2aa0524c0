import { Refusal } from './define';

/** Counts as vendors' JSON and tables give them. What is not known is not zero. */

export const absent = (value: unknown) => value === undefined || value === null || value === '';

/** A count as JSON or a table's cell gives it; undefined for anything else. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}(\.0*)?$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}

export const badCount = (field: string, value: unknown) =>
  new Refusal(field, `${field} is ${absent(value) ? 'missing' : 'not a whole number'}`);

/** A number that shows use, whatever it counts. */
export const isSome = (value: unknown) => typeof value === 'number' && value > 0;
