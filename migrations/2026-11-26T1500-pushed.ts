import { type Kysely, sql } from 'kysely';

/**
 * Spans and log records that a collector pushed, cut down and sealed, until nothing of what they are part of has come
 * for days: a conversation or a person's day arrives in many pieces, and is made anew from all of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pushed (
      source text not null,
      kind text not null,
      part text not null,
      id bytea not null,
      thread bytea,
      body bytea not null,
      primary key (source, kind, part, id)
    )`.execute(db);
  await sql`create index pushed_thread on pushed (source, kind, thread) where thread is not null`.execute(db);
  await sql`
    create table pushed_part (
      source text not null,
      kind text not null,
      part text not null,
      changed_at timestamptz not null default now(),
      taken_at timestamptz,
      primary key (source, kind, part)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table pushed_part, pushed`.execute(db);
}
