import type { Seat } from '../seats';
import type { Snapshot } from '../snapshot';
import { toolsTogether, type Use } from '../use';

/** Visits the seats of some tools in order of person, each with the use of its own tool. */
export function forEachTool(snapshot: Snapshot, tools: readonly number[], visit: (seat: Seat, use: Use) => void): void {
  const uses = new Map(tools.map((tool) => [tool, toolsTogether(snapshot, [tool])]));
  for (const seat of snapshot.seats) {
    const use = uses.get(seat.tool);
    if (use) visit(seat, use);
  }
}
