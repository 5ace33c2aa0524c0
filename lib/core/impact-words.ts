import { isOwned } from './assumptions';
import { moneyAlike } from './format';
import type { Banked, ImpactAnswer } from './impact';

/** `Counts`, `On hold`: said before the figure. */
export const BANKED_WORDS: Record<Banked['status'], string> = {
  counts: 'Counts',
  on_hold: 'On hold',
  not_assessed: 'Not assessed',
};

export interface ImpactWords {
  head: string;
  detail: string;
  isEmpty?: boolean;
}

/** What is left after everything, with its doubt in front. */
export function impactWords(answer: ImpactAnswer): ImpactWords {
  const { profit_improvement: profit, banked, reasons, currency } = answer;
  if (profit === null)
    return {
      head: 'What the AI leaves is not known for this period',
      detail:
        answer.days === 0 || answer.fte_equivalent === null
          ? 'Needs conversations that the AI resolved and people’s working time on the same matters.'
          : 'Needs what the AI costs (ai_cost) on at least 80 % of its conversations.',
      isEmpty: answer.days === 0,
    };
  const alike = moneyAlike([profit, answer.p10, answer.p90], currency);
  const money = alike(profit);
  const range =
    answer.p10 !== null && answer.p90 !== null
      ? `P10 to P90 ${alike(answer.p10)} to ${alike(answer.p90)}, of the assumptions and sampling, not of the model`
      : 'its range is not known';
  const why = reasons[0] ? ` ${reasons[0]}` : '';
  if (answer.illustration)
    return {
      head: `An illustration: ${money} modelled profit improvement`,
      detail: `${unownedWords(answer)} ${sentence(range)}.`,
    };
  if (banked.status === 'on_hold')
    return {
      head: `On hold: ${money} modelled profit improvement`,
      detail: `${why.trim()} ${sentence(range)}.`.trim(),
    };
  if (banked.status === 'counts')
    return {
      head: `${alike(banked.counts ?? 0)} counts of ${money} modelled profit improvement`,
      detail: `${sentence(range)}.${why}`,
    };
  return { head: `Not assessed: ${money} modelled profit improvement`, detail: `${sentence(range)}.${why}` };
}

/** How much of it nobody stands for: all, as at first, or what is tried out. */
export function unownedWords({ assumptions }: ImpactAnswer): string {
  const all = Object.values(assumptions);
  const unowned = all.filter((one) => !isOwned(one)).length;
  if (unowned === all.length) return 'Nobody stands for its assumptions.';
  return `Nobody stands for ${unowned} of its ${all.length} assumptions.`;
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
