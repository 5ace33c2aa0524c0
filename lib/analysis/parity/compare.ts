import type { ComplexityParity, Decision, Interval, TopicParity, Verdict } from '@/lib/core/parity';
import { type Estimate, meanDifference, meanOf } from '@/lib/stats/difference';
import { normalCdf, Z_95_OF_FOUR } from '@/lib/stats/normal';
import { type Options, type Standardised, standardisedDifference } from '@/lib/stats/standardise';
import { holm } from '@/lib/stats/tests';
import { type Arm, EMPTY, type Pair, together } from './arms';

/** Ratings a topic needs in both arms to be part of the comparison, and to be told a verdict of its own. */
export const USABLE_RATINGS = 30;
const VERDICT_RATINGS = 100;
const LEAST_COVERAGE = 0.8;
/** One-sided level of a verdict that the AI is worse. */
const ALPHA = 0.025;

export const isUsable = ({ ai, human }: Pair) => ai.ratings.n >= USABLE_RATINGS && human.ratings.n >= USABLE_RATINGS;

const size = ({ ai, human }: Pair) => ai.conversations + human.conversations;
export const sizeOf = (pairs: readonly Pair[]) => pairs.reduce((sum, pair) => sum + size(pair), 0);
export const totalOf = (pairs: readonly Pair[], arm: 'ai' | 'human'): Arm =>
  pairs.reduce((sum, pair) => together(sum, pair[arm]), EMPTY);

/** Where an interval of AI minus people lies against 0 and the limit −margin. */
export function verdictOf({ low, high }: Interval, margin: number): Verdict {
  if (low > 0) return 'superior';
  if (low > -margin) return 'non_inferior';
  return high < -margin ? 'inferior' : 'inconclusive';
}

/** On the same matters: the usable pairs, weighed by their conversations. */
export function adjusted(usable: readonly Pair[], options?: Options): Standardised | null {
  return standardisedDifference(
    usable.map((pair) => ({ weight: size(pair), a: pair.ai.ratings, b: pair.human.ratings })),
    options,
  );
}

export interface Comparison {
  crude: (Estimate & { nAi: number; nHuman: number; meanAi: number; meanHuman: number }) | null;
  adjusted: Interval | null;
  coverage: number | null;
  verdict: Verdict;
  belowPeople: boolean;
}

/** As it happened, and on the same matters with its verdict (spec: metrics.md, Parity). */
export function compare(pairs: readonly Pair[], margin: number): Comparison {
  const [ai, human] = [totalOf(pairs, 'ai').ratings, totalOf(pairs, 'human').ratings];
  const crude = meanDifference(ai, human);
  const usable = pairs.filter(isUsable);
  const found = adjusted(usable);
  const all = sizeOf(pairs);
  const coverage = all === 0 ? null : sizeOf(usable) / all;
  const isComparable = found !== null && coverage !== null && coverage >= LEAST_COVERAGE;
  return {
    crude: crude && { ...crude, nAi: ai.n, nHuman: human.n, meanAi: meanOf(ai), meanHuman: meanOf(human) },
    adjusted: found && bare(found),
    coverage,
    verdict: isComparable ? verdictOf(found, margin) : 'not_comparable',
    belowPeople: found !== null && found.high < 0,
  };
}

const bare = ({ difference, low, high }: Interval): Interval => ({ difference, low, high });

/** The same for each complexity alone, at a level that four tests share. */
export function byComplexity(pairs: readonly Pair[], margin: number): Record<string, ComplexityParity> {
  const names = [...new Set(pairs.map(({ key }) => key.complexity!))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const usable = pairs.filter((pair) => pair.key.complexity === name && isUsable(pair));
      const found = adjusted(usable, { z: Z_95_OF_FOUR });
      if (!found) return [name, { difference: null, low: null, high: null, verdict: 'not_comparable' }];
      return [name, { ...bare(found), verdict: verdictOf(found, margin) }];
    }),
  );
}

/** Every topic with its difference and what follows, the clearest loss first; what cannot be told comes last. */
export function topics(pairs: readonly Pair[], margin: number): TopicParity[] {
  const estimates = pairs.map((pair) =>
    standardisedDifference([{ weight: 1, a: pair.ai.ratings, b: pair.human.ratings }]),
  );
  const judged = pairs.flatMap(({ ai, human }, index) =>
    Math.min(ai.ratings.n, human.ratings.n) >= VERDICT_RATINGS ? [index] : [],
  );
  // How likely so bad a result would be if the AI were just at the limit.
  const pValues = judged.map((index) => normalCdf((estimates[index]!.difference + margin) / estimates[index]!.error));
  const inferior = holm(pValues, ALPHA);
  const rows = pairs.map((pair, index): TopicParity => {
    const both = pair.ai.ratings.n > 0 && pair.human.ratings.n > 0;
    const found = both ? estimates[index]! : null;
    const rank = judged.indexOf(index);
    const verdict = found && rank >= 0 ? topicVerdict(found, margin, inferior[rank]!) : null;
    return {
      ...(pair.key as Pick<TopicParity, 'channel' | 'intent' | 'complexity'>),
      conversations: size(pair),
      aiConversations: pair.ai.conversations,
      nAi: pair.ai.ratings.n,
      nHuman: pair.human.ratings.n,
      meanAi: pair.ai.ratings.n ? meanOf(pair.ai.ratings) : null,
      meanHuman: pair.human.ratings.n ? meanOf(pair.human.ratings) : null,
      difference: found?.difference ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      usable: isUsable(pair),
      status: verdict ? 'ok' : 'low_n',
      verdict,
      decision: decisionOf(verdict, found?.high ?? null),
    };
  });
  return rows.sort((a, b) => (a.high ?? Number.POSITIVE_INFINITY) - (b.high ?? Number.POSITIVE_INFINITY));
}

/** Inferior only where Holm's correction over the whole table still says so; else it is too close to call. */
function topicVerdict(found: Interval, margin: number, isInferior: boolean): Verdict {
  if (isInferior) return 'inferior';
  const alone = verdictOf(found, margin);
  return alone === 'inferior' ? 'inconclusive' : alone;
}

function decisionOf(verdict: Verdict | null, high: number | null): Decision {
  if (verdict === null || high === null) return 'not_enough';
  if (verdict === 'inferior') return 'send';
  // Inside the limit, but below people for certain.
  return verdict === 'inconclusive' || high < 0 ? 'watch' : 'leave';
}
