import type { Db } from '@/db/client';
import { type OwnPeriodRow, ownPeriods, ownSpans } from '@/db/own-population';
import { readSettings } from '@/db/settings';
import { mayDo } from '@/lib/access/policy';
import { forbidden } from '@/lib/core/errors';
import type { OwnPeriod, OwnPopulationsAnswer, OwnPopulationsRequest } from '@/lib/core/own-populations';
import { addDays } from '@/lib/core/period';
import type { Viewer } from '@/lib/core/viewer';
import { smallestGroup } from '@/lib/query/people/frame';
import { WINDOW_DAYS } from '@/lib/query/people/window';

/**
 * Of each de-identified source, period by period: the share of its own people who were active in the 28 days to the
 * period's end. No roster knows them, so they belong to no department and are in no other figure. Throws a 403.
 */
export async function runOwnPopulations(
  db: Db,
  viewer: Viewer,
  { from, to }: OwnPopulationsRequest,
): Promise<OwnPopulationsAnswer> {
  if (!mayDo(viewer, 'populations')) throw forbidden('People of de-identified sources are shown as a company only.');
  const [settings, spans, rows] = await Promise.all([readSettings(db), ownSpans(db), ownPeriods(db, { from, to })]);
  const k = smallestGroup(settings);
  const populations = spans.map(({ source, first_on, last_on }) => ({
    source,
    firstOn: first_on,
    lastOn: last_on,
    periods: rows.filter((row) => row.source === source).map((row) => periodOf(row, first_on, k)),
  }));
  return { from, to, populations, k };
}

function periodOf({ begins_on, ends_on, people, active }: OwnPeriodRow, first: string, k: number): OwnPeriod {
  const period = { from: begins_on, to: ends_on };
  if (people < k) return { ...period, people: null, active: null, value: null, status: 'suppressed' };
  const isWhole = addDays(ends_on, 1 - WINDOW_DAYS) >= first;
  return { ...period, people, active, value: active / people, status: isWhole ? 'ok' : 'provisional' };
}
