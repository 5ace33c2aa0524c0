import type { Banked } from '@/lib/core/impact';
import type { Db } from './client';

/** What counts of a closed quarter's saving and why not the rest, as it was first computed. */
export interface KeptBanked {
  banked: Banked;
  reasons: string[];
}

/**
 * The record of a quarter under a version of the assumptions: the one kept, or this one, which is then kept. Where
 * another was quicker, its record stands. `recordedAt` says when.
 */
export async function settleBanked(
  db: Db,
  { quarter, version }: { quarter: string; version: number },
  judged: KeptBanked,
): Promise<KeptBanked> {
  await db
    .insertInto('banked_record')
    .values({ quarter, assumptions_version: version, answer: JSON.stringify(judged) })
    .onConflict((conflict) => conflict.columns(['quarter', 'assumptions_version']).doNothing())
    .execute();
  const { answer, recorded_at } = await db
    .selectFrom('banked_record')
    .select(['answer', 'recorded_at'])
    .where('quarter', '=', quarter)
    .where('assumptions_version', '=', version)
    .executeTakeFirstOrThrow();
  const { banked, reasons } = answer as KeptBanked;
  return { banked: { ...banked, recordedAt: recorded_at.toISOString() }, reasons };
}
