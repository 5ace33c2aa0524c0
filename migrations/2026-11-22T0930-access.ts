import { type Kysely, sql } from 'kysely';

/** Who may come in, with what, and who looked at what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A session carries the version it was opened with: raising it ends every session of that person.
  await sql`
    create table app_user (
      id uuid primary key default gen_random_uuid(),
      email text not null unique check (email = lower(email)),
      password_hash text not null,
      session_version int not null default 1,
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table user_grant (
      id bigint generated always as identity primary key,
      user_id uuid not null references app_user on delete cascade,
      role text not null,
      departments text[] not null default '{}',
      until date,
      granted_at timestamptz not null default now(),
      unique nulls not distinct (user_id, role, departments, until)
    )`.execute(db);
  // Keys are long and random, so a plain SHA-256 keeps them: there is nothing to guess.
  await sql`
    create table api_key (
      id bigint generated always as identity primary key,
      name text not null,
      hash bytea not null unique,
      scope text not null check (scope in ('ingest', 'query')),
      role text,
      departments text[] not null default '{}',
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz,
      check ((scope = 'query') = (role is not null))
    )`.execute(db);
  await sql`
    create table sign_in_attempt (
      id bigint generated always as identity primary key,
      account bytea not null,
      address text not null,
      at timestamptz not null default now()
    )`.execute(db);
  await sql`create index sign_in_attempt_account on sign_in_attempt (account, at)`.execute(db);
  await sql`create index sign_in_attempt_address on sign_in_attempt (address, at)`.execute(db);
  await sql`create index sign_in_attempt_at on sign_in_attempt (at)`.execute(db);
  await sql`
    create table first_admin_token (
      hash bytea primary key,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table access_log (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      viewer_kind text not null,
      viewer text not null,
      road text not null check (road in ('page', 'api', 'key', 'cli')),
      action text not null check (action in ('view', 'export', 'rows')),
      metrics text[] not null,
      request jsonb not null,
      rows bigint
    )`.execute(db);
  await sql`create index access_log_at on access_log using brin (at)`.execute(db);
  await sql`create index access_log_viewer on access_log (viewer, id desc)`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Accounts and the log of views are never taken back by a migration.');
}
