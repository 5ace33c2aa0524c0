import type { Day } from './calendar';
import { type Frame, firstSpanAfter } from './frame';
import type { Stretch } from './snapshot';

/** Visits, person by person, every employee on L of every period whose L is observed. */
export function eachEmployedAtEnd(
  { snapshot, spans }: Frame,
  visit: (stretch: Stretch, period: number, last: Day) => void,
): void {
  const first = snapshot.first;
  if (first === null) return;
  for (const stretch of snapshot.stretches) {
    if (!stretch.employee) continue;
    for (let p = firstSpanAfter(spans, stretch.from); p < spans.length; p++) {
      const { from, last } = spans[p]!;
      if (from >= stretch.to) break;
      if (last === null || last < first || last < stretch.from || last >= stretch.to) continue;
      visit(stretch, p, last);
    }
  }
}
