import type { Db } from '@/db/client';
import { keepVerdict, keptVerdict } from '@/db/parity-records';
import { holdsDemo, readSettings } from '@/db/settings';
import { mayAsk } from '@/lib/access/policy';
import type { ServiceDimension } from '@/lib/core/dimensions';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { unanswerable } from '@/lib/core/errors';
import type { ParityAnswer, ParityPoint, ParityRequest, ParityTrend, ParityTrendRequest } from '@/lib/core/parity';
import { addDays, periodsOf, quarterOf, quarterRange } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import type { Settings } from '@/lib/core/settings';
import type { Viewer } from '@/lib/core/viewer';
import { metrics } from '@/lib/metrics/registry';
import { type Reach, readReach, readTogether } from '@/lib/query/cells';
import { basePeriod } from '../base-period';
import { readSums, STRATUM } from '../strata';
import { dimensionOf, PARITY_MEASURES, type Pair, type ParityCell, pairs } from './arms';
import { againstBase, doubledHumanVariance, holdout, mixOf, responseRates, tippingPoint, topBox } from './beside';
import { byComplexity, compare, isUsable, topics, totalOf } from './compare';

/** A rating counts when given within so many days: so long a period is open, and no quarter is judged before. */
const RATING_DAYS = 21;

/**
 * Is the AI as good as people, on the same matters (spec: metrics.md, Parity)? A closed quarter without filters is
 * judged once, 21 days after its end, and that verdict is kept. Throws 403 and 422 as runMetrics does.
 */
export async function runParity(db: Db, viewer: Viewer, request: ParityRequest): Promise<ParityAnswer> {
  assertMayAsk(viewer, request);
  const settings = await readSettings(db);
  const quarter = quarterOfRecord(request);
  const kept = quarter ? await keptVerdict(db, quarter) : null;
  if (kept) return { ...kept.answer, record: true, recordedAt: kept.at };
  const answer = await readTogether(db, (together) => computeParity(together, request, settings));
  if (!quarter || answer.provisional || answer.crude === null) return answer;
  const at = await keepVerdict(db, quarter, answer);
  return { ...answer, record: true, recordedAt: at };
}

/** Parity shows ratings of customers by their matters: who may ask for these may ask for it. */
function assertMayAsk(viewer: Viewer, { from, to, filter = {} }: ParityRequest): void {
  const strange = Object.keys(filter).find((name) => !(SERVICE_DIMENSIONS as readonly string[]).includes(name));
  if (strange) throw unanswerable('filter', `Conversations have no ${strange}: parity cannot be filtered by it.`);
  const rating = metrics.get('csat_mean')!;
  mayAsk(viewer, { metrics: [rating.id], from, to, filter }, [rating]);
}

/** The calendar quarter that a request is exactly about, without any filter; else null. */
function quarterOfRecord({ from, to, filter = {}, arms = 'first_handler' }: ParityRequest): string | null {
  const quarter = quarterOf(from);
  const whole = quarterRange(quarter);
  const isWhole = whole.from === from && whole.to === to;
  return isWhole && arms === 'first_handler' && Object.keys(filter).length === 0 ? quarter : null;
}

async function computeParity(db: Db, request: ParityRequest, settings: Settings): Promise<ParityAnswer> {
  const { from, to, filter = {}, arms = 'first_handler' } = request;
  const reach = await readReach(db, settings.time_zone);
  const base = await basePeriod(db, settings);
  const margin = marginOn(settings, from);
  const strata = strataOf(settings);
  const read = (range: DateRange) => readPairs(db, reach, { range, filter, arms }, strata);
  const now = await read({ from, to });
  const then = base ? againstBase(now, await read(base)) : null;
  const found = compare(now, margin);
  return {
    ...{ from, to, arms, filter, asOf: reach?.asOf ?? null, demo: await holdsDemo(db) },
    ...found,
    conversations: { ai: totalOf(now, 'ai').conversations, human: totalOf(now, 'human').conversations },
    mix: mixOf(now),
    margin,
    byComplexity: byComplexity(now, margin),
    strata: topics(now, margin),
    record: false,
    provisional: isProvisional(reach, to),
    responseRates: responseRates(now),
    tippingPoint: tippingPoint(now, found.verdict, margin),
    topBox: topBox(now),
    doubledHumanVariance: doubledHumanVariance(now),
    againstBase: then && base && { ...then, ...base },
    holdout: holdout(now, margin),
    warnings: warningsOf(now),
  };
}

/** What makes two matters the same in this workspace. */
const strataOf = ({ parity_by_language }: Settings): readonly ServiceDimension[] =>
  parity_by_language ? [...STRATUM, 'language'] : STRATUM;

const isProvisional = (reach: Reach | null, to: string) => !reach || addDays(to, RATING_DAYS) > reach.last;

async function readPairs(
  db: Db,
  reach: Reach | null,
  { range, filter, arms }: Required<Pick<ParityRequest, 'filter' | 'arms'>> & { range: DateRange },
  strata: readonly ServiceDimension[],
): Promise<Pair[]> {
  const by = [dimensionOf(arms), ...strata] as const;
  const cells = await readSums(db, reach, { range, filter, by, measures: PARITY_MEASURES });
  return pairs(cells as unknown as ParityCell[], arms, strata);
}

/** The same comparison for each month or quarter of a range, by who answered first; exploratory. Throws 403 and 422. */
export async function runParityTrend(
  db: Db,
  viewer: Viewer,
  { from, to, grain, filter = {} }: ParityTrendRequest,
): Promise<ParityTrend> {
  assertMayAsk(viewer, { from, to, filter });
  const settings = await readSettings(db);
  const strata = strataOf(settings);
  const { cells, reach } = await readTogether(db, async (together) => {
    const reached = await readReach(together, settings.time_zone);
    const asked = {
      range: { from, to },
      grain,
      filter,
      by: ['first_handler', ...strata],
      measures: PARITY_MEASURES,
    } as const;
    return { reach: reached, cells: (await readSums(together, reached, asked)) as unknown as ParityCell[] };
  });
  const periods = periodsOf({ from, to }, grain);
  const points = periods.map((range, position): ParityPoint => {
    const own = cells.filter(({ period }) => period === position);
    const margin = marginOn(settings, range.from);
    const { crude, adjusted, coverage, verdict } = compare(pairs(own, 'first_handler', strata), margin);
    const { meanAi = null, meanHuman = null, nAi = 0, nHuman = 0 } = crude ?? {};
    const provisional = isProvisional(reach, range.to);
    return { period: range.key!, adjusted, coverage, verdict, margin, provisional, meanAi, meanHuman, nAi, nHuman };
  });
  return { points, margin: marginOn(settings, periods.at(-1)!.from) };
}

/** The limit in force on a day: the last one that had begun; 0.10 before any. */
function marginOn({ parity_margins }: Settings, day: string): number {
  const begun = parity_margins.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? -1 : 1));
  return begun.at(-1)?.value ?? 0.1;
}

function warningsOf(now: readonly Pair[]): string[] {
  if (now.length === 0) return ['No conversation of this time was answered by the AI or by people.'];
  if (!now.some(isUsable))
    return ['No topic has 30 ratings in both arms: nothing can be compared on the same matters.'];
  return [];
}
