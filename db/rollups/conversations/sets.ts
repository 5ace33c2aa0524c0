import { SERVICE_DIMENSIONS, type ServiceDimension } from '@/lib/core/dimensions';

const singles = SERVICE_DIMENSIONS.map((dimension) => [dimension]);
const pairs = SERVICE_DIMENSIONS.flatMap((first, index) =>
  SERVICE_DIMENSIONS.slice(index + 1).map((second) => [first, second]),
);

/**
 * The sets of dimensions that narrow cells are kept for: none, each one, each two. The position is the `set_id`,
 * so the order of SERVICE_DIMENSIONS must not change without a rebuild.
 */
export const SETS: readonly (readonly ServiceDimension[])[] = [[], ...singles, ...pairs];

/** The `set_id` that covers exactly these dimensions; null when only the cells of all dimensions do. */
export function setOf(dimensions: readonly ServiceDimension[]): number | null {
  const found = SETS.findIndex(
    (set) => set.length === dimensions.length && set.every((dimension) => dimensions.includes(dimension)),
  );
  return found < 0 ? null : found;
}

/**
 * What narrow cells are added up from: sets of four dimensions that between them hold every pair. Each is a fraction
 * of all cells, and most narrow sets are then a step from few: a third of the work.
 */
export const STEPS: readonly { step: readonly ServiceDimension[]; sets: readonly number[] }[] = steps();

function steps() {
  const couples = [0, 2, 4, 6, 8].map((position) => SERVICE_DIMENSIONS.slice(position, position + 2));
  const fours = couples.flatMap((first, index) => couples.slice(index + 1).map((second) => [...first, ...second]));
  const coveredBy = SETS.map((set) => fours.findIndex((four) => set.every((dimension) => four.includes(dimension))));
  return fours.map((step, index) => ({
    step,
    sets: SETS.map((_, set) => set).filter((set) => coveredBy[set] === index),
  }));
}
