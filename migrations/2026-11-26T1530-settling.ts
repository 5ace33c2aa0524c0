import { type Kysely, sql } from 'kysely';

/**
 * From which day the figures a source's last run brought may still change, by what the vendor says of its own; null
 * where they do not. And how far people's sources have come, longer rows counted to the end of their periods.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table source add column unsettled_from date`.execute(db);
  const reach = sql`(
    select distinct on (source_id) source_id, last
    from (
      select source_id, period_days, max(date + period_days - 1) as last,
        max(max(date + period_days - 1)) over (partition by source_id) as top
      from activity_rollup group by source_id, period_days) of_length
    where last > top - 31
    order by source_id, period_days)`;
  await sql`
    update source_state s set last_on = reach.last from ${reach} reach
    where s.source_id = reach.source_id and s.type = 'tool_activity'`.execute(db);
  await sql`
    update rollup_state set version = version + 1, watermark = (
      select least(min(last), (now() at time zone 'UTC')::date)::timestamp at time zone 'UTC' from ${reach} reach)
    where type = 'people'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table source drop column unsettled_from`.execute(db);
}
