import { type Kysely, sql } from 'kysely';

/** Invitations by link, changes in the log beside views and exports, and recomputations that a setting asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Somebody invited has no password until they choose one. The version tells an editor that somebody was faster.
  await sql`
    alter table app_user
      alter column password_hash drop not null,
      add column version int not null default 1,
      add column last_sign_in_at timestamptz`.execute(db);
  // The token is long and random, so a plain SHA-256 keeps it: there is nothing to guess.
  await sql`
    create table invite (
      id bigint generated always as identity primary key,
      user_id uuid not null references app_user on delete cascade,
      hash bytea not null unique,
      created_at timestamptz not null default now(),
      created_by text not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db);
  await sql`
    create unique index invite_open on invite (user_id) where used_at is null and revoked_at is null`.execute(db);
  await sql`
    alter table access_log
      drop constraint access_log_action_check,
      add constraint access_log_action_check
        check (action in ('view', 'export', 'rows', 'change', 'delete', 'sample'))`.execute(db);
  // Views are nearly all of the log: what is rare is found without reading through them.
  await sql`create index access_log_rare on access_log (action, id desc) where action <> 'view'`.execute(db);
  await sql`
    create table recomputation (
      id bigint generated always as identity primary key,
      setting text not null,
      value jsonb not null,
      state text not null default 'running' check (state in ('running', 'succeeded', 'failed')),
      started_by text not null,
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      error text
    )`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Invitations and the log of changes are never taken back by a migration.');
}
