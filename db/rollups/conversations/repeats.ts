import type pg from 'pg';
import type { IsoDate } from '@/lib/core/request';
import { MOST_RETURN_DAYS } from '@/lib/core/returns';
import { during, stretches } from './ranges';

/** Whether `later` is the same customer with the same matter again, within so many days after `c` ended; for a solved `c`. */
const cameBack = (days: number) => `later.customer = c.customer
      and coalesce(later.intent, 'unknown') = coalesce(c.intent, 'unknown')
      and later.started_at > c.ended_at
      and later.started_at <= c.ended_at + interval '${days * 24} hours'`;
export const CAME_BACK = cameBack(7);

/** Temporary table of the solved conversations whose customer came back within 30 days, and when first. */
export const RETURNED = 'returned_conversation';

/**
 * Fills RETURNED for the given days: solved conversations with another of the same customer and intent that starts
 * after their end and at most 30 days after it. `endDays` are the days (of UTC) on which they ended: only starts in
 * the 30 days after those are looked at.
 */
export async function markReturned(
  client: pg.ClientBase,
  { days, endDays, zone }: { days: readonly IsoDate[]; endDays: readonly IsoDate[]; zone: string },
): Promise<void> {
  await client.query(`drop table if exists pg_temp.${RETURNED}`);
  await client.query(`
    create temp table ${RETURNED} on commit drop as
    select c.source_id, c.id, c.customer, min(later.started_at) as returned_at
    from conversation c
    join conversation later on ${cameBack(MOST_RETURN_DAYS)}
    where c.outcome = 'resolved'
      and ${during('c.started_at', stretches(days), zone)}
      and ${during('later.started_at', stretches(endDays), "'UTC'", { daysAfter: MOST_RETURN_DAYS })}
    group by 1, 2, 3`);
  await client.query(`analyze ${RETURNED}`);
}
