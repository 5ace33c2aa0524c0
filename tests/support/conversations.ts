import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A conversation as records.md has it, loosely. */
export type LooseConversation = { id: string; customer_id: string; started_at: string; source_id?: number } & Record<
  string,
  unknown
>;

const COLUMNS = [
  'source_id',
  'run_id',
  'id',
  'customer',
  'human_agent',
  'started_at',
  'ended_at',
  'first_reply_at',
  'human_requested_at',
  'human_joined_at',
  'csat_at',
  'handle_seconds',
  'csat',
  'ai_involved',
  'human_involved',
  'channel',
  'market',
  'language',
  'intent',
  'complexity',
  'first_handler',
  'assignment',
  'outcome',
  'outcome_basis',
  'escalation_reason',
  'ai_version',
  'agent_pool',
  'ai_cost',
];

export const customerOf = (id: string) => createHash('md5').update(id).digest('hex');

const field = (value: unknown) =>
  value === null || value === undefined ? '\\N' : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t');

/** Puts conversations straight into the table: for tests of what comes after ingestion. */
export async function insertConversations(client: pg.ClientBase, records: Iterable<LooseConversation>): Promise<void> {
  function* lines() {
    for (const record of records) {
      const row: Record<string, unknown> = {
        source_id: 1,
        run_id: 1,
        ...record,
        customer: customerOf(record.customer_id),
        human_agent: record.human_agent ? customerOf(String(record.human_agent)) : null,
      };
      yield `${COLUMNS.map((column) => field(row[column])).join('\t')}\n`;
    }
  }
  await pipeline(
    Readable.from(lines(), { objectMode: true }),
    client.query(copyFrom(`copy conversation (${COLUMNS.join(', ')}) from stdin`)),
  );
}
