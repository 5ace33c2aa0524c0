import { type Kysely, sql } from 'kysely';

/** What an administrator said about a source because its files cannot tell. Versions are added, never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // By name, as it is said before the first file makes the source.
  await sql`
    create table source_setup (
      source text not null,
      version int not null,
      connector text not null,
      mapping jsonb,
      answers jsonb not null,
      complexity jsonb not null,
      changed_at timestamptz not null default now(),
      changed_by text not null,
      primary key (source, version)
    )`.execute(db);
  // Which version a run's rows were read with; null where there was none.
  await sql`alter table run add column setup_version int`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('What was said about sources is never taken back by a migration.');
}
