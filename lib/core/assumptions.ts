/** What the money depends on and no log can tell. */
export const ASSUMPTION_NAMES = [
  'productive_hours_per_fte_year',
  'occupancy',
  'loaded_cost_per_fte_year',
  'ai_platform_cost_year',
  'realisation_factor',
  'would_have_asked',
] as const;
export type AssumptionName = (typeof ASSUMPTION_NAMES)[number];

export interface Assumption {
  unit: string;
  low: number;
  base: number;
  high: number;
  source: string;
  /** who stands for it; without owner and date what rests on it is an illustration */
  owner: string;
  /** `YYYY-MM-DD` */
  date: string;
}

export type Assumptions = Record<AssumptionName, Assumption>;

interface Shape {
  title: string;
  unit: string;
  low: number;
  base: number;
  high: number;
  /** none may lie outside */
  least: number;
  most: number;
  /** where profit goes when it rises */
  direction: 1 | -1;
  explains: string;
}

/** Base values and their ranges (spec: metrics.md, Work done and money saved). */
export const ASSUMPTION_SHAPES: Readonly<Record<AssumptionName, Shape>> = {
  productive_hours_per_fte_year: {
    title: 'Productive hours of a full-time person a year',
    ...{ unit: 'hours a year', low: 1500, base: 1600, high: 1720, least: 1, most: 8784, direction: -1 },
    explains: 'net of leave, sickness, breaks and training',
  },
  occupancy: {
    title: 'Share of productive time spent on customers',
    ...{ unit: 'share', low: 0.8, base: 0.85, high: 0.9, least: 0.01, most: 1, direction: -1 },
    explains: 'the rest is waiting for the next customer',
  },
  loaded_cost_per_fte_year: {
    title: 'Cost of a full-time person a year',
    ...{ unit: 'money a year', low: 50_000, base: 60_000, high: 72_000, least: 0, most: 10_000_000, direction: 1 },
    explains: 'with overhead',
  },
  ai_platform_cost_year: {
    title: 'Cost of the AI beside the cost per conversation, a year',
    ...{ unit: 'money a year', low: 0, base: 0, high: 1_000_000, least: 0, most: 1_000_000_000, direction: -1 },
    explains: 'licences, operation, the people who look after it',
  },
  realisation_factor: {
    title: 'Share of freed time that becomes money',
    ...{ unit: 'share', low: 0.3, base: 0.6, high: 1, least: 0, most: 1, direction: 1 },
    explains: 'time freed is money only when it is not spent or not needed elsewhere',
  },
  would_have_asked: {
    title: 'Share of conversations that would have come without the AI',
    ...{ unit: 'share', low: 0.8, base: 1, high: 1, least: 0, most: 1, direction: 1 },
    explains: 'an assistant that is easy to ask invites questions nobody would have brought to a person',
  },
};

/** Nobody stands for these: what rests on them is an illustration. */
export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  ASSUMPTION_NAMES.map((name) => {
    const { unit, low, base, high } = ASSUMPTION_SHAPES[name];
    return [name, { unit, low, base, high, source: 'usual range', owner: '', date: '' }];
  }),
) as Assumptions;

export type Place = 'low' | 'base' | 'high';

/** What is wrong with the three values of an assumption, by the place where it is said: one rule for form and server. */
export function complaintsOf(
  name: AssumptionName,
  { low, base, high }: Pick<Assumption, Place>,
): Partial<Record<Place, string>> {
  const { least, most } = ASSUMPTION_SHAPES[name];
  const found: Partial<Record<Place, string>> = {};
  for (const [place, value] of Object.entries({ low, base, high }) as [Place, number][])
    if (!Number.isFinite(value)) found[place] = 'needs a number';
    else if (value < least || value > most)
      found[place] = `lies between ${least.toLocaleString('en-US')} and ${most.toLocaleString('en-US')}`;
  if (Object.keys(found).length > 0) return found;
  if (low > base) found.low = 'is not above the value';
  if (high < base) found.high = 'is not below the value';
  return found;
}

/** Somebody stands for it, since a day: else what rests on it is an illustration. */
export const isOwned = ({ owner, date }: Pick<Assumption, 'owner' | 'date'>) => owner.trim() !== '' && date !== '';
