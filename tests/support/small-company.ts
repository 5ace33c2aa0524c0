import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '@/db/client';
import { inputsOf } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { conversations } from '../fixtures/small-company/conversations';
import { employees, financials, seats, toolActivity } from '../fixtures/small-company/people';

const lines = (type: string, records: readonly object[]) =>
  records.map((record) => JSON.stringify({ type, ...record })).join('\n');

/** Puts the small hand-checkable company in by the ordinary road. Throws when a row of it is refused. */
export async function loadSmallCompany(connection: Connection): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'small-company-'));
  const file = path.join(folder, 'company.jsonl');
  const text = [
    lines('conversation', conversations),
    lines('employee', employees),
    lines('tool_activity', toolActivity),
    lines('seat', seats),
    lines('financials', financials),
  ].join('\n');
  await writeFile(file, text);
  const summary = await ingest(connection, { source: 'small', inputs: inputsOf([file]), road: 'cli' });
  await rm(folder, { recursive: true });
  if (summary.rejected > 0) throw new Error(`The small company has ${summary.rejected} rows that are refused.`);
}
