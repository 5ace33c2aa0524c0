import { settleBanked } from '@/db/banked-records';
import type { Db } from '@/db/client';
import { holdsDemo, readSettings } from '@/db/settings';
import { mayAsk } from '@/lib/access/policy';
import { formatCount } from '@/lib/core/format';
import type { Banked, ImpactAnswer, ImpactRequest, Range } from '@/lib/core/impact';
import { findingInForce } from '@/lib/core/parity';
import { quarterOf, quarterRange } from '@/lib/core/period';
import type { Viewer } from '@/lib/core/viewer';
import { metrics } from '@/lib/metrics/registry';
import { observedPart, readReach, readTogether } from '@/lib/query/cells';
import { runMetrics } from '@/lib/query/run';
import { basePeriod } from '../base-period';
import { runParity } from '../parity/run';
import { readSums } from '../strata';
import { assumptionsFor } from './assumptions';
import { bankedOf } from './banked';
import { baseValues, breakEvenOf, type Counted, ledgerOf, moneyOf } from './money';
import { rangeOf, tornadoOf } from './range';
import { repeatDifference } from './repeats';
import { ahtRatio, freedOf, WORK_DIMENSIONS, WORK_MEASURES, type WorkCell, workOf } from './work';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365;

/** What the policy is asked with: money from customers' conversations needs both kinds of metrics. */
const BESIDE = ['csat_mean', 'cost_per_transaction'] as const;

/**
 * What is left after everything (spec: metrics.md, Work done and money saved), with its range, its ledger, whether it
 * counts and why not, and quality beside it. Throws 403 and 422 as runMetrics does.
 */
export async function runImpact(db: Db, viewer: Viewer, request: ImpactRequest): Promise<ImpactAnswer> {
  const { from, to } = request;
  mayAsk(
    viewer,
    { metrics: [...BESIDE], from, to },
    BESIDE.map((id) => metrics.get(id)!),
  );
  const settings = await readSettings(db);
  const used = await assumptionsFor(db, request);
  // Three questions that need not wait for one another.
  const counting = readTogether(db, async (together) => {
    const reach = await readReach(together, settings.time_zone);
    const range = { from, to };
    const base = await basePeriod(together, settings);
    const read = (asked: typeof range): Promise<WorkCell[]> =>
      readSums(together, reach, { range: asked, by: WORK_DIMENSIONS, measures: WORK_MEASURES });
    const observed = reach && observedPart(range, reach);
    const until = observed ? observed.to : from;
    const days = Math.max(0, (Date.parse(until) - Date.parse(from)) / DAY_MS);
    return { asOf: reach?.asOf ?? null, base, days, cells: await read(range), before: base ? await read(base) : [] };
  });
  const [parity, counted, booked] = await Promise.all([
    runParity(db, viewer, { from, to }),
    counting,
    bookedChange(db, viewer, request),
  ]);
  const { cells, before, base, days } = counted;
  const work = workOf(cells);
  const repeats = repeatDifference(cells);
  const freed = before.length > 0 ? freedOf(cells, before) : null;
  const cost = aiCostOf(cells);
  const sums: Counted = {
    ...{ days, gross: work.gross, takenOver: work.takenOver, repeatDifference: repeats.difference },
    ...{ freed: freed?.seconds ?? null, aiCost: cost.amount },
  };
  const values = baseValues(used.assumptions);
  // Where no time of people is known for anything, 0 would be said of what nobody can tell.
  const isKnown = days > 0 && work.resolved > work.uncovered;
  const money = moneyOf(sums, values);
  const profit = isKnown ? money.profit : null;
  const errors = { work, freed, repeatVariance: repeats.variance };
  const range = isKnown ? rangeOf(sums, errors, used.assumptions) : null;
  const ratio = ahtRatio(cells, before);
  const finding = findingInForce(parity);
  const quarter = wholeQuarter(request);
  const found = bankedOf({
    ...{ quarter, parity, repeats, work, profit },
    requests: total(cells, 'request_n'),
    inTime: total(cells, 'request_within_n'),
    saved: values.realisation_factor * money.worth,
  });
  // Tried numbers, and such as nobody answers for, settle nothing.
  const isSettled = quarter !== null && found.banked.status !== 'not_assessed' && !used.illustration;
  const judged = isSettled ? await settleBanked(db, { quarter, version: used.version }, found) : found;
  return {
    ...{ from, to, asOf: counted.asOf, demo: await holdsDemo(db), currency: settings.currency, days, base },
    fte_equivalent_gross: isKnown ? money.fte_equivalent_gross : null,
    fte_equivalent: isKnown ? money.fte_equivalent : null,
    fte_freed: isKnown ? money.fte_freed : null,
    repeat_difference: repeats.difference,
    repeatInterval: repeats.interval,
    ai_cost: cost.amount,
    profit_improvement: profit,
    annualised: profit === null ? null : (profit * DAYS_A_YEAR) / days,
    upperBound: freed === null,
    ...(range ?? { p10: null, p50: null, p90: null }),
    independent: isKnown ? rangeOf(sums, errors, used.assumptions, 'independent') : null,
    tornado: isKnown ? tornadoOf(sums, used.assumptions) : [],
    breakEven: isKnown ? breakEvenOf(sums, values) : null,
    ledger: isKnown ? ledgerOf(sums, values) : [],
    ...judged,
    booked_cost_change: booked,
    ahtRatio: ratio,
    uncovered: work.uncovered,
    illustration: used.illustration,
    assumptions: used.assumptions,
    assumptionsVersion: used.version,
    quality: {
      ...{ verdict: finding.verdict, record: parity.record },
      ...(finding.interval ?? { difference: null, low: null, high: null }),
    },
    warnings: [
      ...changedSince(judged.banked, profit),
      ...cost.warnings,
      ...rangeWarning(profit, range),
      ...warningsOf(work.uncovered, freed?.uncovered ?? 0, ratio),
    ],
  };
}

