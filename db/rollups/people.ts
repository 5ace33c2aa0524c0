import type pg from 'pg';
import { IS_ACTIVE, LAST_ACTIVE, SOURCE_REACH } from './active';
import { rebuildOwnPopulations } from './own-population';

/** What a merge touched. `activity` names a relation with a column `date`: the dates of rows added, changed or removed. */
export interface PeopleChanges {
  activity?: string;
  /** roster, seat or financial rows changed */
  people?: boolean;
}

/**
 * Rebuilds the activity of touched dates from the records and moves first day, watermark and version.
 * Runs inside the merge's transaction; `activity` is a name our own code made, never one from outside.
 */
export async function rebuildPeople(
  client: pg.ClientBase,
  { activity, people }: PeopleChanges,
  now: Date,
): Promise<{ days: number }> {
  if (!activity && !people) return { days: 0 };
  const days = activity ? await rebuildDates(client, `select distinct date from ${activity}`) : 0;
  await moveState(client, now);
  return { days };
}

/** The same for every date of a half-open range, or for all of them. */
export async function rebuildAllPeople(
  client: pg.ClientBase,
  now: Date,
  { from, to }: { from?: string; to?: string } = {},
): Promise<{ days: number }> {
  const inside = (column: string) =>
    [from && `${column} >= ${client.escapeLiteral(from)}::date`, to && `${column} < ${client.escapeLiteral(to)}::date`]
      .filter(Boolean)
      .join(' and ') || 'true';
  // Dates that lost their last record are in the rollup only.
  const days = await rebuildDates(
    client,
    `select date from activity_rollup where ${inside('date')}
     union select date from tool_activity where ${inside('date')}`,
  );
  await moveState(client, now);
  return { days };
}

/** Within so many days any plan is quick, and what autovacuum knows will do. */
const FEW_DAYS = 31;

async function rebuildDates(client: pg.ClientBase, dates: string): Promise<number> {
  await client.query('drop table if exists pg_temp.touched_activity');
  await client.query(`create temp table touched_activity on commit drop as ${dates}`);
  await client.query('analyze touched_activity');
  const { rows } = await client.query<{ days: string | number; from: string; to: string }>(
    'select count(*) as days, min(date)::text as from, max(date)::text as to from touched_activity',
  );
  const { days, from, to } = rows[0]!;
  if (Number(days) === 0) return 0;
  // The bounds, as constants, let the records' block ranges be used.
  const touchedDays = `date between '${from}' and '${to}' and date in (select date from touched_activity)`;
  await rebuildOwnPopulations(client, touchedDays);
  // Whoever is not matched to the roster by design, and what is no use, is in no rollup that a rate is read from.
  const { rows: apart } = await client.query<{ id: number }>(`select id from source where activity <> 'use'`);
  const touched =
    apart.length > 0 ? `${touchedDays} and source_id <> all('{${apart.map(({ id }) => id)}}')` : touchedDays;
  // Gathering years of activity in 4 MB would spill to disk many times over; the setting ends with the transaction.
  await client.query("set local work_mem = '64MB'");
  await client.query(`
    insert into person (hash)
    select distinct person from tool_activity a
    where ${touched} and not exists (select from person p where p.hash = a.person)
    on conflict do nothing`);
  // Records of the same transaction are in no statistics yet: joined blindly, a year of them takes ten times as long.
  if (Number(days) > FEW_DAYS) await client.query('analyze person, tool_activity');
  await client.query(`delete from activity_rollup where ${touched}`);
  await client.query(packDays(touched));
  await client.query(packLonger(touched));
  return Number(days);
}

const INTERACTIONS = 'least(coalesce(a.interactions, -1), 2147483647)';

// An entry of a one-day row is eight bytes, so it is gathered and sorted as one bigint: person_no above, interactions below.
const packDays = (touched: string) => `
  insert into activity_rollup (source_id, tool, date, period_days, entries)
  select source_id, tool, date, 1,
    coalesce((select string_agg(int8send(entry), ''::bytea order by entry) from unnest(entries) entry), ''::bytea)
  from (
    select a.source_id, a.tool, a.date,
      array_agg((p.person_no::bigint << 32) | (${INTERACTIONS} & 4294967295)) filter (where ${IS_ACTIVE}) as entries
    from tool_activity a join person p on p.hash = a.person
    where a.period_days = 1 and ${touched}
    group by a.source_id, a.tool, a.date
  ) gathered`;

// A 7-day row with nothing done is kept too: where a source tells a week several times, it may be the row that counts.
const packLonger = (touched: string) => `
  insert into activity_rollup (source_id, tool, date, period_days, entries)
  select a.source_id, a.tool, a.date, a.period_days,
    coalesce(string_agg(int4send(p.person_no) || int4send(${INTERACTIONS}::int) || int4send(coalesce(${LAST_ACTIVE}, -1)),
      ''::bytea order by p.person_no) filter (where ${IS_ACTIVE} or a.period_days = 7 and a.interactions = 0), ''::bytea)
  from tool_activity a join person p on p.hash = a.person
  where a.period_days > 1 and ${touched}
  group by a.source_id, a.tool, a.date, a.period_days`;

/**
 * Each source is known up to the last day its rows tell of, which of a longer row is its period's last; never later
 * than now. What reads several waits for the slowest.
 */
async function moveState(client: pg.ClientBase, now: Date): Promise<void> {
  await client.query(
    `insert into rollup_state as s (type, first_at, watermark, version)
     select 'people', min(first)::timestamp at time zone 'UTC',
       least(min(last), $1::date)::timestamp at time zone 'UTC', 1
     from ${SOURCE_REACH} each_source
     on conflict (type) do update
       set first_at = excluded.first_at, watermark = excluded.watermark, version = s.version + 1`,
    [now.toISOString().slice(0, 10)],
  );
}
