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
