import { SERVICE_DIMENSIONS, type ServiceDimension } from '@/lib/core/dimensions';

type DimensionSet = readonly ServiceDimension[];

const singles = SERVICE_DIMENSIONS.map((dimension) => [dimension]);
const pairs = SERVICE_DIMENSIONS.flatMap((first, index) =>
  SERVICE_DIMENSIONS.slice(index + 1).map((second) => [first, second]),
);

/** These take many values; all others a handful, so that seven of them together make few cells. */
const LARGE: DimensionSet = ['intent', 'market', 'language'];
const small = SERVICE_DIMENSIONS.filter((dimension) => !LARGE.includes(dimension));
/** What the AI is compared with people by, and its work counted by: strata, arms and outcomes. */
const STRATA: DimensionSet = ['handled_by', 'first_handler', 'channel', 'intent', 'complexity', 'outcome'];
/** Smallest first: for comparisons, and for requests of three and more dimensions of which at most one is large. */
const wide = [
  small,
  STRATA,
  ...LARGE.map((large) => SERVICE_DIMENSIONS.filter((one) => small.includes(one) || one === large)),
];

/**
 * The sets of dimensions that cells are kept for beside those of all ten: none, each one, each two, and the wide
 * ones. The position is the `set_id`, so neither their order nor that of SERVICE_DIMENSIONS may change without a
 * rebuild.
 */
export const SETS: readonly DimensionSet[] = [[], ...singles, ...pairs, ...wide];
const FIRST_WIDE = SETS.length - wide.length;

/** The cells by stratum, and the `set_id` of the same by calendar month (months.ts): no set of its own. */
export const STRATA_SET = SETS.indexOf(STRATA);
export const MONTHS_OF_STRATA = SETS.length;

const covers = (set: DimensionSet, wanted: DimensionSet) => wanted.every((dimension) => set.includes(dimension));

/** The `set_id` of the smallest cells that cover these dimensions; null when only the cells of all dimensions do. */
export function setOf(dimensions: DimensionSet): number | null {
  const found = SETS.findIndex(
    (set, id) => (id >= FIRST_WIDE || set.length === dimensions.length) && covers(set, dimensions),
  );
  return found < 0 ? null : found;
}

/** Cells that others are added up from. */
export interface Step {
  dimensions: DimensionSet;
  /** the cells' own `set_id`; null where they are not kept */
  set: number | null;
  /** what is added up from them */
  from: readonly Step[];
}

/**
 * How every set is added up from the cells of all dimensions: the wide ones from these, then sets of four dimensions
 * that between them hold every pair, and from the fours what is narrow. Each step is a fraction of the one before.
 */
export const STEPS: readonly Step[] = steps();

function steps(): Step[] {
  const couples = [0, 2, 4, 6, 8].map((position) => SERVICE_DIMENSIONS.slice(position, position + 2));
  const fours = couples.flatMap((first, index) => couples.slice(index + 1).map((second) => [...first, ...second]));
  const narrow = SETS.slice(0, FIRST_WIDE);
  const fourOf = (set: DimensionSet) => fours.find((four) => covers(four, set));
  const four = (dimensions: DimensionSet): Step => ({
    dimensions,
    set: null,
    from: narrow.flatMap((set, id) => (fourOf(set) === dimensions ? [{ dimensions: set, set: id, from: [] }] : [])),
  });
  const wideOf = (set: DimensionSet) => wide.find((one) => covers(one, set));
  const foursFrom = (source: DimensionSet | undefined) => fours.filter((one) => wideOf(one) === source).map(four);
  const [fewest, strata, next, ...rest] = wide.map(
    (dimensions, index): Step => ({ dimensions, set: FIRST_WIDE + index, from: foursFrom(dimensions) }),
  );
  // The two with the fewest cells lie in the next.
  return [{ ...next!, from: [fewest!, strata!, ...next!.from] }, ...rest, ...foursFrom(undefined)];
}
