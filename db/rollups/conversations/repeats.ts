import type pg from 'pg';
import type { IsoDate } from '@/lib/core/request';
import { during, stretches } from './ranges';

/** Whether `later` is the same customer with the same matter again, within the week after `c` ended; for a solved `c`. */
export const CAME_BACK = `later.customer = c.customer
      and coalesce(later.intent, 'unknown') = coalesce(c.intent, 'unknown')
      and later.started_at > c.ended_at
      and later.started_at <= c.ended_at + interval '168 hours'`;

/** Temporary table of the solved conversations whose customer came back within the week. */
export const REPEATED = 'repeated_conversation';

/**
 * Fills REPEATED for the given days: solved conversations with another of the same customer and intent that starts
 * after their end and at most 7 days after it. `endDays` are the days (of UTC) on which they ended: only starts in the
 * week after those are looked at.
 */
export async function markRepeated(
  client: pg.ClientBase,
  { days, endDays, zone }: { days: readonly IsoDate[]; endDays: readonly IsoDate[]; zone: string },
): Promise<void> {
  await client.query(`drop table if exists pg_temp.${REPEATED}`);
  await client.query(`
    create temp table ${REPEATED} on commit drop as
    select distinct c.source_id, c.id, c.customer
    from conversation c
    join conversation later on ${CAME_BACK}
    where c.outcome = 'resolved'
      and ${during('c.started_at', stretches(days), zone)}
      and ${during('later.started_at', stretches(endDays), "'UTC'", { daysAfter: 7 })}`);
  await client.query(`analyze ${REPEATED}`);
}
