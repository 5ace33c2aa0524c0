import type { Db } from '@/db/client';
import { type Run, rejectedPart, rejectedReasons, rejectedRows, runById } from '@/db/runs';
import { TandemError, unanswerable } from '@/lib/core/errors';
import type { RejectedPage } from '@/lib/core/sources';

/** The run an address names. Throws 404. */
export async function requireRun(db: Db, text: string | undefined): Promise<Run> {
  const id = /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0;
  const run = id > 0 ? await runById(db, id) : undefined;
  if (!run) throw new TandemError(404, `There is no ingestion run ${(text ?? '').slice(0, 40)}.`);
  return run;
}

/** Of a run's rejected rows so many on a page. */
const REJECTED_ROWS = 25;
/** Different reasons that are counted; a file of nonsense has as many as rows. */
const REASONS = 100;

/** One page of a run's rejected rows, of one reason or of all, and how many have which reason. */
export async function rejectedPage(
  db: Db,
  run: number,
  { reason, page }: { reason?: string; page: number },
): Promise<RejectedPage> {
  const reasons = await rejectedReasons(db, run);
  const total = reasons.reduce((sum, { rows }) => sum + rows, 0);
  const found = reasons.reduce((sum, one) => sum + (reason === undefined || one.reason === reason ? one.rows : 0), 0);
  const pages = Math.max(1, Math.ceil(found / REJECTED_ROWS));
  const offset = (Math.min(page, pages) - 1) * REJECTED_ROWS;
  const rows = await rejectedPart(db, run, { reason, offset, limit: REJECTED_ROWS });
  return { total, found, reasons: reasons.slice(0, REASONS), rows, page: Math.min(page, pages), pages };
}

/** A whole number from the address, within bounds; the default where none is given. Throws a 422 naming it. */
export function wholeNumber(
  url: URL,
  name: string,
  { least = 1, most, or }: { least?: number; most: number; or: number },
): number {
  const text = url.searchParams.get(name);
  if (text === null) return or;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw unanswerable(name, `${name} is not a whole number from ${least} to ${most}.`);
}

/** One JSON object a line for each rejected row, with its place and the reason. */
export async function* rejectedLines(db: Db, run: number): AsyncGenerator<string> {
  for await (const rows of rejectedRows(db, run)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The rejected rows alone, as far as they were kept, one a line. */
export async function* rawLines(db: Db, run: number): AsyncGenerator<string> {
  for await (const rows of rejectedRows(db, run))
    yield rows.map(({ raw }) => `${raw.replace(/[\r\n]+/g, ' ')}\n`).join('');
}
