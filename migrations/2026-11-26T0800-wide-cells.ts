import { type Kysely, sql } from 'kysely';

const SMALL = ['handled_by', 'first_handler', 'channel', 'complexity', 'outcome', 'agent_pool', 'escalation_reason'];
const WIDE: [set: number, dimensions: string[]][] = [
  [56, SMALL],
  [57, [...SMALL, 'intent']],
  [58, [...SMALL, 'market']],
  [59, [...SMALL, 'language']],
];
const COUNTS = [
  'ai_involved_n',
  'ai_only_n',
  'resolved_n',
  'ai_only_resolved_n',
  'durable_n',
  'durable_eligible_n',
  'ai_first_ended_n',
  'escalated_n',
  'repeated_n',
  'repeat_eligible_n',
  'csat_n',
  'csat_top_n',
  'csat_ended_n',
  'ended_n',
  'request_n',
  'request_joined_n',
  'request_within_n',
  'request_pending_n',
  'ai_cost_n',
];
const SUMS = ['csat_sum', 'resolution_microseconds_sum', 'ai_cost_billionths_sum'];
const BYTES = ['first_response_seconds', 'resolution_seconds', 'time_to_human_seconds', 'ai_markets', 'ai_languages'];

/** Cells by seven dimensions of few values, alone and with one of many: what is there already is added up once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [set, dimensions] of WIDE) {
    const measures = [...COUNTS, ...SUMS, 'ai_hours', ...BYTES];
    const sums = [
      ...COUNTS.map((column) => `sum(${column})::int`),
      ...SUMS.map((column) => `sum(${column})`),
      'bit_or(ai_hours)',
      ...BYTES.map((column) => `string_agg(${column}, '')`),
    ];
    await sql
      .raw(
        `insert into conversation_cell (set_id, day, n, ${[...dimensions, ...measures].join(', ')})
         select ${set}, day, sum(n), ${[...dimensions, ...sums].join(', ')}
         from conversation_cell_full group by day, ${dimensions.join(', ')} order by day`,
      )
      .execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from conversation_cell where set_id >= 56`.execute(db);
}
