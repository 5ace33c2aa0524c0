import type { IsoDate } from '@/lib/core/request';
import type { Db } from '../client';

/** The day, in the workspace's zone, of the first conversation the AI took part in; null before any. */
export async function firstAiDay(db: Db): Promise<IsoDate | null> {
  // Cells of no dimension: one row a day.
  const found = await db
    .selectFrom('conversation_cell')
    .select('day')
    .where('set_id', '=', 0)
    .where('ai_involved_n', '>', 0)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst();
  return found?.day ?? null;
}
