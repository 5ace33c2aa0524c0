import { toolsTogether, type Use } from '../frame';
import type { Seat, Snapshot } from '../snapshot';

/** Visits the seats of some tools in order of person, each with the use of its own tool. */
export function forEachTool(snapshot: Snapshot, tools: readonly number[], visit: (seat: Seat, use: Use) => void): void {
  const uses = new Map(tools.map((tool) => [tool, toolsTogether(snapshot, [tool])]));
  for (const seat of snapshot.seats) {
    const use = uses.get(seat.tool);
    if (use) visit(seat, use);
  }
}
