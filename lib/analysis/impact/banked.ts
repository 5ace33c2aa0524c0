import type { Banked } from '@/lib/core/impact';
import { findingInForce, type ParityAnswer } from '@/lib/core/parity';
import { wilson } from '@/lib/stats/tests';
import type { RepeatDifference } from './repeats';
import type { Work } from './work';

const MOST_REPEATS = 0.01;
const LEAST_REACHED = 0.9;

interface Evidence {
  quarter: string | null;
  /** the quarter's verdict of record, or what is known of the period */
  parity: ParityAnswer;
  repeats: RepeatDifference;
  /** requests for a person, and those that met one in time */
  requests: number;
  inTime: number;
  work: Work;
  /** profit, and the part of it that is saved time at its realised worth */
  profit: number | null;
  saved: number;
}

/**
 * What of a closed quarter's saving counts, and why not the rest (spec: metrics.md, banked). All costs are held against
 * what counts. Other periods are not assessed.
 */
export function bankedOf(evidence: Evidence): { banked: Banked; reasons: string[] } {
  const { quarter, parity, profit, saved, work } = evidence;
  const assumedShare = work.gross > 0 ? work.grossAssumed / work.gross : 0;
  const about = { assumedShare, quarter, verdict: findingInForce(parity).verdict };
  if (quarter === null || !parity.record || profit === null)
    return {
      banked: { status: 'not_assessed', counts: null, onHold: null, ...about },
      reasons: [quarter === null ? NOT_A_QUARTER : profit === null ? NO_COST : TOO_EARLY],
    };
  const reasons = gates(evidence);
  const share = reasons.length > 0 ? 0 : countingShare(parity, work);
  if (reasons.length === 0 && share < 1) reasons.push(PARTS_ON_HOLD);
  const costs = saved - profit;
  const counts = share === 0 ? 0 : saved * share - costs;
  return { banked: { status: share === 0 ? 'on_hold' : 'counts', counts, onHold: profit - counts, ...about }, reasons };
}

const NOT_A_QUARTER = 'Whether it counts is judged for whole calendar quarters.';
const TOO_EARLY = 'The quarter is judged 21 days after its end, when its ratings are in.';
const NO_COST = 'What the AI costs is known for too few conversations.';
const PARTS_ON_HOLD =
  'Topics that cannot be compared, and those of a complexity on which people are better, are on hold.';

function gates({ parity, repeats, requests, inTime }: Evidence): string[] {
  const reasons: string[] = [];
  const { verdict } = findingInForce(parity);
  if (verdict !== 'superior' && verdict !== 'non_inferior')
    reasons.push('On the same matters the AI is not shown to be as good as people.');
  if (repeats.interval === null) reasons.push('Too few conversations tell whether customers come back more often.');
  else if (repeats.interval.high > MOST_REPEATS)
    reasons.push('Customers may come back more than 1 % point more often after the AI.');
  const reached = wilson(inTime, requests);
  if (reached === null) reasons.push('Nobody asked for a person: whether one could be reached is not known.');
  else if (reached.low < LEAST_REACHED) reasons.push('Fewer than 90 % may have reached a person in time.');
  return reasons;
}

/** The part of the AI's work in topics that are compared and whose complexity is not in people's favour. */
function countingShare({ strata, byComplexity }: ParityAnswer, { gross, grossBy }: Work): number {
  if (gross <= 0) return 0;
  // A language may divide topics: a matter is inside coverage where all of its topics are.
  const outside = new Set<string>();
  const inside = new Set<string>();
  for (const { channel, intent, complexity, usable } of strata) {
    const name = `${channel}\u0000${intent}\u0000${complexity}`;
    if (usable && byComplexity[complexity]?.verdict !== 'inferior') inside.add(name);
    else outside.add(name);
  }
  let counting = 0;
  for (const [name, seconds] of grossBy) if (inside.has(name) && !outside.has(name)) counting += seconds;
  return counting / gross;
}
