import type { Db } from '@/db/client';
import { baselineQuarter, holdsDemo, readSettings } from '@/db/settings';
import { mayAsk } from '@/lib/access/policy';
import type { Answer, MetricLabel } from '@/lib/core/answer';
import { TandemError, unanswerable } from '@/lib/core/errors';
import { daysBetween, periodsOf } from '@/lib/core/period';
import type { DateRange, Grain, MetricRequest } from '@/lib/core/request';
import type { Settings } from '@/lib/core/settings';
import type { Viewer } from '@/lib/core/viewer';
import type { Metric, Source } from '@/lib/metrics/define';
import { comparedRange, counterpart, warnOfUnequalLengths } from './compare';
import { engine as company } from './engines/company';
import { engine as conversations } from './engines/conversations';
import { engine as people } from './engines/people';
import { type Merged, merge } from './merge';
import { resolveMetrics } from './resolve';
import type { Engine, Period, SourceAnswer } from './source';

const ENGINES: Record<Source, Engine> = { conversations, people, company };
const MOST_PERIODS = 1200;
const LONGEST_DAYS: Record<Grain, number> = { day: 1, week: 7, month: 31, quarter: 92 };

interface Asked {
  request: MetricRequest;
  metrics: Metric[];
  settings: Settings;
  now: Date;
}

/**
 * The one door to every number: asks the policy, then each source once, divides, compares and labels.
 * Throws TandemError 403 (not the viewer's to ask) or 422 (cannot be answered), each with one plain sentence.
 */
export async function runMetrics(
  db: Db,
  viewer: Viewer,
  request: MetricRequest,
  { now = new Date() }: { now?: Date } = {},
): Promise<Answer> {
  const metrics = resolveMetrics(request);
  mayAsk(viewer, request, metrics);
  const [settings, demo] = await Promise.all([readSettings(db), holdsDemo(db)]);
  const asked = { request, metrics, settings, now };
  const warnings: string[] = [];

  const periods = limitedPeriods(request, request);
  const answers = await askSources(db, asked, request, periods);
  const merged = merge(answers, metrics, request, periods);

  const needsBaseline = request.compare === 'baseline';
  const against = comparedRange(request, needsBaseline ? await baselineQuarter(db, settings) : null, warnings);
  if (against) await addComparison(db, asked, { merged, periods, against, warnings });

  for (const answer of answers.values()) warnings.push(...answer.warnings);
  const watermarks = [...answers.values()].flatMap((answer) => answer.asOf ?? []).sort();
  return {
    asOf: watermarks[0] ?? null,
    timeZone: settings.time_zone,
    currency: settings.currency,
    demo,
    rows: merged.rows,
    definitions: Object.fromEntries(metrics.map((metric) => [metric.id, metric.version])),
    labels: Object.fromEntries(metrics.map((metric) => [metric.id, labelOf(metric)])),
    ...(against && { comparedWith: against }),
    warnings: [...new Set(warnings)],
  };
}

function labelOf({ title, unit, direction, pairedWith }: Metric): MetricLabel {
  return { title, unit, direction, ...(pairedWith && { pairedWith }) };
}

function limitedPeriods(range: DateRange, { grain }: MetricRequest): Period[] {
  // Told by the length first: counting a century by days takes a second of everybody's time.
  const isFar = grain && daysBetween(range.from, range.to) > (MOST_PERIODS + 1) * LONGEST_DAYS[grain];
  const periods = isFar ? [] : periodsOf(range, grain);
  if (isFar || periods.length > MOST_PERIODS)
    throw unanswerable('grain', `These are more than ${MOST_PERIODS} periods: ask for a coarser grain.`);
  return periods;
}

async function askSources(
  db: Db,
  { request, metrics, settings, now }: Asked,
  range: DateRange,
  periods: Period[],
): Promise<Map<Source, SourceAnswer>> {
  const sources = [...new Set(metrics.map((metric) => metric.source))];
  const answers = await Promise.all(
    sources.map((source) =>
      ENGINES[source](db, {
        metrics: metrics.filter((metric) => metric.source === source),
        range: { from: range.from, to: range.to },
        // A baseline is one period whatever the grain.
        grain: periods[0]?.key === null ? undefined : request.grain,
        periods,
        by: request.by ?? [],
        filter: request.filter ?? {},
        settings,
        now,
      }),
    ),
  );
  return new Map(sources.map((source, index) => [source, answers[index]!]));
}

async function addComparison(
  db: Db,
  asked: Asked,
  { merged, periods, against, warnings }: { merged: Merged; periods: Period[]; against: DateRange; warnings: string[] },
): Promise<void> {
  const { request, metrics } = asked;
  const whole = request.compare === 'baseline';
  const compared = whole ? periodsOf(against) : limitedPeriods(against, request);
  const others = merge(await askComparison(db, asked, { against, compared, warnings }), metrics, request, compared);
  const beside = counterpart(request, compared.length);
  warnOfUnequalLengths(metrics, periods, compared, warnings);
  merged.rows.forEach((row, index) => {
    const place = merged.places[index]!;
    const period = beside(place.period);
    const other = period === null ? undefined : others.find(period, place.group);
    for (const { id } of metrics) {
      const value = other?.values[id];
      row.values[id] = { ...row.values[id]!, compare: value?.value ?? null, compareStatus: value?.status ?? 'no_data' };
    }
  });
}

/** What cannot be compared (a year ago the week began on another date) must not take the answer with it: it is said. */
async function askComparison(
  db: Db,
  asked: Asked,
  { against, compared, warnings }: { against: DateRange; compared: Period[]; warnings: string[] },
): Promise<Map<Source, SourceAnswer>> {
  try {
    return await askSources(db, asked, against, compared);
  } catch (error) {
    if (!(error instanceof TandemError)) throw error;
    warnings.push(`There is no comparison: ${error.detail}`);
    return new Map();
  }
}
