import type { Db } from '@/db/client';
import { holdsDemo, readSettings } from '@/db/settings';
import { mayAsk } from '@/lib/access/policy';
import type { Answer } from '@/lib/core/answer';
import { unanswerable } from '@/lib/core/errors';
import type { DateRange, Filter } from '@/lib/core/request';
import type { Settings } from '@/lib/core/settings';
import {
  type Asked,
  type AskedPart,
  DEFAULT_OBJECTIVE,
  DEFAULT_POINTS,
  DEFAULT_SHARE,
  type HumanReach,
  PAID_HOURS_YEAR,
  STAFFING_DIMENSIONS,
  type StaffingAnswer,
  type StaffingPlan,
  type StaffingRequest,
} from '@/lib/core/staffing';
import type { Viewer } from '@/lib/core/viewer';
import { metrics } from '@/lib/metrics/registry';
import { type ArrivalDimension, readAgents, readArrivalSums, readArrivals } from '@/lib/query/arrivals';
import { observedPart, type Reach, readReach, readTogether } from '@/lib/query/cells';
import { runMetrics } from '@/lib/query/run';
import { assumptionsFor, type Used } from '../impact/assumptions';
import { readSums } from '../strata';
import { datesOf, loadsOf, plannedArrivals } from './load';
import { type Load, planOf, poolsOf, scenarioOf, type Terms } from './plan';
import { askedOf, budgetOf, partsOf, REACH_MEASURES } from './reach';

const DAY_MS = 86_400_000;
/** A P80 over more than two years says little of next week. */
const MOST_DAYS = 731;
/** Fewer dates of a weekday make a P80 their largest value, nearly. */
const FEW_DATES = 5;
const SHOWN = ['csat_mean', 'human_within_target_rate', 'time_to_human_p50', 'time_to_human_p95'] as const;
/** What the policy is asked with: reach and ratings, and money of the service. */
const ASKED = [...SHOWN, 'cost_per_transaction'] as const;

/**
 * Can a customer always get a person, and how many people does that take? Human reach as it was, and the people the
 * same arrivals need. Throws 403 and 422 as runMetrics does.
 */
export async function runStaffing(db: Db, viewer: Viewer, request: StaffingRequest): Promise<StaffingAnswer> {
  const { from, to, filter = {} } = request;
  assertAnswerable(viewer, request);
  const settings = await readSettings(db);
  const used = await assumptionsFor(db, {});
  return readTogether(db, async (together) => {
    const reach = await readReach(together, settings.time_zone);
    const days = reach && observedPart({ from, to }, reach);
    const shown = await runMetrics(together, viewer, { metrics: [...SHOWN], from, to, filter });
    const value = (id: (typeof SHOWN)[number]) => shown.rows[0]?.values[id];
    const csat = value('csat_mean');
    const told = days ? await reachFor(together, reach, { days, filter, settings, shown }) : null;
    const reachHidden = days !== null && told === null;
    const plan = days ? await planFor(together, reach, { request, days, settings, used }) : null;
    return {
      ...{ from, to, filter, asOf: reach?.asOf ?? null, demo: await holdsDemo(together) },
      ...{ timeZone: settings.time_zone, currency: settings.currency },
      reach: told,
      reachHidden,
      plan,
      quality: {
        csat: csat?.value ?? null,
        csatN: csat?.denominator ?? csat?.n ?? 0,
        withinTarget: reachHidden ? null : (value('human_within_target_rate')?.value ?? null),
      },
      warnings: plan ? warningsOf(plan) : [],
    };
  });
}

function assertAnswerable(viewer: Viewer, { from, to, filter = {} }: StaffingRequest): void {
  const strange = Object.keys(filter).find((name) => !(STAFFING_DIMENSIONS as readonly string[]).includes(name));
  if (strange)
    throw unanswerable(
      'filter',
      `Staffing is by channel, language and complexity: it cannot be filtered by ${strange}.`,
    );
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS)
    throw unanswerable('to', 'Staffing is planned from at most two years.');
  mayAsk(
    viewer,
    { metrics: [...ASKED], from, to, filter },
    ASKED.map((id) => metrics.get(id)!),
  );
}

interface ReachGiven {
  days: DateRange;
  filter: Filter;
  settings: Settings;
  shown: Answer;
}

