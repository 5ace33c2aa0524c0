import { type Kysely, sql } from 'kysely';

/**
 * Solved conversations by the day they ended, and on which day after it their customer came back: what a curve that
 * knows of conversations not yet watched for long is made of. Cells that are there lack it: they are computed anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table return_cell (
      day date not null,
      handled_by text collate "C" not null,
      dimension text collate "C" not null,
      value text collate "C" not null,
      ended_on date not null,
      n int not null,
      returned int[] not null
    )`.execute(db);
  await sql`create index return_cell_dimension_day on return_cell (dimension, day)`.execute(db);
  await sql`update rollup_state set is_outdated = true where type = 'conversation'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table return_cell`.execute(db);
}
