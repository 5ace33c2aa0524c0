import type { ArmChoice } from '@/lib/core/parity';
import { NOBODY, plus, type Sample } from '@/lib/stats/difference';
import type { Cell, Measure } from '../strata';

export const PARITY_MEASURES = [
  'n',
  'csat_n',
  'csat_sum',
  'csat_square_sum',
  'csat_top_n',
  'csat_ended_n',
  'ended_n',
  'random_csat_n',
  'random_csat_sum',
  'random_csat_square_sum',
] as const satisfies readonly Measure[];

export type ParityDimension = 'first_handler' | 'handled_by' | 'channel' | 'intent' | 'complexity' | 'language';
export type ParityCell = Cell<ParityDimension, (typeof PARITY_MEASURES)[number]>;

/** One arm's conversations on one matter. */
export interface Arm {
  conversations: number;
  ratings: Sample;
  top: number;
  rated: number;
  ended: number;
  random: Sample;
}

export interface Pair {
  key: Record<string, string>;
  ai: Arm;
  human: Arm;
}

export const EMPTY: Arm = { conversations: 0, ratings: NOBODY, top: 0, rated: 0, ended: 0, random: NOBODY };

export const dimensionOf = (arms: ArmChoice) => (arms === 'as_handled' ? 'handled_by' : 'first_handler');

export function together(a: Arm, b: Arm): Arm {
  return {
    conversations: a.conversations + b.conversations,
    ratings: plus(a.ratings, b.ratings),
    top: a.top + b.top,
    rated: a.rated + b.rated,
    ended: a.ended + b.ended,
    random: plus(a.random, b.random),
  };
}

/** The two arms of every stratum that either of them has; conversations nobody answered are in neither. */
export function pairs(cells: readonly ParityCell[], arms: ArmChoice, strata: readonly string[]): Pair[] {
  const found = new Map<string, Pair>();
  const dimension = dimensionOf(arms);
  for (const cell of cells) {
    const arm = cell[dimension];
    if (arm !== 'ai' && arm !== 'human') continue;
    const values = strata.map((name) => [name, cell[name as ParityDimension]] as const);
    const name = values.map(([, value]) => value).join('\u0000');
    const pair = found.get(name) ?? { key: Object.fromEntries(values), ai: EMPTY, human: EMPTY };
    pair[arm] = together(pair[arm], armOf(cell));
    found.set(name, pair);
  }
  return [...found.values()];
}

function armOf(cell: ParityCell): Arm {
  return {
    conversations: cell.n,
    ratings: { n: cell.csat_n, sum: cell.csat_sum, squares: cell.csat_square_sum },
    top: cell.csat_top_n,
    rated: cell.csat_ended_n,
    ended: cell.ended_n,
    random: { n: cell.random_csat_n, sum: cell.random_csat_sum, squares: cell.random_csat_square_sum },
  };
}
