import { readSettings } from '@/db/settings';
import type { Connection } from '../client';
import { rebuildAll } from './rebuild';

/**
 * Recomputes the rollups of a range of days (all without one) from the records, in one transaction:
 * readers see the old numbers until it commits. Returns how many days it rebuilt.
 */
export async function rebuildEverything(
  { db, pool }: Connection,
  range: { from?: string; to?: string } = {},
): Promise<{ days: number }> {
  const settings = await readSettings(db);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await rebuildAll(client, settings, new Date(), range);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
