import type pg from 'pg';
import type { Connection, Db } from '../client';
import { lockMerges } from '../ingest/runs';
import { dbWithin, settingsWithin } from '../ingest/settings-within';
import { rebuildAll } from './rebuild';

/**
 * Recomputes the rollups of a range of days (all without one) from the records, in one transaction:
 * readers see the old numbers until it commits. Returns how many days it rebuilt.
 */
export async function rebuildEverything(
  { pool }: Connection,
  range: { from?: string; to?: string } = {},
): Promise<{ days: number }> {
  const client = await pool.connect();
  try {
    return await rebuildWith(client, async () => undefined, range);
  } finally {
    client.release();
  }
}

/** The same after `change`, in its transaction: a setting and the numbers it shapes change at one moment for readers. */
export async function rebuildWith(
  client: pg.ClientBase,
  change: (db: Db) => Promise<void>,
  range: { from?: string; to?: string } = {},
): Promise<{ days: number }> {
  await client.query('begin');
  try {
    await lockMerges(client);
    await change(dbWithin(client));
    const result = await rebuildAll(client, await settingsWithin(client), new Date(), range);
    await client.query('commit');
    return result;
  } catch (error) {
    // The connection may be what failed; its end undoes everything as well.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
