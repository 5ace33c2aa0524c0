import { type Kysely, sql } from 'kysely';

/**
 * What needs people, by day of the workspace's zone and half-hour, and who answered those that asked for a person.
 * Cells that are there lack it: they are marked to be computed anew from the records.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table arrival_cell (
      day date not null,
      channel text collate "C" not null,
      language text collate "C" not null,
      complexity text collate "C" not null,
      kind text collate "C" not null,
      half_hours int[] not null,
      n int not null,
      served_n int not null,
      service_microseconds_sum double precision not null,
      handle_n int not null,
      handle_microseconds_sum double precision not null
    )`.execute(db);
  await sql`create index arrival_cell_day on arrival_cell (day)`.execute(db);
  await sql`
    create table answering_agents (
      day date not null,
      channel text collate "C" not null,
      language text collate "C" not null,
      complexity text collate "C" not null,
      agents uuid[] not null
    )`.execute(db);
  await sql`create index answering_agents_day on answering_agents (day)`.execute(db);
  await sql`update rollup_state set is_outdated = true where type = 'conversation'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table arrival_cell, answering_agents`.execute(db);
}
