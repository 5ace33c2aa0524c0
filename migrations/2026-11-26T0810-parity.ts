import { type Kysely, sql } from 'kysely';

/** Verdicts of record: one a closed calendar quarter, computed once and kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parity_record (
      quarter text primary key,
      answer jsonb not null,
      recorded_at timestamptz not null default now()
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table parity_record`.execute(db);
}
