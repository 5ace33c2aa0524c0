import { type Kysely, sql } from 'kysely';

/** Sources that are fetched on a schedule: from a vendor's API, or from a folder that is watched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `credentials`, and the `memory` of what was there last time, are sealed (AES-256-GCM) under a key that is not in the
  // database. `progress` is what a pull that is
  // under way has fetched so far, so that another process can go on. A source may have its pull before its first run.
  await sql`
    create table pull (
      id int generated always as identity primary key,
      source text not null unique,
      vendor text not null,
      options jsonb not null,
      credentials bytea,
      memory bytea,
      schedule text not null check (schedule in ('minute', 'hour', 'six_hours', 'day', 'week')),
      since date,
      paused_at timestamptz,
      next_at timestamptz,
      pulled_until timestamptz,
      progress jsonb,
      failures int not null default 0,
      state text not null default 'new' check (state in ('new', 'succeeded', 'waiting', 'failed', 'blocked')),
      said text,
      said_at timestamptz,
      succeeded_at timestamptz,
      run_id bigint references run on delete set null,
      created_at timestamptz not null default now(),
      created_by text not null
    )`.execute(db);
  await sql`create index pull_due on pull (next_at) where paused_at is null`.execute(db);
  // What a watched folder held: a file is taken once its size and time have stood still.
  await sql`
    create table pull_file (
      pull_id int not null references pull on delete cascade,
      name text not null,
      size bigint not null,
      modified_at timestamptz not null,
      seen_at timestamptz not null,
      hash bytea,
      taken_at timestamptz,
      run_id bigint references run on delete set null,
      error text,
      primary key (pull_id, name)
    )`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Schedules and their credentials are never taken back by a migration.');
}
