import type { Step } from './define';

/** An object of a vendor's answer. */
export type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list in an answer; none where it is no list. */
export const rowsIn = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

export const rowOf = (value: unknown): Row => (isRow(value) ? value : {});

/** An id or cursor as text; null where there is none. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;

/** An answer as a part of its own, as it came; none where its list is empty. */
export const partsIf = (list: unknown, name: string, answer: Row): Step['parts'] =>
  rowsIn(list).length > 0 ? [{ name, body: JSON.stringify(answer) }] : [];

/** Where a list goes on after a page that was asked for by `cursor`: null at its end, or where it sends back to itself. */
export const nextAfter = (cursor: string | null, next: unknown): string | null => {
  const found = textOf(next);
  return found === cursor ? null : found;
};

/** Page after page, as long as `read` knows where the list goes on. */
export async function throughPages(read: (cursor: string | null) => Promise<unknown>): Promise<void> {
  for (let cursor: string | null = null; ; ) {
    const next = nextAfter(cursor, await read(cursor));
    if (next === null) return;
    cursor = next;
  }
}

/** Several at once, in their order, and never more than so many. */
export async function atMost<T, R>(all: readonly T[], most: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(all.length);
  let next = 0;
  const walk = async () => {
    for (let index = next++; index < all.length; index = next++) results[index] = await work(all[index]!);
  };
  const walks = await Promise.allSettled(Array.from({ length: Math.min(most, all.length) }, walk));
  for (const walked of walks) if (walked.status === 'rejected') throw walked.reason;
  return results;
}
