import type { ParityAnswer } from '@/lib/core/parity';
import type { Db } from './client';

/** A verdict of record: what was said of a closed quarter, and when. Later data do not change it. */
export interface KeptVerdict {
  answer: ParityAnswer;
  /** ISO 8601 */
  at: string;
}

export async function keptVerdict(db: Db, quarter: string): Promise<KeptVerdict | null> {
  const found = await db
    .selectFrom('parity_record')
    .select(['answer', 'recorded_at'])
    .where('quarter', '=', quarter)
    .executeTakeFirst();
  return found ? { answer: found.answer as ParityAnswer, at: found.recorded_at.toISOString() } : null;
}

/** Keeps a quarter's verdict; where another was quicker, its verdict stands. Returns when it was kept. */
export async function keepVerdict(db: Db, quarter: string, answer: ParityAnswer): Promise<string> {
  await db
    .insertInto('parity_record')
    .values({ quarter, answer: JSON.stringify(answer) })
    .onConflict((conflict) => conflict.column('quarter').doNothing())
    .execute();
  return (await keptVerdict(db, quarter))!.at;
}
