import { ASSUMPTION_NAMES, ASSUMPTION_SHAPES, type Assumptions } from '@/lib/core/assumptions';
import type { Range, TornadoBar } from '@/lib/core/impact';
import { normalCdf } from '@/lib/stats/normal';
import { normals, quantileOf, seeded, triangularQuantile } from '@/lib/stats/random';
import { baseValues, type Counted, moneyOf, type Values } from './money';
import type { Freed, Work } from './work';

const DRAWS = 10_000;
const SEED = 20240127;
/** Assumptions err together: correlation of any two, each in the direction that moves profit. */
const CORRELATION = 0.5;

/** Sampling errors of what was counted. */
export interface Errors {
  work: Pick<Work, 'resolved' | 'aiOnly' | 'grossVariance' | 'takenOverVariance' | 'covariance'>;
  freed: Pick<Freed, 'perUnresolved'> | null;
  repeatVariance: number;
}

/** What chance decides, the same for every question: drawn once, by draw and place. */
interface Draws {
  /** probabilities at which each assumption's distribution is read */
  assumed: Float64Array;
  /** standard normal errors of what was counted */
  counted: Float64Array;
}

const ASSUMED = ASSUMPTION_NAMES.length;
const COUNTED = 4;
const drawn = new Map<number, Draws>();

/** Assumptions joined by a Gaussian copula of the given correlation, each in the direction that moves profit. */
function drawsOf(correlation: number): Draws {
  const known = drawn.get(correlation);
  if (known) return known;
  const normal = normals(seeded(SEED));
  const draws = { assumed: new Float64Array(DRAWS * ASSUMED), counted: new Float64Array(DRAWS * COUNTED) };
  const shared = Math.sqrt(correlation);
  const own = Math.sqrt(1 - correlation);
  for (let draw = 0; draw < DRAWS; draw++) {
    const luck = normal();
    ASSUMPTION_NAMES.forEach((name, place) => {
      const z = ASSUMPTION_SHAPES[name].direction * (shared * luck + own * normal());
      draws.assumed[draw * ASSUMED + place] = normalCdf(z);
    });
    for (let place = 0; place < COUNTED; place++) draws.counted[draw * COUNTED + place] = normal();
  }
  drawn.set(correlation, draws);
  return draws;
}

/** Assumptions err together, or, to be held against it, each by itself. */
export type Joint = 'joined' | 'independent';
const CORRELATIONS: Record<Joint, number> = { joined: CORRELATION, independent: 0 };

/**
 * P10, P50 and P90 of profit over 10,000 seeded draws: assumptions triangular and joined by a Gaussian copula, plus the
 * sampling errors of AHT, repeat difference and resolved share. They are of the assumptions and of sampling, not of the
 * model. null where profit is not known.
 */
export function rangeOf(
  counted: Counted,
  errors: Errors,
  assumptions: Assumptions,
  joint: Joint = 'joined',
): Range | null {
  if (counted.aiCost === null) return null;
  const draws = drawsOf(CORRELATIONS[joint]);
  const profits = new Float64Array(DRAWS);
  const values = baseValues(assumptions);
  const sample = sampler(counted, errors);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let place = 0; place < ASSUMED; place++) {
      const name = ASSUMPTION_NAMES[place]!;
      const { low, base, high } = assumptions[name];
      values[name] = triangularQuantile(draws.assumed[draw * ASSUMED + place]!, low, base, high);
    }
    profits[draw] = moneyOf(sample(draws.counted, draw * COUNTED), values).profit!;
  }
  profits.sort();
  return { p10: quantileOf(profits, 0.1), p50: quantileOf(profits, 0.5), p90: quantileOf(profits, 0.9) };
}

/** Draws of what another sample of the same customers might have counted, from four standard normal errors each. */
function sampler(counted: Counted, { work, freed, repeatVariance }: Errors) {
  const grossError = Math.sqrt(work.grossVariance);
  // AHT errs once, wherever it stands: what was taken over errs with it.
  const slope = work.grossVariance > 0 ? work.covariance / work.grossVariance : 0;
  const rest = Math.sqrt(Math.max(0, work.takenOverVariance - slope * work.covariance));
  const share = work.aiOnly > 0 ? work.resolved / work.aiOnly : 0;
  const shareSpread = work.aiOnly > 0 ? Math.sqrt((share * (1 - share)) / work.aiOnly) : 0;
  const repeatError = Math.sqrt(repeatVariance);
  const { gross, takenOver, repeatDifference, freed: seconds } = counted;
  // One object for all draws: ten thousand would keep the collector busy.
  const sample = { ...counted };
  return (normal: Float64Array, at: number): Counted => {
    const first = normal[at]!;
    const shareError = shareSpread * normal[at + 2]!;
    sample.gross = (gross + first * grossError) * (1 + (share > 0 ? shareError / share : 0));
    sample.takenOver = takenOver + slope * first * grossError + normal[at + 1]! * rest;
    sample.repeatDifference = repeatDifference + normal[at + 3]! * repeatError;
    if (seconds !== null) sample.freed = seconds + shareError * work.aiOnly * (freed?.perUnresolved ?? 0);
    return sample;
  };
}

/** Profit with each assumption alone at its ends, the widest first. */
export function tornadoOf(counted: Counted, assumptions: Assumptions): TornadoBar[] {
  if (counted.aiCost === null) return [];
  const base = baseValues(assumptions);
  const profit = (values: Values) => moneyOf(counted, values).profit!;
  return ASSUMPTION_NAMES.map((assumption) => ({
    assumption,
    atLow: profit({ ...base, [assumption]: assumptions[assumption].low }),
    atHigh: profit({ ...base, [assumption]: assumptions[assumption].high }),
  })).sort((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow));
}
