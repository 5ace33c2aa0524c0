import pg from 'pg';
import type { IsoDate } from '@/lib/core/request';
import { MOST_RETURN_DAYS } from '@/lib/core/returns';
import type { Settings } from '@/lib/core/settings';
import { buildDays, buildReturns, type Conditions } from './build';
import { EPOCH_2000 } from './facts';
import { type Reach, reachOfSpans, readReach, recomputeSpans, updateSpans, writeReach } from './state';
import { allDays, daysBefore, daysOfClosingWindows, ownDays } from './touched';

const WEEK_HOURS = 168;

/**
 * Brings the cells up to date after a merge. `changes` names a relation with the new and the old version of every
 * conversation added, changed or removed. Returns how many days were rebuilt.
 */
export async function refreshConversations(
  client: pg.ClientBase,
  changes: string,
  settings: Settings,
  now: Date,
): Promise<number> {
  await prepare(client);
  const zone = pg.escapeLiteral(settings.time_zone);
  const own = await ownDays(client, changes, zone);
  if (own.length === 0) return 0;
  const before = await readReach(client);
  await updateSpans(client, own, zone);
  const reach = await reachOfSpans(client, now);
  const closing = await closingDays(client, before, reach, zone);
  const repeated = await daysBefore(client, changes, own, { zone, until: WEEK_HOURS });
  const days = new Set([...own, ...repeated, ...closing]);
  const given = conditions(settings, zone, reach);
  await buildDays(client, [...days].sort(), given);
  const returned = await daysBefore(client, changes, own, { zone, after: WEEK_HOURS, until: MOST_RETURN_DAYS * 24 });
  await buildReturns(client, returned.filter((day) => !days.has(day)).sort(), given);
  await finish(client, reach, days.size);
  return days.size;
}

/** Recomputes the cells of a range of days (all without one) and the watermark from the records. Returns how many days. */
export async function recomputeConversations(
  client: pg.ClientBase,
  settings: Settings,
  now: Date,
  { from, to }: { from?: IsoDate; to?: IsoDate },
): Promise<number> {
  await prepare(client);
  const zone = pg.escapeLiteral(settings.time_zone);
  const before = await readReach(client);
  await recomputeSpans(client);
  const reach = await reachOfSpans(client, now);
  // Days that lost their last record are in the cells only.
  const { rows } = await client.query('select day::text from conversation_cell where set_id = 0');
  const all: IsoDate[] = [...rows.map(({ day }) => day), ...(await allDays(client, zone))];
  // Days outside of the range may still wait for a watermark that has moved.
  const days = new Set([
    ...all.filter((day) => (!from || day >= from) && (!to || day < to)),
    ...(await closingDays(client, before, reach, zone)),
  ]);
  await buildDays(client, [...days].sort(), conditions(settings, zone, reach));
  await finish(client, reach, days.size);
  if (!from && !to) await client.query(`update rollup_state set is_outdated = false where type = 'conversation'`);
  return days.size;
}

async function closingDays(client: pg.ClientBase, before: Reach, after: Reach, zone: string): Promise<IsoDate[]> {
  if (before.watermark === null || after.watermark === null || before.watermark === after.watermark) return [];
  return daysOfClosingWindows(client, [before.watermark, after.watermark], zone);
}

function conditions(settings: Settings, zone: string, { watermark }: Reach): Conditions {
  return {
    zone,
    moment: { watermark: (watermark ?? 0) - EPOCH_2000, targetSeconds: settings.human_target_seconds },
  };
}

/** Statistics of a table that just grew are old: a nested loop over "one row" would then run for hours. */
async function prepare(client: pg.ClientBase): Promise<void> {
  await client.query(`set local enable_nestloop = off; set local work_mem = '64MB'`);
  await client.query(`select brin_summarize_new_values('conversation_times')`);
}

/** So many rebuilt days change what the planner should expect of the cells: it would take a set that just came for empty. */
const MANY_DAYS = 60;

async function finish(client: pg.ClientBase, reach: Reach, days: number): Promise<void> {
  if (days >= MANY_DAYS) await client.query('analyze conversation_cell (set_id, day)');
  await writeReach(client, reach);
  await client.query('set local enable_nestloop to default; set local work_mem to default');
}
