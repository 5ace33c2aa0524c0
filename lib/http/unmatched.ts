import type { Db } from '@/db/client';
import { unmatchedPeople } from '@/db/people';

let known: { version: number; count: Promise<number> } | undefined;

/** How many people in the records the roster does not know; counted once for every version of the records. */
export function unmatchedOf(db: Db, version: number): Promise<number> {
  if (known?.version !== version) {
    const count = unmatchedPeople(db);
    known = { version, count };
    count.catch(() => {
      known = undefined;
    });
  }
  return known.count;
}
