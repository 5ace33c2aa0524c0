import type pg from 'pg';
import type { IsoDate } from '@/lib/core/request';
import type { Settings } from '@/lib/core/settings';
import { recountSources } from '../ingest/source-state';
import { recomputeConversations, refreshConversations } from './conversations/refresh';
import { rebuildAllPeople, rebuildPeople } from './people';

/** Names of relations, visible in the transaction, that say what a merge changed. */
export interface Changes {
  /** columns customer, intent, started_at, ended_at: the new and the old version of every row added, changed or removed */
  conversations?: string;
  /** column date: days of activity added, changed or removed */
  activity?: string;
  /** roster, seats or financials changed */
  people?: boolean;
}

/**
 * Brings every rollup up to date with the records, in the caller's transaction: the days a merge touched are computed
 * anew and the watermark moves, so that readers see records and numbers change together. Returns the days rebuilt.
 */
export async function rebuildAfterMerge(
  client: pg.ClientBase,
  { conversations, activity, people }: Changes,
  settings: Settings,
  now: Date,
): Promise<{ days: number }> {
  const days = conversations ? await refreshConversations(client, conversations, settings, now) : 0;
  if (activity || people) await rebuildPeople(client, { activity, people }, now);
  return { days };
}

/**
 * Computes the rollups of a range of days (all without one) anew from the records, in the caller's transaction:
 * after a setting changed that they depend on, or to be sure. The result is what refreshing would have left.
 */
export async function rebuildAll(
  client: pg.ClientBase,
  settings: Settings,
  now: Date,
  range: { from?: IsoDate; to?: IsoDate } = {},
): Promise<{ days: number }> {
  const days = await recomputeConversations(client, settings, now, range);
  await rebuildAllPeople(client, now, range);
  await recountSources(client, settings.time_zone);
  return { days };
}
