import { type Kysely, sql } from 'kysely';

/** The five canonical records as they arrived, who brought them, and what was refused. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table source (
      id int generated always as identity primary key,
      name text not null unique,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table run (
      id bigint generated always as identity primary key,
      source_id int not null references source on delete cascade,
      road text not null,
      state text not null default 'running' check (state in ('running', 'succeeded', 'failed')),
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      read bigint not null default 0,
      accepted bigint not null default 0,
      updated bigint not null default 0,
      duplicate bigint not null default 0,
      rejected bigint not null default 0,
      unknown_fields jsonb not null default '{}',
      seconds double precision,
      split jsonb not null default '{}',
      files jsonb not null default '[]',
      warnings jsonb not null default '[]',
      error text
    )`.execute(db);
  await sql`create index run_source on run (source_id, id desc)`.execute(db);
  await sql`
    create table rejected_row (
      run_id bigint not null references run on delete cascade,
      file text not null,
      line bigint not null,
      field text,
      reason text not null,
      raw text not null,
      at timestamptz not null default now()
    )`.execute(db);
  await sql`create index rejected_row_run on rejected_row (run_id, file, line)`.execute(db);
  // Customers, agents and employees are keyed hashes (128 bits), which fit a uuid exactly.
  // The key holds the column that rows would be spread by on Citus: customer, person, employee.
  await sql`
    create table conversation (
      source_id int not null,
      run_id bigint not null,
      id text collate "C" not null,
      customer uuid not null,
      human_agent uuid,
      started_at timestamptz not null,
      ended_at timestamptz,
      first_reply_at timestamptz,
      human_requested_at timestamptz,
      human_joined_at timestamptz,
      csat_at timestamptz,
      handle_seconds double precision,
      csat smallint,
      ai_involved boolean not null,
      human_involved boolean not null,
      channel text collate "C",
      market text collate "C",
      language text collate "C",
      intent text collate "C",
      complexity text collate "C",
      first_handler text collate "C" not null,
      assignment text collate "C",
      outcome text collate "C" not null,
      outcome_basis text collate "C",
      escalation_reason text collate "C",
      ai_version text collate "C",
      agent_pool text collate "C",
      ai_cost numeric,
      primary key (source_id, id, customer)
    )`.execute(db);
  // Files arrive roughly in time order, so block ranges find a day's rows at almost no cost to ingestion.
  await sql`create index conversation_times on conversation using brin (started_at, ended_at) with (pages_per_range = 32)`.execute(
    db,
  );
  await sql`
    create table tool_activity (
      source_id int not null,
      run_id bigint not null,
      person uuid not null,
      tool text collate "C" not null,
      date date not null,
      period_days int not null default 1,
      interactions bigint,
      cost numeric,
      last_active_on date,
      primary key (source_id, person, tool, date, period_days)
    )`.execute(db);
  await sql`create index tool_activity_date on tool_activity using brin (date) with (pages_per_range = 32)`.execute(db);
  await sql`
    create table employee (
      source_id int not null,
      run_id bigint not null,
      employee uuid not null,
      email uuid,
      department text collate "C" not null,
      team text collate "C",
      is_tech boolean not null,
      country text collate "C",
      employment text collate "C" not null check (employment in ('employee', 'contractor')),
      valid_from date not null,
      valid_to date,
      primary key (source_id, employee, valid_from)
    )`.execute(db);
  await sql`
    create table seat (
      source_id int not null,
      run_id bigint not null,
      person uuid not null,
      tool text collate "C" not null,
      assigned_on date not null,
      revoked_on date,
      monthly_cost numeric,
      primary key (source_id, person, tool, assigned_on)
    )`.execute(db);
  await sql`
    create table financials (
      source_id int not null,
      run_id bigint not null,
      quarter text collate "C" not null,
      revenue numeric not null,
      customer_service_cost numeric not null,
      transactions bigint not null check (transactions > 0),
      currency text not null,
      primary key (source_id, quarter)
    )`.execute(db);
  // Every change of a setting is a new version; the newest counts.
  await sql`
    create table setting (
      name text not null,
      version int not null,
      value jsonb not null,
      changed_at timestamptz not null default now(),
      changed_by text not null,
      primary key (name, version)
    )`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Records are never taken back by a migration.');
}
