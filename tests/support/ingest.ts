import { Readable } from 'node:stream';
import type { Connection } from '@/db/client';
import type { Input } from '@/lib/ingest/inputs';
import { type IngestRequest, ingest } from '@/lib/ingest/run';

export const KEY = Buffer.alloc(32, 7);

/** A file in memory, handed over in pieces of `piece` bytes. */
export function file(name: string, content: string | Buffer, piece = 65_536): Input {
  const bytes = Buffer.from(content);
  return {
    name,
    size: bytes.length,
    open() {
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
      return Readable.from(pieces);
    },
  };
}

export const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Ingests what is given, as source `own` with the tests' key. */
export function take(connection: Connection, inputs: Input[], options: Partial<IngestRequest> = {}) {
  return ingest(connection, { source: 'own', road: 'cli', key: KEY, ...options, inputs });
}

/** An AI conversation of two minutes on 5 January 2026, resolved, changed as asked. */
export function conversation(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'conversation',
    id,
    customer_id: `customer of ${id}`,
    started_at: '2026-01-05T09:00:00Z',
    ended_at: '2026-01-05T09:02:00Z',
    channel: 'chat',
    intent: 'refund',
    first_handler: 'ai',
    ai_involved: true,
    human_involved: false,
    outcome: 'resolved',
    ...changes,
  };
}

const TABLES = ['conversation', 'tool_activity', 'employee', 'seat', 'financials'];

/** Every record as text, without the numbers of source and run; equal for equal states. */
export async function state({ pool }: Connection): Promise<string[]> {
  const rows = await Promise.all(
    TABLES.map(async (table) => {
      const found = await pool.query<{ row: string }>(
        `select '${table} ' || (to_jsonb(t) - 'run_id' - 'source_id')::text as row from ${table} t`,
      );
      return found.rows.map(({ row }) => row);
    }),
  );
  return rows.flat().sort();
}