const total = (cells: readonly WorkCell[], measure: (typeof WORK_MEASURES)[number]) =>
  cells.reduce((sum, cell) => sum + cell[measure], 0);

/** What the AI side cost: as it stands, filled up by its mean where up to a fifth is missing, else not known. */
function aiCostOf(cells: readonly WorkCell[]): { amount: number | null; warnings: string[] } {
  const [involved, known, sum] = [
    total(cells, 'ai_involved_n'),
    total(cells, 'ai_cost_n'),
    total(cells, 'ai_cost_sum'),
  ];
  if (involved === 0 || known / involved < 0.8) return { amount: null, warnings: [] };
  if (known / involved >= 0.98) return { amount: sum, warnings: [] };
  const share = `${(100 * (known / involved)).toFixed(1)} %`;
  return {
    amount: (sum / known) * involved,
    warnings: [`${share} of conversations with the AI tell their cost: the rest is taken at their mean.`],
  };
}

function wholeQuarter({ from, to }: ImpactRequest): string | null {
  const quarter = quarterOf(from);
  const { from: start, to: end } = quarterRange(quarter);
  return start === from && end === to ? quarter : null;
}

/** Does it show in the books: cost per transaction of the baseline quarter less this one's, times transactions. */
async function bookedChange(db: Db, viewer: Viewer, { from, to }: ImpactRequest): Promise<number | null> {
  const answer = await runMetrics(db, viewer, { metrics: ['cost_per_transaction'], from, to, compare: 'baseline' });
  const found = answer.rows[0]?.values.cost_per_transaction;
  if (found?.value == null || found.compare == null || found.denominator === undefined) return null;
  return (found.compare - found.value) * found.denominator;
}

/** Assumptions set at their kind ends give a figure that hardly any draw reaches: said, not left to be noticed. */
function rangeWarning(profit: number | null, range: Range | null): string[] {
  if (profit === null || range === null) return [];
  if (profit > range.p90)
    return ['The figure lies above its P90: some assumptions are set at their most favourable end.'];
  if (profit < range.p10)
    return ['The figure lies below its P10: some assumptions are set at their least favourable end.'];
  return [];
}

const WARN_ABOVE = 1.1;

function warningsOf(uncovered: number, uncoveredBefore: number, ratio: number | null): string[] {
  const warnings: string[] = [];
  if (uncovered > 0)
    warnings.push(`${formatCount(uncovered)} conversations count 0: no time of people is known for their matters.`);
  if (uncoveredBefore > 0)
    warnings.push(`${formatCount(uncoveredBefore)} conversations have no time before the AI to be held against.`);
  if (ratio !== null && ratio > WARN_ABOVE)
    warnings.push('People take over 10 % longer on these matters than before: they kept the harder cases.');
  return warnings;
}

/** What was settled stays; records that came later move what is computed beside it. */
function changedSince({ recordedAt, counts, onHold }: Banked, profit: number | null): string[] {
  if (!recordedAt || profit === null || counts === null || onHold === null) return [];
  const isSame = Math.abs(counts + onHold - profit) < 0.5;
  return isSame
    ? []
    : [`What counts was settled on ${recordedAt.slice(0, 10)}; records that came later have changed the rest.`];
}
