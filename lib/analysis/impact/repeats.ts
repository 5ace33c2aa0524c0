import { Z_95 } from '@/lib/stats/normal';
import { matterOf, type WorkCell } from './work';

const ENOUGH = 30;

export interface RepeatDifference {
  difference: number;
  /** of the difference */
  variance: number;
  interval: { low: number; high: number } | null;
}

interface Arm {
  eligible: number;
  repeated: number;
}

/** `n` counts all conversations on the matter, also those nobody answered. */
interface Stratum {
  n: number;
  ai: Arm;
  human: Arm;
}

/**
 * How much oftener customers come back after the AI than after people, on the same matters: strata with 30 eligible
 * conversations in both arms (by who answered first), weighed by their conversations. 0 without any.
 */
export function repeatDifference(cells: readonly WorkCell[]): RepeatDifference {
  const strata = new Map<string, Stratum>();
  for (const cell of cells) {
    const name = matterOf(cell);
    const stratum = strata.get(name) ?? {
      ...{ n: 0, ai: { eligible: 0, repeated: 0 }, human: { eligible: 0, repeated: 0 } },
    };
    strata.set(name, stratum);
    stratum.n += cell.n;
    if (cell.first_handler !== 'ai' && cell.first_handler !== 'human') continue;
    stratum[cell.first_handler].eligible += cell.repeat_eligible_n;
    stratum[cell.first_handler].repeated += cell.repeated_n;
  }
  const usable = [...strata.values()].filter(({ ai, human }) => ai.eligible >= ENOUGH && human.eligible >= ENOUGH);
  const whole = usable.reduce((sum, { n }) => sum + n, 0);
  if (whole === 0) return { difference: 0, variance: 0, interval: null };
  let [difference, variance] = [0, 0];
  for (const { n, ai, human } of usable) {
    const w = n / whole;
    difference += w * (rate(ai) - rate(human));
    variance += w * w * (spread(ai) + spread(human));
  }
  const half = Z_95 * Math.sqrt(variance);
  return { difference, variance, interval: { low: difference - half, high: difference + half } };
}

const rate = ({ eligible, repeated }: Arm) => repeated / eligible;
const spread = (arm: Arm) => (rate(arm) * (1 - rate(arm))) / arm.eligible;
