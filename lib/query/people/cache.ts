import type { Db } from '@/db/client';
import { peopleVersion, readPeople } from '@/db/people';
import { buildSnapshot, type Snapshot } from './snapshot';

// By the database's own object: several databases in one process never meet, and a closed one is forgotten.
const kept = new WeakMap<Db, { version: number; snapshot: Promise<Snapshot> }>();

/**
 * People's records as of now. The version is asked on every call, so that a merge is seen at once; what was read
 * at that version is kept, the version before is dropped, and requests that come together read it once.
 */
export async function peopleSnapshot(db: Db): Promise<Snapshot> {
  const version = await peopleVersion(db);
  const found = kept.get(db);
  if (found?.version === version) return found.snapshot;
  const snapshot = readPeople(db).then(buildSnapshot);
  const entry = { version, snapshot };
  kept.set(db, entry);
  const forget = () => kept.get(db) === entry && kept.delete(db);
  try {
    const built = await snapshot;
    // A merge may have come between the two statements: what was read is then newer than what was asked.
    if (built.version !== version) forget();
    return built;
  } catch (error) {
    forget();
    throw error;
  }
}
