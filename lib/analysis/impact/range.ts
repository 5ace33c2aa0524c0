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

/**
 * P10, P50 and P90 of profit over 10,000 seeded draws: assumptions triangular and joined by a Gaussian copula, plus the
 * sampling errors of AHT, repeat difference and resolved share. They are of the assumptions and of sampling, not of the
 * model. null where profit is not known.
 */
export function rangeOf(
  counted: Counted,
  errors: Errors,
  assumptions: Assumptions,
  correlation = CORRELATION,
): Range | null {
  if (counted.aiCost === null) return null;
  const normal = normals(seeded(SEED));
  const profits = new Float64Array(DRAWS);
  const values = baseValues(assumptions);
  const shared = Math.sqrt(correlation);
  const own = Math.sqrt(1 - correlation);
  for (let draw = 0; draw < DRAWS; draw++) {
    const luck = normal();
    for (const name of ASSUMPTION_NAMES) {
      const { low, base, high } = assumptions[name];
      const z = ASSUMPTION_SHAPES[name].direction * (shared * luck + own * normal());
      values[name] = triangularQuantile(normalCdf(z), low, base, high);
    }
    profits[draw] = moneyOf(sampled(counted, errors, normal), values).profit!;
  }
  profits.sort();
  return { p10: quantileOf(profits, 0.1), p50: quantileOf(profits, 0.5), p90: quantileOf(profits, 0.9) };
}

/** One draw of what another sample of the same customers might have counted. */
function sampled(counted: Counted, { work, freed, repeatVariance }: Errors, normal: () => number): Counted {
  const [first, second, third, fourth] = [normal(), normal(), normal(), normal()];
  const grossError = Math.sqrt(work.grossVariance);
  // AHT errs once, wherever it stands: what was taken over errs with it.
  const slope = work.grossVariance > 0 ? work.covariance / work.grossVariance : 0;
  const rest = Math.sqrt(Math.max(0, work.takenOverVariance - slope * work.covariance));
  const share = work.aiOnly > 0 ? work.resolved / work.aiOnly : 0;
  const shareError = work.aiOnly > 0 ? Math.sqrt((share * (1 - share)) / work.aiOnly) * third : 0;
  const moved = share > 0 ? shareError / share : 0;
  return {
    ...counted,
    gross: (counted.gross + first * grossError) * (1 + moved),
    takenOver: counted.takenOver + slope * first * grossError + second * rest,
    repeatDifference: counted.repeatDifference + fourth * Math.sqrt(repeatVariance),
    freed: counted.freed === null ? null : counted.freed + shareError * work.aiOnly * (freed?.perUnresolved ?? 0),
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
