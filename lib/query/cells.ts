import { sql } from 'kysely';
import type { Db } from '@/db/client';
import { addDays } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import { type CellRow, type Compiled, compile } from './compile/conversations';
import type { Observed } from './compile/remarks';

/** How far conversations reach: their first and last observed day in the workspace's zone, and the watermark. */
export interface Reach extends Observed {
  /** ISO 8601 */
  asOf: string;
}

/** Several statements that must see the same data: a merge in between would show half of itself. */
export async function readTogether<T>(db: Db, read: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return read(db);
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}

/** null before the first conversation. */
export async function readReach(db: Db, zone: string): Promise<Reach | null> {
  const { rows } = await sql<Reach>`
    select (first_at at time zone ${zone})::date as first, (watermark at time zone ${zone})::date as last,
      watermark as "asOf"
    from rollup_state where type = 'conversation' and watermark is not null`.execute(db);
  const found = rows[0];
  return found ? { ...found, asOf: new Date(found.asOf).toISOString().replace('.000Z', 'Z') } : null;
}

/** The part of a range that is observed; null where no day of it is. */
export function observedPart({ from, to }: DateRange, { first, last }: Observed): DateRange | null {
  const end = addDays(last, 1);
  const days = { from: from > first ? from : first, to: to < end ? to : end };
  return days.from < days.to ? days : null;
}

/** Sums, histograms and tallies by period and group, over the observed days of a range. */
export async function readCells(
  db: Db,
  asked: Omit<Compiled, 'days'> & { range: DateRange },
  reach: Observed,
): Promise<CellRow[]> {
  const days = observedPart(asked.range, reach);
  return days ? (await compile({ ...asked, days }).execute(db)).rows : [];
}