/** null where the filter leaves fewer agents than a figure may be about. */
async function reachFor(db: Db, reach: Reach | null, given: ReachGiven): Promise<HumanReach | null> {
  const { days, filter, settings, shown } = given;
  const least = settings.group_size;
  const complexities = await readAgents(db, days, filter, 'complexity');
  const known = new Set([...complexities.values()].flatMap((agents) => [...agents]));
  if (Object.keys(filter).length > 0 && known.size < least) return null;
  const [total] = await readSums(db, reach, { range: days, filter, by: [], measures: REACH_MEASURES });
  const sums = total ?? { request_n: 0, request_joined_n: 0, request_within_n: 0, request_pending_n: 0 };
  const asked = askedOf(sums);
  const objective = settings.targets.human_within_target_rate ?? DEFAULT_OBJECTIVE;
  const [p50, p95] = (['time_to_human_p50', 'time_to_human_p95'] as const).map((id) => shown.rows[0]?.values[id]);
  return {
    ...asked,
    pending: sums.request_pending_n,
    withinSeconds: settings.human_target_seconds,
    objective,
    ...budgetOf(asked, objective),
    ...{ p50: p50?.value ?? null, p95: p95?.value ?? null, isP95NotReached: p95?.status === 'not_reached' },
    byComplexity: partsOf(await askedBy(db, reach, given, 'complexity'), complexities, least),
    byLanguage: partsOf(
      await askedBy(db, reach, given, 'language'),
      await readAgents(db, days, filter, 'language'),
      least,
    ),
    leastAgents: least,
  };
}

async function askedBy(
  db: Db,
  reach: Reach | null,
  { days, filter }: ReachGiven,
  by: ArrivalDimension,
): Promise<{ value: AskedPart['value']; reach: Asked }[]> {
  const cells = await readSums(db, reach, { range: days, filter, by: [by], measures: REACH_MEASURES });
  return cells.map((cell) => ({ value: cell[by], reach: askedOf(cell) }));
}

interface PlanGiven {
  request: StaffingRequest;
  days: DateRange;
  settings: Settings;
  used: Used;
}

async function planFor(
  db: Db,
  reach: Reach | null,
  { request, days, settings, used }: PlanGiven,
): Promise<StaffingPlan | null> {
  const { filter = {}, concurrency = 1, ai_points: points = DEFAULT_POINTS } = request;
  const sums = await readArrivalSums(db, days, filter);
  if (sums.length === 0) return null;
  const arrivals = await readArrivals(db, days, filter);
  const asked = { range: days, filter };
  const all = await readSums(db, reach, { ...asked, by: ['channel'], measures: ['n'] });
  const worked = await readSums(db, reach, {
    ...asked,
    by: ['handled_by', 'agent_pool'],
    measures: ['n', 'handle_seconds_sum'],
  });
  const dates = datesOf(days);
  const channels = loadsOf(sums, concurrency);
  const loads: Load[] = channels.map((load) => ({
    ...load,
    planned: plannedArrivals(
      arrivals.filter(({ channel }) => channel === load.channel),
      dates,
    ),
    conversations: all.find(({ channel }) => channel === load.channel)?.n ?? 0,
  }));
  const { productive_hours_per_fte_year: productive, occupancy, loaded_cost_per_fte_year: cost } = used.assumptions;
  const terms: Terms = {
    target: { share: DEFAULT_SHARE, seconds: settings.human_target_seconds, ...request.target },
    patience: request.patience_seconds ?? null,
    shrinkage: request.shrinkage ?? Math.max(0, 1 - productive.base / PAID_HOURS_YEAR),
    occupancy: occupancy.base,
    costPerFteYear: cost.base,
    days: dates.reduce((sum, n) => sum + n, 0),
  };
  const { halfHours, week } = planOf(loads, terms);
  return {
    target: terms.target,
    model: terms.patience === null ? 'erlang_c' : 'erlang_a',
    patienceSeconds: terms.patience,
    ...{ concurrency, shrinkage: terms.shrinkage, isShrinkageOfFte: request.shrinkage === undefined },
    ...{ productiveHours: productive.base, occupancy: occupancy.base, costPerFteYear: cost.base },
    illustration: used.illustration,
    ...{ channels, halfHours, week },
    dates: { least: Math.min(...dates), most: Math.max(...dates) },
    scenarios: { more: scenarioOf(loads, terms, points), fewer: scenarioOf(loads, terms, -points) },
    pools: poolsOf(worked, week),
  };
}

function warningsOf({ dates, channels }: StaffingPlan): string[] {
  const warnings: string[] = [];
  if (dates.least < FEW_DATES)
    warnings.push(
      dates.least === 0
        ? 'The period does not hold every day of the week: the others are not planned.'
        : `Each half-hour’s P80 is of ${dates.least === 1 ? 'one date' : `${dates.least} dates`} only: choose a longer period.`,
    );
  for (const { channel, serviceSeconds, serviceFrom, kind, arrivals } of channels)
    if (serviceSeconds === null)
      warnings.push(`${arrivals} arrivals in ${channel} are not planned: nobody knows how long one takes.`);
    else if (kind === 'queue' && serviceFrom === 'handling')
      warnings.push(`In ${channel} the time from joining to end is not known: the working time stands in for it.`);
  return warnings;
}
