import { type Kysely, sql } from 'kysely';

/** Conversations by day of the workspace's zone, summed up for the numbers people ask for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // What is 0 is null: most cells are of a few conversations, and a null costs one bit.
  const dimensions = sql.raw(`
      handled_by text collate "C",
      first_handler text collate "C",
      channel text collate "C",
      market text collate "C",
      language text collate "C",
      intent text collate "C",
      complexity text collate "C",
      outcome text collate "C",
      agent_pool text collate "C",
      escalation_reason text collate "C",`);
  const measures = sql.raw(`
      ai_involved_n int,
      ai_only_n int,
      resolved_n int,
      ai_only_resolved_n int,
      durable_n int,
      durable_eligible_n int,
      ai_first_ended_n int,
      escalated_n int,
      repeated_n int,
      repeat_eligible_n int,
      csat_n int,
      csat_top_n int,
      csat_ended_n int,
      ended_n int,
      request_n int,
      request_joined_n int,
      request_within_n int,
      request_pending_n int,
      ai_cost_n int,
      csat_sum double precision,
      resolution_microseconds_sum double precision,
      ai_cost_billionths_sum double precision,
      ai_hours int,
      first_response_seconds bytea,
      resolution_seconds bytea,
      time_to_human_seconds bytea,
      ai_markets bytea,
      ai_languages bytea`);
  await sql`
    create table conversation_cell (
      day date not null,
      n int not null,
      set_id smallint not null,
      ${dimensions}
      ${measures}
    )`.execute(db);
  await sql`create index conversation_cell_set_day on conversation_cell (set_id, day)`.execute(db);
  await sql`
    create table conversation_cell_full (
      day date not null,
      n int not null,
      ${dimensions}
      ${measures}
    )`.execute(db);
  await sql`create index conversation_cell_full_day on conversation_cell_full (day)`.execute(db);
  // Histograms and tallies of large cells lie beside the row, uncompressed: sums pass them by, and merging reads them as they are.
  for (const table of ['conversation_cell', 'conversation_cell_full'])
    await sql`
      alter table ${sql.table(table)}
        alter first_response_seconds set storage external,
        alter resolution_seconds set storage external,
        alter time_to_human_seconds set storage external,
        alter ai_markets set storage external,
        alter ai_languages set storage external`.execute(db);
  // How far each type of record reaches, and a number that every change of its rollups raises.
  await sql`
    create table rollup_state (
      type text primary key,
      first_at timestamptz,
      watermark timestamptz,
      version bigint not null
    )`.execute(db);
  // First and last start per source, so that a watermark costs no look through the records.
  await sql`
    create table conversation_span (
      source_id int primary key,
      first_at timestamptz not null,
      last_at timestamptz not null
    )`.execute(db);
  // Requests that still wait for a person: few, and their 24 hours close as the watermark moves.
  await sql`
    create index conversation_waiting on conversation (human_requested_at)
    where human_requested_at is not null and ended_at is null and human_joined_at is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index conversation_waiting`.execute(db);
  await sql`drop table conversation_span, rollup_state, conversation_cell_full, conversation_cell`.execute(db);
}
