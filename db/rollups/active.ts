// Of a row of tool_activity called `a`, as SQL.

/** Its last active day as days after its date, where the vendor names one inside the period; else null. */
export const LAST_ACTIVE = `case when a.last_active_on >= a.date and a.last_active_on < a.date + a.period_days
  then a.last_active_on - a.date end`;

/** Active is: at least one interaction; or an unknown number where the vendor names a last active day. */
export const IS_ACTIVE = `(a.interactions > 0 or a.interactions is null and ${LAST_ACTIVE} is not null)`;

/** The last day that a row with a date and a number of days tells of. */
export const REACH = 'date + period_days - 1';

/**
 * The first and the last day each source tells of, as a relation. Where it sent rows of several lengths in the 31 days
 * to its end, the last is that of the shortest: a month's total says nothing of weeks or days that are still to come.
 */
export const SOURCE_REACH = `(
  select distinct on (source_id) source_id, first, last
  from (
    select source_id, period_days, max(${REACH}) as last, min(min(date)) over of_source as first,
      max(max(${REACH})) over of_source as top
    from activity_rollup group by source_id, period_days window of_source as (partition by source_id)) of_length
  where last > top - 31
  order by source_id, period_days)`;
