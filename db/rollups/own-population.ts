import type pg from 'pg';
import { IS_ACTIVE, LAST_ACTIVE } from './active';

const WINDOW_DAYS = 28;

/**
 * Of each source with a population of its own, the periods it reports: how many people it names in one, and how many of
 * them were active in the 28 days to its end (in a row that lies inside them, or was last active in them).
 * `touched` is a condition on `date`; whatever ends on or after the first touched day is computed anew.
 */
export async function rebuildOwnPopulations(client: pg.ClientBase, touched: string): Promise<void> {
  const { rows } = await client.query<{ id: number; since: string }>(`
    select s.id, least(known.since, now.since)::text as since
    from source s,
      lateral (select min(date) as since from (select source_id, begins_on as date from own_population) o
               where source_id = s.id and ${touched}) known,
      lateral (select min(date) as since from tool_activity where source_id = s.id and ${touched}) now
    where s.activity = 'own_population' and coalesce(known.since, now.since) is not null`);
  for (const { id, since } of rows) {
    await client.query('delete from own_population where source_id = $1 and ends_on >= $2::date', [id, since]);
    await client.query(PERIODS, [id, since, WINDOW_DAYS]);
  }
}

const IN_WINDOW = `(
  a.date > e.ends_on - $3::int and a.date + a.period_days - 1 <= e.ends_on
  or a.date + ${LAST_ACTIVE} between e.ends_on - $3::int + 1 and e.ends_on)`;

const PERIODS = `
  insert into own_population (source_id, begins_on, ends_on, people, active)
  select $1, e.begins_on, e.ends_on, count(*), count(*) filter (where p.used)
  from (
    select min(date) as begins_on, date + period_days - 1 as ends_on from tool_activity
    where source_id = $1 and date + period_days - 1 >= $2::date group by 2
  ) e, (select max(period_days) as days from tool_activity where source_id = $1) longest, lateral (
    select bool_or(${IS_ACTIVE} and ${IN_WINDOW}) as used
    from tool_activity a
    where a.source_id = $1 and a.date <= e.ends_on and a.date > e.ends_on - $3::int - longest.days
    group by a.person
    having bool_or(a.date + a.period_days > e.ends_on)
  ) p
  group by e.begins_on, e.ends_on`;
