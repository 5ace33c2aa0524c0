import { type Kysely, sql } from 'kysely';

/** What each source holds, kept beside the records so that a page never counts them; and how far a run has come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `waiting`: conversations after the last day that every source has reached, which no number counts yet.
  await sql`
    create table source_state (
      source_id int not null references source on delete cascade,
      type text not null,
      records bigint not null,
      waiting bigint not null default 0,
      first_on date,
      last_on date,
      primary key (source_id, type)
    )`.execute(db);
  await sql`
    create table source_person (
      source_id int not null references source on delete cascade,
      type text not null,
      person uuid not null,
      records bigint not null,
      primary key (source_id, type, person)
    )`.execute(db);
  for (const type of ['conversation', 'tool_activity', 'employee', 'seat', 'financials'])
    await sql`
      insert into source_state (source_id, type, records)
      select source_id, ${type}, count(*) from ${sql.table(type)}
      where source_id in (select id from source) group by source_id`.execute(db);
  for (const type of ['tool_activity', 'seat'])
    await sql`
      insert into source_person (source_id, type, person, records)
      select source_id, ${type}, person, count(*) from ${sql.table(type)}
      where source_id in (select id from source) group by source_id, person`.execute(db);
  await fillSpans(db);

  // A running run tells how far it is; the counts proper come with the merge, all at once.
  await sql`
    alter table run
      add column phase text,
      add column rows_so_far bigint not null default 0,
      add column bytes_so_far bigint not null default 0,
      add column bytes_total bigint,
      add column upload uuid unique,
      add column cancelled_by text`.execute(db);
}

/** Days as the zone of today's settings cuts them; the next merge or rebuild says the same. */
async function fillSpans(db: Kysely<unknown>): Promise<void> {
  await sql`
    with zone as (
      select coalesce((select value #>> '{}' from setting where name = 'time_zone' order by version desc limit 1), 'UTC')
        as name),
    span as (
      select source_id, 'conversation' as type,
        (first_at at time zone zone.name)::date as first, (last_at at time zone zone.name)::date as last
      from conversation_span, zone
      union all select source_id, 'tool_activity', min(date), max(date) from activity_rollup group by source_id
      union all select source_id, 'employee', min(valid_from), max(valid_from) from employee group by source_id
      union all select source_id, 'seat', min(assigned_on), max(assigned_on) from seat group by source_id
      union all select source_id, 'financials',
        min(begins), (max(begins) + interval '3 months - 1 day')::date
      from (select source_id, make_date(left(quarter, 4)::int, right(quarter, 1)::int * 3 - 2, 1) as begins
            from financials) quarter group by source_id)
    update source_state s set first_on = span.first, last_on = span.last
    from span where span.source_id = s.source_id and span.type = s.type`.execute(db);
  await sql`
    with zone as (
      select coalesce((select value #>> '{}' from setting where name = 'time_zone' order by version desc limit 1), 'UTC')
        as name),
    reach as (
      select ((watermark at time zone zone.name)::date + 1)::timestamp at time zone zone.name as until
      from rollup_state, zone where type = 'conversation' and watermark is not null)
    update source_state s set waiting = (
      select count(*) from conversation c, reach where c.source_id = s.source_id and c.started_at >= reach.until)
    from conversation_span p, reach
    where s.type = 'conversation' and p.source_id = s.source_id and p.last_at >= reach.until`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('What sources hold is kept with the records, and never taken back by a migration.');
}
