import { type Kysely, sql } from 'kysely';

/** People's activity, packed: one row per source, tool, date and length, with all active people in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Small numbers for long hashes, so that a day of 5,000 people takes 40 kB. A number is never given twice.
  await sql`
    create table person (
      person_no int generated always as identity primary key,
      hash uuid not null unique
    )`.execute(db);
  // entries: big-endian int4s per active person: person_no, interactions (-1 = told that, not how much)
  // and, in rows longer than a day, last_active_on as days after date (-1 = not told).
  await sql`
    create table activity_rollup (
      source_id int not null,
      tool text collate "C" not null,
      date date not null,
      period_days int not null,
      entries bytea not null,
      primary key (date, tool, source_id, period_days)
    )`.execute(db);
  // Hashed numbers hardly compress; packing and unpacking them would cost more than it saves.
  await sql`alter table activity_rollup alter column entries set storage external`.execute(db);
  // Longer rows are few; without this each rebuild would look for them among all.
  await sql`create index tool_activity_longer on tool_activity (date) where period_days > 1`.execute(db);
  await sql`
    create table if not exists rollup_state (
      type text primary key,
      first_at timestamptz,
      watermark timestamptz,
      version bigint not null
    )`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Rollups are rebuilt, never taken back by a migration.');
}
