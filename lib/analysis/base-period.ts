import type { Db } from '@/db/client';
import { firstAiDay } from '@/db/rollups/first-ai-day';
import { addDays } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import type { Settings } from '@/lib/core/settings';

const BASE_DAYS = 90;

/** The time before the AI that it is held against: the setting's, else the 90 days before its first conversation. */
export async function basePeriod(db: Db, { base_period }: Settings): Promise<DateRange | null> {
  if (base_period) return base_period;
  const first = await firstAiDay(db);
  return first ? { from: addDays(first, -BASE_DAYS), to: first } : null;
}
