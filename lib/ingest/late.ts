import type { Db } from '@/db/client';
import { DEMO } from '@/db/ingest/demo';
import { runsBySource } from '@/db/ingest/source-overview';
import type { IsoDate } from '@/lib/core/request';
import { MOST_INTERVALS, rhythmOf } from '@/lib/core/rhythm';

/** Sources whose next files are overdue by their own rhythm, with the day on which the last ones came. */
export async function lateSources(
  db: Db,
  timeZone: string,
  today: IsoDate,
): Promise<{ name: string; lastOn: IsoDate }[]> {
  const runs = await runsBySource(db, timeZone, MOST_INTERVALS + 1);
  return runs.flatMap(({ source, arrivals }) => {
    const late = source !== DEMO && (rhythmOf(arrivals, today)?.daysLate ?? 0) > 0;
    return late ? [{ name: source, lastOn: arrivals.at(-1)! }] : [];
  });
}
