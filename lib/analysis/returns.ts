import type { Db } from '@/db/client';
import { holdsDemo, readSettings } from '@/db/settings';
import { mayAsk } from '@/lib/access/policy';
import { unanswerable } from '@/lib/core/errors';
import {
  MOST_RETURN_DAYS,
  RETURN_DIMENSIONS,
  type ReturnCurve,
  type ReturnDimension,
  type ReturnsAnswer,
  type ReturnsRequest,
} from '@/lib/core/returns';
import type { Viewer } from '@/lib/core/viewer';
import { metrics } from '@/lib/metrics/registry';
import { observedPart, readReach, readTogether } from '@/lib/query/cells';
import { readReturns, type WatchedGroup } from '@/lib/query/returns';
import { kaplanMeier } from '@/lib/stats/survival';

const HANDLED = ['ai', 'hybrid', 'human'] as const;

/**
 * When customers come back with the same matter: the share of solved conversations with a return until each of the 30
 * days after their end, by who handled them. Conversations not watched for 30 days yet count for the days they were.
 * Throws 403 and 422 as runMetrics does; 422 for more than one filter beside handled_by.
 */
export async function runReturns(db: Db, viewer: Viewer, request: ReturnsRequest): Promise<ReturnsAnswer> {
  const { from, to, filter = {} } = request;
  const metric = metrics.get('repeat_inquiry_rate')!;
  mayAsk(viewer, { metrics: [metric.id], from, to, filter }, [metric]);
  const { handled_by: handled, ...others } = filter;
  const chosen = filterOf(others);
  const settings = await readSettings(db);
  return readTogether(db, async (together) => {
    const reach = await readReach(together, settings.time_zone);
    const range = reach && observedPart({ from, to }, reach);
    const groups = range ? await readReturns(together, range, chosen, reach.asOf) : [];
    const curves = HANDLED.filter((name) => !handled || handled.includes(name)).map((name) => curveOf(name, groups));
    const demo = await holdsDemo(together);
    return { from, to, filter, asOf: reach?.asOf ?? null, demo, curves: curves.filter(({ n }) => n > 0) };
  });
}

function filterOf(others: NonNullable<ReturnsRequest['filter']>) {
  const names = Object.keys(others) as ReturnDimension[];
  const strange = names.find((name) => !RETURN_DIMENSIONS.includes(name));
  if (strange) throw unanswerable('filter', `Returns are not counted by ${strange}.`);
  if (names.length > 1) throw unanswerable('filter', `Returns are filtered by one of ${names.join(', ')} at a time.`);
  return names.length === 0 ? null : { dimension: names[0]!, values: others[names[0]!]! };
}

/** Those watched for at least d days and without a return before are at risk on day d (worked in the tests). */
export function curveOf(handledBy: ReturnCurve['handledBy'], groups: readonly WatchedGroup[]): ReturnCurve {
  const own = groups.filter((group) => group.handledBy === handledBy);
  const intervals = Array.from({ length: MOST_RETURN_DAYS }, (_, index) => {
    let [atRisk, events] = [0, 0];
    for (const { watchedDays, n, returned } of own) {
      if (watchedDays <= index) continue;
      atRisk += n;
      for (let before = 0; before < index; before++) atRisk -= returned[before]!;
      events += returned[index]!;
    }
    return { atRisk, events };
  });
  const points = kaplanMeier(intervals).map(({ survival, low, high }, index) => ({
    ...{ day: index + 1, share: 1 - survival, low: 1 - high, high: 1 - low, atRisk: intervals[index]!.atRisk },
  }));
  const sum = (list: readonly WatchedGroup[]) => list.reduce((total, { n }) => total + n, 0);
  const throughout = own.filter(({ watchedDays }) => watchedDays === MOST_RETURN_DAYS);
  return { handledBy, n: sum(own), watchedThroughout: sum(throughout), points };
}
