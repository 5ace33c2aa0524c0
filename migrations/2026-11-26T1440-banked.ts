import { type Kysely, sql } from 'kysely';

/** What of a closed quarter's saving counts under one version of the assumptions: computed once and kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table banked_record (
      quarter text not null,
      assumptions_version int not null,
      answer jsonb not null,
      recorded_at timestamptz not null default now(),
      primary key (quarter, assumptions_version)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table banked_record`.execute(db);
}
