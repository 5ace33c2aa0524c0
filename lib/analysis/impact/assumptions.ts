import type { Db } from '@/db/client';
import { settingVersion } from '@/db/settings';
import {
  ASSUMPTION_NAMES,
  ASSUMPTION_SHAPES,
  type Assumption,
  type AssumptionName,
  type Assumptions,
  DEFAULT_ASSUMPTIONS,
  isOwned,
} from '@/lib/core/assumptions';
import { TandemError, unanswerable } from '@/lib/core/errors';
import type { ImpactRequest, Tried } from '@/lib/core/impact';

export interface Used {
  assumptions: Assumptions;
  /** 0: nobody ever set any */
  version: number;
  illustration: boolean;
}

/**
 * The assumptions a result rests on: of the version asked for, else the newest, with what the request tries out put
 * over them. Throws 404 for a version there never was, 422 for values that make no sense.
 */
export async function assumptionsFor(
  db: Db,
  { assumptions: tried, assumptionsVersion }: Pick<ImpactRequest, 'assumptions' | 'assumptionsVersion'>,
): Promise<Used> {
  const found = await settingVersion(db, 'assumptions', assumptionsVersion);
  if (assumptionsVersion !== undefined && assumptionsVersion !== 0 && found?.version !== assumptionsVersion)
    throw new TandemError(404, `There is no version ${assumptionsVersion} of the assumptions.`);
  const set = assumptionsVersion === 0 ? {} : ((found?.value ?? {}) as Partial<Assumptions>);
  const kept: Assumptions = { ...DEFAULT_ASSUMPTIONS, ...set };
  const isTried = tried !== undefined && Object.keys(tried).length > 0;
  const assumptions = isTried ? withTried(kept, tried) : kept;
  return {
    assumptions,
    version: assumptionsVersion === 0 ? 0 : (found?.version ?? 0),
    illustration: isTried || !ASSUMPTION_NAMES.every((name) => isOwned(kept[name])),
  };
}

/** Tried numbers have no owner: whoever tries them sees an illustration. A single number has no range. */
function withTried(kept: Assumptions, tried: Tried): Assumptions {
  const result = { ...kept };
  for (const [name, value] of Object.entries(tried) as [AssumptionName, Tried[AssumptionName]][]) {
    if (value === undefined) continue;
    const { low, base, high } = typeof value === 'number' ? within(kept[name], value) : value;
    const { least, most } = ASSUMPTION_SHAPES[name];
    if (low < least || high > most)
      throw unanswerable(`assumptions.${name}`, `${name} lies between ${least} and ${most}.`);
    if (low > base || base > high)
      throw unanswerable(`assumptions.${name}`, `${name}: low, base and high must ascend.`);
    result[name] = { ...kept[name], low, base, high, source: 'tried out', owner: '', date: '' };
  }
  return result;
}

/** A base value moved by hand keeps its range, widened where it would lie outside. */
function within({ low, high }: Assumption, base: number) {
  return { low: Math.min(low, base), base, high: Math.max(high, base) };
}
