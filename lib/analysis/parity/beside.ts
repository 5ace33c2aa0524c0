import type { Interval, ParityAnswer, ResponseRate, Verdict } from '@/lib/core/parity';
import { meanDifference, type Sample } from '@/lib/stats/difference';
import { standardisedDifference } from '@/lib/stats/standardise';
import { type Arm, EMPTY, type Pair } from './arms';
import { adjusted, isUsable, sizeOf, totalOf, USABLE_RATINGS, verdictOf } from './compare';

const bare = ({ difference, low, high }: Interval): Interval => ({ difference, low, high });

function responseRate({ rated, ended }: Arm): ResponseRate {
  return { rate: ended === 0 ? null : rated / ended, rated, ended };
}

export const responseRates = (pairs: readonly Pair[]): ParityAnswer['responseRates'] => ({
  ai: responseRate(totalOf(pairs, 'ai')),
  human: responseRate(totalOf(pairs, 'human')),
});

/** How much of each arm's conversations is of which complexity: who gets the harder matters. */
export function mixOf(pairs: readonly Pair[]): ParityAnswer['mix'] {
  const names = [...new Set(pairs.map(({ key }) => key.complexity!))].sort();
  const [ai, human] = [totalOf(pairs, 'ai').conversations, totalOf(pairs, 'human').conversations];
  return names.map((complexity) => {
    const some = pairs.filter(({ key }) => key.complexity === complexity);
    const share = (arm: 'ai' | 'human', whole: number) => (whole === 0 ? 0 : totalOf(some, arm).conversations / whole);
    return { complexity, ai: share('ai', ai), human: share('human', human) };
  });
}

/** The share of 4 and 5 on the same matters. A yes or no has the variance p(1 − p), which needs no floor. */
export function topBox(pairs: readonly Pair[]): Interval | null {
  const sample = ({ ratings, top }: Arm): Sample => ({ n: ratings.n, sum: top, squares: top });
  const found = standardisedDifference(
    pairs.filter(isUsable).map((pair) => ({
      weight: pair.ai.conversations + pair.human.conversations,
      a: sample(pair.ai),
      b: sample(pair.human),
    })),
    { leastVariance: 0 },
  );
  return found && bare(found);
}

export function doubledHumanVariance(pairs: readonly Pair[]): Interval | null {
  const found = adjusted(pairs.filter(isUsable), { inflateB: 2 });
  return found && bare(found);
}

/**
 * How many points lower than the AI's customers who answered its silent ones would have to rate for the verdict to
 * fall: x × Σ w·(1 − response rate) takes the lower limit to −margin (to 0 where the AI is said to be better). People's
 * silent customers are taken to rate like those who answered. null where no verdict in the AI's favour can fall.
 */
export function tippingPoint(pairs: readonly Pair[], verdict: Verdict, margin: number): number | null {
  if (verdict !== 'superior' && verdict !== 'non_inferior') return null;
  const usable = pairs.filter(isUsable);
  const found = adjusted(usable);
  const whole = sizeOf(usable);
  if (!found) return null;
  const silent = usable.reduce((sum, pair) => {
    const { rated, ended } = pair.ai;
    const rate = ended === 0 ? 1 : Math.min(1, rated / ended);
    return sum + ((pair.ai.conversations + pair.human.conversations) / whole) * (1 - rate);
  }, 0);
  if (silent <= 0) return null;
  return (found.low - (verdict === 'superior' ? 0 : -margin)) / silent;
}

/** The AI now against people in the base period, on the same matters. */
export function againstBase(now: readonly Pair[], base: readonly Pair[]): (Interval & { coverage: number }) | null {
  const name = ({ key }: Pair) => Object.values(key).join('\u0000');
  const people = new Map(base.map((pair) => [name(pair), pair.human]));
  const joined = now.map((pair) => ({ key: pair.key, ai: pair.ai, human: people.get(name(pair)) ?? EMPTY }));
  const usable = joined.filter(isUsable);
  // Weighed by what the AI answers now: people of then have conversations of another length of time.
  const found = standardisedDifference(
    usable.map(({ ai, human }) => ({ weight: ai.conversations, a: ai.ratings, b: human.ratings })),
  );
  const all = totalOf(joined, 'ai').conversations;
  return found && { ...bare(found), coverage: totalOf(usable, 'ai').conversations / all };
}

/** Where chance decided who answers first nothing needs to be held equal. null with too few ratings to take precedence. */
export function holdout(pairs: readonly Pair[], margin: number): ParityAnswer['holdout'] {
  const [ai, human] = [totalOf(pairs, 'ai').random, totalOf(pairs, 'human').random];
  if (Math.min(ai.n, human.n) < USABLE_RATINGS) return null;
  const found = meanDifference(ai, human);
  return found && { ...bare(found), nAi: ai.n, nHuman: human.n, verdict: verdictOf(found, margin) };
}
