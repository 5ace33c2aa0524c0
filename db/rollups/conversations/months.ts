import type pg from 'pg';
import { addMonths, startOf } from '@/lib/core/period';
import type { DateRange, IsoDate } from '@/lib/core/request';
import { COUNTS, SUMS } from './measures';
import { MONTHS_OF_STRATA, SETS, STRATA_SET } from './sets';

/**
 * Adds the days' cells by stratum up to calendar months, for the months of some days: a year is then a tenth of the
 * rows. Counts and sums only; a month is kept as its first day.
 */
export async function sumMonths(client: pg.ClientBase, days: readonly IsoDate[]): Promise<void> {
  const months = [...new Set(days.map((day) => startOf('month', day)))];
  await client.query('delete from conversation_cell where set_id = $1 and day = any($2::date[])', [
    MONTHS_OF_STRATA,
    months,
  ]);
  const dimensions = SETS[STRATA_SET]!.join(', ');
  const measures = [...COUNTS, ...SUMS.map(({ column }) => column)];
  await client.query(
    `insert into conversation_cell (set_id, day, ${dimensions}, ${measures.join(', ')})
     select $1, month, ${dimensions}, ${measures.map((measure) => `sum(${measure})`).join(', ')}
     from unnest($3::date[]) month
     join conversation_cell on set_id = $2 and day >= month and day < month + interval '1 month'
     group by month, ${dimensions}`,
    [MONTHS_OF_STRATA, STRATA_SET, months],
  );
}

/** The whole calendar months inside a range; null where there is none. */
export function wholeMonths({ from, to }: DateRange): DateRange | null {
  const first = startOf('month', from);
  const start = first === from ? first : addMonths(first, 1);
  const end = startOf('month', to);
  return start < end ? { from: start, to: end } : null;
}
