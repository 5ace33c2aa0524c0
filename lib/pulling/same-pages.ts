import { PullFault } from './faults';

const LOOKS = 3;

/**
 * Reads what comes in several pages and has to be of one piece. `read` throws a ChangedUnderneath when it sees that
 * it is not (a row twice, another total); then everything is read anew, up to three times.
 */
export async function ofOnePiece<T>(title: string, read: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ChangedUnderneath)) throw error;
      if (look === LOOKS)
        throw new PullFault('temporary', `${title} changed its figures while they were read, ${LOOKS} times in a row.`);
    }
  }
}

export class ChangedUnderneath extends Error {}

/** Throws a ChangedUnderneath for a row that came before: added up twice it would be a wrong number. */
export class Once {
  private readonly seen = new Set<string>();

  take(key: string): void {
    if (this.seen.has(key)) throw new ChangedUnderneath(key);
    this.seen.add(key);
  }

  get size(): number {
    return this.seen.size;
  }
}
