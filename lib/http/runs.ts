import type { Db } from '@/db/client';
import { type Run, rejectedRows, runById } from '@/db/runs';
import { TandemError } from '@/lib/core/errors';

/** The run an address names. Throws 404. */
export async function requireRun(db: Db, text: string | undefined): Promise<Run> {
  const id = /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0;
  const run = id > 0 ? await runById(db, id) : undefined;
  if (!run) throw new TandemError(404, `There is no ingestion run ${(text ?? '').slice(0, 40)}.`);
  return run;
}

/** One JSON object a line for each rejected row, with its place and the reason. */
export async function* rejectedLines(db: Db, run: number): AsyncGenerator<string> {
  for await (const rows of rejectedRows(db, run)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
