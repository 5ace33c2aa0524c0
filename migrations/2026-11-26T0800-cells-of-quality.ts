import { type Kysely, sql } from 'kysely';

const COUNTS = [
  'unknown_n',
  'ai_only_unknown_n',
  'ai_only_unknown_eligible_n',
  'confirmed_n',
  'assumed_n',
  'closed_by_agent_n',
  'judged_n',
  'handle_n',
  'random_csat_n',
];
const SUMS = [
  'csat_square_sum',
  'handle_microseconds_sum',
  'handle_square_sum',
  'random_csat_sum',
  'random_csat_square_sum',
];

/**
 * What comparing the AI with people, and pricing its work, needs of a cell. Cells that are there lack it, and the
 * sets of seven and eight dimensions: they are marked to be computed anew from the records.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const columns = [
    ...COUNTS.map((name) => `add column ${name} int`),
    ...SUMS.map((name) => `add column ${name} double precision`),
  ].join(', ');
  for (const table of ['conversation_cell', 'conversation_cell_full'])
    await sql.raw(`alter table ${table} ${columns}`).execute(db);
  await sql`alter table rollup_state add column is_outdated boolean not null default false`.execute(db);
  await sql`update rollup_state set is_outdated = true where type = 'conversation'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rollup_state drop column is_outdated`.execute(db);
  const columns = [...COUNTS, ...SUMS].map((name) => `drop column ${name}`).join(', ');
  for (const table of ['conversation_cell', 'conversation_cell_full'])
    await sql.raw(`alter table ${table} ${columns}`).execute(db);
}
