import { type Kysely, sql } from 'kysely';

/** Other names of people on the roster, logins mostly: hashes both, like everything that names a person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alias (
      alias uuid primary key,
      person uuid not null,
      added_at timestamptz not null default now(),
      added_by text not null
    )`.execute(db);
  await sql`create index alias_person on alias (person)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table alias`.execute(db);
}
