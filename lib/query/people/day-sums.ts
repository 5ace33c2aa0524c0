import type { Day } from './calendar';
import { bucketOf, type Frame, type Span } from './frame';
import type { ByCell } from './rollups';
import type { Tally } from './tally';

/** Where a cell of the roster is counted. */
export const bucketAt = ({ byCell }: Frame, cell: number): number => (byCell ? cell : 0);

/** Adds the sums of the observed days that `counts` to their periods. */
export function addDays(
  frame: Frame,
  tally: Tally,
  measure: string,
  { origin, cells, sums }: ByCell,
  counts: (day: Day) => boolean = () => true,
): void {
  const { seen, periodOf } = frame;
  const column = tally.columns[measure]!;
  for (let day = seen.from; day < seen.to; day++) {
    if (!counts(day)) continue;
    const period = periodOf[day - seen.from]!;
    const from = (day - origin) * cells;
    for (let cell = 0; cell < cells; cell++) column[tally.at(period, bucketAt(frame, cell))]! += sums[from + cell]!;
  }
}

/**
 * Notes the employees behind a denominator that is already summed up: in every period of theirs for which `stands`,
 * given the part `[from, to)` of their stretch that lies in it.
 */
export function noteThrough(
  frame: Frame,
  tally: Tally,
  denominator: string,
  stands: (person: number, from: Day, to: Day, span: Span) => boolean,
): void {
  const { snapshot, spans, seen, periodOf } = frame;
  tally.closeEmpty(denominator);
  for (const stretch of snapshot.stretches) {
    const from = Math.max(stretch.from, seen.from);
    const to = Math.min(stretch.to, seen.to);
    if (!stretch.employee || from >= to) continue;
    const first = periodOf[from - seen.from]!;
    const end = periodOf[to - 1 - seen.from]! + 1;
    tally.noteRun(bucketOf(frame, stretch), stretch.person, first, end, (period) => {
      const span = spans[period]!;
      return stands(stretch.person, Math.max(from, span.seenFrom), Math.min(to, span.seenTo), span);
    });
  }
}
