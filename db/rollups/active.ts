// Of a row of tool_activity called `a`, as SQL.

/** Its last active day as days after its date, where the vendor names one inside the period; else null. */
export const LAST_ACTIVE = `case when a.last_active_on >= a.date and a.last_active_on < a.date + a.period_days
  then a.last_active_on - a.date end`;

/** Active is: at least one interaction; or an unknown number where the vendor names a last active day. */
export const IS_ACTIVE = `(a.interactions > 0 or a.interactions is null and ${LAST_ACTIVE} is not null)`;
