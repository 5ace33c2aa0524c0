import type { Db } from '@/db/client';
import type { AnswerRow, MetricValue } from '@/lib/core/answer';
import type { Change, ChangesAnswer, ChangesRequest } from '@/lib/core/changes';
import type { Dimension } from '@/lib/core/dimensions';
import type { Viewer } from '@/lib/core/viewer';
import { metrics } from '@/lib/metrics/registry';
import { runMetrics } from '@/lib/query/run';
import { normalCdf, Z_95 } from '@/lib/stats/normal';
import { benjaminiHochberg } from '@/lib/stats/tests';

/** Shares of conversations that stand for themselves: each is counted once, so that chance can be told. */
const METRICS = [
  'durable_automation_rate',
  'resolution_rate',
  'escalation_rate',
  'repeat_inquiry_rate',
  'human_within_target_rate',
  'csat_top_box',
];
const GROUPS: (Dimension | null)[] = [null, 'channel', 'intent', 'market', 'complexity'];
const FALSE_DISCOVERY = 0.1;
const ENOUGH = 30;
const MOST = 5;
const MOST_PER_METRIC = 2;

interface Candidate extends Change {
  p: number;
}

/**
 * What changed against another time: shares whose 95 % interval of the difference leaves out 0 after a correction to
 * 10 % false discoveries over all that was looked at; at most five, two of a metric, those first that concern most
 * conversations. Changes only, never levels, and never why. Throws 403 and 422 as runMetrics does.
 */
export async function runChanges(db: Db, viewer: Viewer, request: ChangesRequest): Promise<ChangesAnswer> {
  const { from, to, compare, filter = {} } = request;
  const shape = { metrics: METRICS, ...(Object.keys(filter).length > 0 && { filter }) };
  const whole = await runMetrics(db, viewer, { ...shape, from, to, compare });
  const { comparedWith = null } = whole;
  if (!comparedWith) return { changes: [], comparedWith, tested: 0 };
  const asked = GROUPS.filter((group) => group === null || filter[group] === undefined);
  const found = await Promise.all(
    asked.map(async (group) => {
      const by = group ? [group] : [];
      const [now, before] = await Promise.all([
        group ? runMetrics(db, viewer, { ...shape, by, from, to }) : whole,
        runMetrics(db, viewer, { ...shape, by, ...comparedWith }),
      ]);
      return now.rows.flatMap((row) => candidates(row, before.rows, group));
    }),
  );
  const all = found.flat();
  const kept = benjaminiHochberg(
    all.map(({ p }) => p),
    FALSE_DISCOVERY,
  );
  const moved = all.filter(({ low, high }, index) => kept[index] && (low > 0 || high < 0));
  return { changes: largest(moved), comparedWith, tested: all.length };
}

function candidates(row: AnswerRow, before: readonly AnswerRow[], group: Dimension | null): Candidate[] {
  const value = group === null ? undefined : row.key[group];
  // A group nobody named moves with how well the source fills the field.
  if (value === 'unknown') return [];
  const other = before.find(({ key }) => group === null || key[group] === value);
  return METRICS.flatMap((metric) => {
    const [now, then] = [row.values[metric], other?.values[metric]];
    const moved = now && then && differenceOf(now, then);
    if (!moved) return [];
    const { title, direction } = metrics.get(metric)!;
    return [{ metric, title, direction, ...(group && { dimension: group, value }), ...moved }];
  });
}

/** Two shares of different conversations: difference, 95 % interval (Wald) and two-sided p. */
function differenceOf(now: MetricValue, then: MetricValue) {
  const [n, m] = [now.denominator ?? 0, then.denominator ?? 0];
  if (n < ENOUGH || m < ENOUGH || now.value === null || then.value === null) return null;
  const difference = now.value - then.value;
  const error = Math.sqrt((now.value * (1 - now.value)) / n + (then.value * (1 - then.value)) / m);
  if (error === 0) return null;
  return {
    ...{ now: now.value, before: then.value, low: difference - Z_95 * error, high: difference + Z_95 * error },
    ...{ affected: Math.abs(difference) * n, n, provisional: now.status === 'provisional' },
    p: 2 * normalCdf(-Math.abs(difference) / error),
  };
}

function largest(moved: readonly Candidate[]): Change[] {
  const perMetric = new Map<string, number>();
  const chosen: Change[] = [];
  for (const { p: _, ...change } of [...moved].sort((a, b) => b.affected - a.affected)) {
    const count = perMetric.get(change.metric) ?? 0;
    if (count >= MOST_PER_METRIC || chosen.length >= MOST) continue;
    perMetric.set(change.metric, count + 1);
    chosen.push(change);
  }
  return chosen;
}
