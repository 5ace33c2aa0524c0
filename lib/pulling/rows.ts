type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list in an answer; none where it is no list. */
export const rowsIn = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

export const rowOf = (value: unknown): Row => (isRow(value) ? value : {});

/** An id or cursor as text; null where there is none. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;

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
