import { type BitMatrix, bitMatrix, unionOf } from '@/lib/stats/bitset';
import { keep } from './keep';
import type { Snapshot } from './snapshot';
import type { Amounts, LongRows } from './tool-use';

/** Use of a set of tools taken together: active in any of them. */
export interface Use {
  snapshot: Snapshot;
  days: BitMatrix;
  counted: BitMatrix;
  weeks: BitMatrix;
  weekTotals: readonly Float64Array[];
  amounts: readonly Amounts[];
  long: readonly LongRows[];
}

/** Each tool alone and all of them: what most questions are about. Other sets are joined anew for each question. */
const usual = keep((snapshot: Snapshot) => ({
  single: snapshot.tools.map((_, tool) => joined(snapshot, [tool])),
  all: joined(
    snapshot,
    snapshot.tools.map((_, tool) => tool),
  ),
}));

export function toolsTogether(snapshot: Snapshot, chosen: readonly number[]): Use {
  if (chosen.length === snapshot.tools.length) return usual(snapshot).all;
  return chosen.length === 1 ? usual(snapshot).single[chosen[0]!]! : joined(snapshot, chosen);
}

function joined(snapshot: Snapshot, chosen: readonly number[]): Use {
  const { tools, people } = snapshot;
  const picked = chosen.map((index) => tools[index]!);
  const none = bitMatrix(people, 0, 0);
  const union = (matrices: BitMatrix[]) => (matrices.length ? unionOf(matrices, people) : none);
  return {
    snapshot,
    days: union(picked.map((tool) => tool.days)),
    counted: union(picked.map((tool) => tool.counted)),
    weeks: union(picked.map((tool) => tool.weeks)),
    weekTotals: picked.map((tool) => tool.weekTotals),
    amounts: picked.map((tool) => tool.amounts),
    long: picked.map((tool) => tool.long).filter(({ from }) => from.length > 0),
  };
}
