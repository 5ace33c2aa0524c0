import { type Kysely, sql } from 'kysely';

/** Sources whose activity is about nobody on the roster, or is no use at all, and what the former come to by week. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // use: of the roster's people · own_population: of people nobody can match, by design · cost: what it cost, no use
  await sql`
    alter table source add column activity text not null default 'use'
      check (activity in ('use', 'own_population', 'cost'))`.execute(db);
  // One row for each period such a source reports: people of it, and those of them active in the 28 days to its end.
  await sql`
    create table own_population (
      source_id int not null references source on delete cascade,
      begins_on date not null,
      ends_on date not null,
      people int not null,
      active int not null,
      primary key (source_id, ends_on)
    )`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Whose records a source brought is kept with them, and never taken back by a migration.');
}
