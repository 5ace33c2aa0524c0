import type { Connection } from './client';
import { migrate, pendingMigrations } from './migrate';
import { hasQueue } from './pulling/enqueue';
import { rebuildEverything } from './rollups/rebuild-everything';

/**
 * Brings schema and rollups up to what this version of the code reads, and returns the migrations applied. A
 * migration that changes what rollups hold marks them as outdated; they are then computed anew from the records.
 * Safe to repeat. `say` hears of what takes longer.
 */
export async function bringUp(connection: Connection, say: (line: string) => void): Promise<string[]> {
  const { db } = connection;
  const applied = (await pendingMigrations(db)).length > 0 ? await migrate(db) : [];
  if (!(await hasQueue(db))) await (await import('./pulling/queue')).prepareQueue(connection);
  if (await areOutdated(db)) {
    say('Computing the numbers of this version from the records …');
    await rebuildEverything(connection);
  }
  return applied;
}

async function areOutdated(db: Connection['db']): Promise<boolean> {
  const found = await db.selectFrom('rollup_state').select('type').where('is_outdated', '=', true).executeTakeFirst();
  return found !== undefined;
}
