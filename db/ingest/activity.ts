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

/**
 * Notes from which day on what a source told may still change; figures that read it are provisional from there. A run
 * that reaches as far as the source did says it for all of it; one of older days settles none that it does not hold.
 */
export async function noteUnsettled(client: pg.ClientBase, source: number, from: string | null): Promise<void> {
  const { rowCount } = await client.query(
    `with staged as (select max(date + period_days - 1) as last from staged_tool_activity),
       known as (select max(last_on) as last from source_state where source_id = $1 and type = 'tool_activity'),
       noted as (
         select case when staged.last >= coalesce(known.last, staged.last) then $2::date
           else least(s.unsettled_from, case when staged.last >= $2::date then $2::date end) end as "from"
         from source s, staged, known where s.id = $1)
     update source s set unsettled_from = noted."from" from noted
     where s.id = $1 and s.unsettled_from is distinct from noted."from"`,
    [source, from],
  );
  // Figures are kept by the version of people's records, which a run of nothing new would not move.
  if (rowCount) await client.query(`update rollup_state set version = version + 1 where type = 'people'`);
}
