import type { Family } from './family';
import type { Span } from './frame';
import { hasRows } from './scope';
import type { Snapshot } from './snapshot';

/**
 * Whether a tool's vendor tells what a family reads (days, or weeks) in a period: by the rows it sent in it or,
 * where it sent none, by those it ever sent. A tool that only reports months has no daily rate, not one of 0.
 */
export function reports(snapshot: Snapshot, tool: number, { from, to }: Span, reads: Family['reads']): boolean {
  if (reads === 'any') return true;
  const { oneDayDates, longPeriods } = snapshot.tools[tool]!;
  const weeks = reads === 'weeks' ? longPeriods.filter((row) => row.to - row.from === 7) : [];
  if (oneDayDates.some((day) => day >= from && day < to)) return true;
  if (weeks.some((row) => row.from < to && row.to > from)) return true;
  if (longPeriods.some((row) => row.from < to && row.to > from)) return false;
  return oneDayDates.length > 0 || weeks.length > 0;
}

/** True where a tool is in use (seats or rows in the period) whose vendor reports no single days. */
export function missesDays(snapshot: Snapshot, tools: readonly number[], span: Span): boolean {
  return tools.some(
    (tool) =>
      !reports(snapshot, tool, span, 'days') &&
      (hasRows(snapshot.tools[tool]!, span.from, span.to) ||
        snapshot.seats.some((seat) => seat.tool === tool && seat.from < span.to && seat.to > span.from)),
  );
}
