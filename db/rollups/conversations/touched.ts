import type pg from 'pg';
import { addDays } from '@/lib/core/period';
import type { DateRange, IsoDate } from '@/lib/core/request';
import { stretches } from './ranges';

/** Stretches of changed days that are looked around at once. */
const STRETCHES_A_STATEMENT = 40;

/**
 * The days on which a column of a relation lies. Zones differ from UTC by quarters of an hour: only one instant a
 * quarter is asked for its day, which is what costs.
 */
async function daysOf(
  client: pg.ClientBase,
  column: string,
  { from, zone }: { from: string; zone: string },
  values: unknown[] = [],
): Promise<IsoDate[]> {
  const { rows } = await client.query<{ day: IsoDate }>(
    `select distinct (quarter at time zone ${zone})::date::text as day
     from (select distinct date_bin('15 minutes', ${column}, timestamptz '2000-01-01 00:00Z') as quarter from ${from}) q`,
    values,
  );
  return rows.map(({ day }) => day);
}

/** Days of all conversations. */
export function allDays(client: pg.ClientBase, zone: string): Promise<IsoDate[]> {
  return daysOf(client, 'started_at', { from: 'conversation', zone });
}

/** Days on which the changed conversations start: the old place and the new. */
export function ownDays(client: pg.ClientBase, changes: string, zone: string): Promise<IsoDate[]> {
  return daysOf(client, 'started_at', { from: changes, zone });
}

/**
 * Days of solved conversations whose customer came back, or no longer does, because of a changed start: same intent,
 * ended so many hours before it. Those that start on the changed days themselves need no looking for.
 */
export async function daysBefore(
  client: pg.ClientBase,
  changes: string,
  own: readonly IsoDate[],
  { zone, after = 0, until }: { zone: string; after?: number; until: number },
): Promise<IsoDate[]> {
  const all = stretches(own, Number.POSITIVE_INFINITY);
  const found = new Set<IsoDate>();
  for (let i = 0; i < all.length; i += STRETCHES_A_STATEMENT) {
    const around = all.slice(i, i + STRETCHES_A_STATEMENT).map((stretch) => before(stretch, zone, until / 24));
    const from = `conversation earlier
       join ${changes} changed
         on changed.customer = earlier.customer
         and coalesce(changed.intent, 'unknown') = coalesce(earlier.intent, 'unknown')
         and changed.started_at > earlier.ended_at + interval '${after} hours'
         and changed.started_at <= earlier.ended_at + interval '${until} hours'
       where earlier.outcome = 'resolved' and (${around.join(' or ')})`;
    for (const day of await daysOf(client, 'earlier.started_at', { from, zone })) found.add(day);
  }
  return [...found];
}

/** Started before the stretch, and ended inside it or in the days before; with some hours around midnight. */
function before({ from, to }: DateRange, zone: string, days: number): string {
  const instant = (date: IsoDate, hours: number) =>
    `(timestamp '${date}' at time zone ${zone} + interval '${hours} hours')`;
  return `(earlier.started_at < ${instant(from, 3)}
    and earlier.ended_at >= ${instant(addDays(from, -days), -3)} and earlier.ended_at < ${instant(to, 3)})`;
}

/**
 * Days of conversations whose waiting (7 days for a return, 24 hours for a person) is over at one watermark and not
 * at the other. Watermarks are microseconds since 1970.
 */
export function daysOfClosingWindows(
  client: pg.ClientBase,
  watermarks: readonly [number, number],
  zone: string,
): Promise<IsoDate[]> {
  const instant = (parameter: string, hours: number) =>
    `(timestamptz 'epoch' + ${parameter}::float8 * interval '1 microsecond' - interval '${hours} hours')`;
  const within = (column: string, hours: number) =>
    `${column} > ${instant('$1', hours)} and ${column} <= ${instant('$2', hours)}`;
  const from = `conversation
     where (${within('ended_at', 168)})
       or (ended_at is null and ${within('started_at', 168)})
       or (human_requested_at is not null and ended_at is null and human_joined_at is null
         and ${within('human_requested_at', 24)})`;
  return daysOf(client, 'started_at', { from, zone }, [Math.min(...watermarks), Math.max(...watermarks)]);
}
