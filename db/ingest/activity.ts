import type pg from 'pg';
import { TandemError } from '@/lib/core/errors';
import type { Activity } from '@/lib/core/sources';

const IS: Record<Activity, string> = {
  use: 'the use of AI by people of the roster',
  own_population: 'the use of AI by people who are on no roster',
  cost: 'what the use of AI cost',
};

/**
 * Notes what a source's activity is, under the lock of merges. Throws a 422 where it holds activity of another kind:
 * the two are never added up.
 */
export async function claimActivity(
  client: pg.ClientBase,
  source: { id: number; name: string },
  activity: Activity,
): Promise<void> {
  const { rows } = await client.query<{ activity: Activity }>(
    `update source set activity = case when exists (
       select from source_state where source_id = $1 and type = 'tool_activity') then activity else $2 end
     where id = $1 returning activity`,
    [source.id, activity],
  );
  const held = rows[0]?.activity ?? activity;
  if (held === activity) return;
  throw new TandemError(
    422,
    `The source ${source.name} holds ${IS[held]}, these files ${IS[activity]}: send them under another source name.`,
  );
}

/** Notes from which day on what a run brought may still change; figures that read it are provisional from there. */
export async function noteUnsettled(client: pg.ClientBase, source: number, from: string | null): Promise<void> {
  const { rowCount } = await client.query(
    'update source set unsettled_from = $2 where id = $1 and unsettled_from is distinct from $2::date',
    [source, from],
  );
  // Figures are kept by the version of people's records, which a run of nothing new would not move.
  if (rowCount) await client.query(`update rollup_state set version = version + 1 where type = 'people'`);
}
