import type { Cell, Measure } from '../strata';
import { FallingBack, type Mean } from './fallback';

export const WORK_DIMENSIONS = ['handled_by', 'first_handler', 'channel', 'intent', 'complexity', 'outcome'] as const;
export const WORK_MEASURES = [
  'n',
  'ai_involved_n',
  'handle_n',
  'handle_seconds_sum',
  'handle_square_sum',
  'ai_cost_n',
  'ai_cost_sum',
  'repeated_n',
  'repeat_eligible_n',
  'assumed_n',
  'request_n',
  'request_within_n',
] as const satisfies readonly Measure[];
export type WorkCell = Cell<(typeof WORK_DIMENSIONS)[number], (typeof WORK_MEASURES)[number]>;

const isAiOnlyResolved = ({ handled_by, outcome }: WorkCell) => handled_by === 'ai' && outcome === 'resolved';
const hasHuman = ({ handled_by }: WorkCell) => handled_by === 'human' || handled_by === 'hybrid';
export const matterOf = ({ channel, intent, complexity }: WorkCell) => `${channel}\u0000${intent}\u0000${complexity}`;

/** Mean working time of people on what they resolved alone, by matter. */
function handlingTimes(cells: readonly WorkCell[]): FallingBack {
  const times = new FallingBack();
  for (const cell of cells)
    if (cell.handled_by === 'human' && cell.outcome === 'resolved')
      times.add(cell, cell.handle_n, cell.handle_seconds_sum, cell.handle_square_sum);
  return times;
}

/** What the AI's work would have taken people, in seconds, and what it made them do again. */
export interface Work {
  /** Σ over AI-only resolved of AHT */
  gross: number;
  /** by matter, for what counts of it */
  grossBy: Map<string, number>;
  /** of these the seconds of resolutions that are only assumed */
  grossAssumed: number;
  /** AI-only resolved conversations, those of them without an AHT, and AI-only ones of any outcome */
  resolved: number;
  uncovered: number;
  aiOnly: number;
  /** Σ over those the AI answered first and a person joined of (handle_seconds − AHT); may be negative */
  takenOver: number;
  /** sampling errors of AHT: variances and covariance of `gross` and `takenOver` */
  grossVariance: number;
  takenOverVariance: number;
  covariance: number;
}

export function workOf(cells: readonly WorkCell[]): Work {
  const times = handlingTimes(cells);
  const work: Work = {
    ...{ gross: 0, grossBy: new Map(), grossAssumed: 0, resolved: 0, uncovered: 0, aiOnly: 0, takenOver: 0 },
    ...{ grossVariance: 0, takenOverVariance: 0, covariance: 0 },
  };
  // How often each mean is used: errors of one mean are the same wherever it stands.
  const uses = new Map<string, { mean: Mean; gross: number; takenOver: number }>();
  const use = (mean: Mean) => {
    const found = uses.get(mean.source) ?? { mean, gross: 0, takenOver: 0 };
    uses.set(mean.source, found);
    return found;
  };
  for (const cell of cells) {
    const mean = times.of(cell);
    if (cell.handled_by === 'ai') work.aiOnly += cell.n;
    if (isAiOnlyResolved(cell)) {
      work.resolved += cell.n;
      if (!mean) {
        work.uncovered += cell.n;
        continue;
      }
      const seconds = cell.n * mean.mean;
      work.gross += seconds;
      work.grossBy.set(matterOf(cell), (work.grossBy.get(matterOf(cell)) ?? 0) + seconds);
      work.grossAssumed += cell.assumed_n * mean.mean;
      use(mean).gross += cell.n;
    }
    if (cell.first_handler === 'ai' && cell.handled_by === 'hybrid' && mean) {
      work.takenOver += cell.handle_seconds_sum - cell.handle_n * mean.mean;
      use(mean).takenOver += cell.handle_n;
    }
  }
  for (const { mean, gross, takenOver } of uses.values()) {
    work.grossVariance += gross * gross * mean.variance;
    work.takenOverVariance += takenOver * takenOver * mean.variance;
    work.covariance -= gross * takenOver * mean.variance;
  }
  return work;
}

/** Before against after: Σ over conversations of (h_base − seconds), in seconds of people's time. */
export interface Freed {
  seconds: number;
  /** conversations with an h_base, and those without */
  covered: number;
  uncovered: number;
  /** mean h_base of what the AI handled alone: what one more unresolved conversation would take back */
  perUnresolved: number;
}

export function freedOf(cells: readonly WorkCell[], base: readonly WorkCell[]): Freed {
  const times = handlingTimes(cells);
  const timesBefore = handlingTimes(base);
  const before = new FallingBack();
  for (const cell of base) {
    const spent = hasHuman(cell) ? peoplesTime(cell, timesBefore.of(cell)) : { n: cell.n, seconds: 0 };
    before.add(cell, spent.n, spent.seconds, 0);
  }
  const freed: Freed = { seconds: 0, covered: 0, uncovered: 0, perUnresolved: 0 };
  let alone = 0;
  for (const cell of cells) {
    const hBase = before.of(cell)?.mean;
    const spent = hBase === undefined ? NOTHING : timeOf(cell, times.of(cell), hBase);
    freed.uncovered += cell.n - spent.n;
    if (hBase === undefined) continue;
    freed.covered += spent.n;
    freed.seconds += spent.n * hBase - spent.seconds;
    if (cell.handled_by !== 'ai') continue;
    alone += cell.n;
    freed.perUnresolved += cell.n * hBase;
  }
  if (alone > 0) freed.perUnresolved /= alone;
  return freed;
}

/** Seconds of people, and the conversations they are known for. */
interface Spent {
  n: number;
  seconds: number;
}
const NOTHING: Spent = { n: 0, seconds: 0 };

/** People's seconds on the cell's conversations; one that lacks them counts AHT, and where that is unknown too, not at all. */
function peoplesTime({ n, handle_n, handle_seconds_sum }: WorkCell, mean: Mean | null): Spent {
  if (!mean) return { n: handle_n, seconds: handle_seconds_sum };
  return { n, seconds: handle_seconds_sum + (n - handle_n) * mean.mean };
}

function timeOf(cell: WorkCell, mean: Mean | null, hBase: number): Spent {
  if (hasHuman(cell)) return peoplesTime(cell, mean);
  return { n: cell.n, seconds: cell.outcome === 'resolved' ? 0 : cell.n * hBase };
}

/** People's time on the matters the AI resolves, now against before; null where either is unknown. */
export function ahtRatio(cells: readonly WorkCell[], base: readonly WorkCell[]): number | null {
  const [now, then] = [handlingTimes(cells), handlingTimes(base)];
  let [seconds, before] = [0, 0];
  for (const cell of cells) {
    const [mean, meanBefore] = [now.of(cell), then.of(cell)];
    if (!isAiOnlyResolved(cell) || !mean || !meanBefore) continue;
    seconds += cell.n * mean.mean;
    before += cell.n * meanBefore.mean;
  }
  return before > 0 ? seconds / before : null;
}
