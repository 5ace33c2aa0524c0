import { eachBit, hasBit } from '@/lib/stats/bitset';
import { type Day, FRIDAY, firstWholeWeek, mondayOf, weekOf } from './calendar';
import { keep } from './keep';
import type { Snapshot } from './snapshot';
import type { Use } from './use';

/** Sums per day (or week) and cell: those of day d are at `(d − origin) × cells + cell`. */
export interface ByCell {
  origin: number;
  cells: number;
  sums: Float64Array;
}

function byCell({ cells }: Snapshot, origin: number, end: number): ByCell {
  return { origin, cells: cells.length, sums: new Float64Array(Math.max(0, end - origin) * cells.length) };
}

/** The days that have been observed, half-open; empty where nothing was. */
export const observedDays = ({ first, watermark }: Snapshot): [from: Day, to: Day] =>
  first === null || watermark === null ? [0, 0] : [first, watermark + 1];

/** Employees on each observed day. */
export const employedByDay = keep((snapshot: Snapshot): ByCell => {
  const [first, end] = observedDays(snapshot);
  const days = byCell(snapshot, first, end);
  const { sums, cells } = days;
  for (const { employee, cell, from, to } of snapshot.stretches) {
    if (!employee || to <= first || from >= end) continue;
    sums[(Math.max(from, first) - first) * cells + cell]! += 1;
    if (to < end) sums[(to - first) * cells + cell]! -= 1;
  }
  for (let at = cells; at < sums.length; at++) sums[at]! += sums[at - cells]!;
  return days;
});

/** Employees active on each observed day, in the cell they were in. */
export const activeByDay = keep((use: Use): ByCell => {
  const days = byCell(use.snapshot, ...observedDays(use.snapshot));
  eachActiveDay(use, use.days, days, (at) => {
    days.sums[at]! += 1;
  });
  return days;
});

/** Employees on each week's Friday who were active in the week, for weeks that are wholly observed. */
export const activeByWeek = keep((use: Use): ByCell => {
  const [first, end] = observedDays(use.snapshot);
  const weeks = byCell(use.snapshot, firstWholeWeek(first), weekOf(end));
  for (const { employee, person, cell, from, to } of use.snapshot.stretches) {
    if (!employee) continue;
    const begin = Math.max(weeks.origin, firstWholeWeek(from - FRIDAY));
    for (let week = begin; week < weekOf(end) && mondayOf(week) + FRIDAY < to; week++)
      if (hasBit(use.weeks, person, week)) weeks.sums[(week - weeks.origin) * weeks.cells + cell]! += 1;
  }
  return weeks;
});

/** Employees' days whose number of interactions is known, and the interactions, on each observed day. */
export const interactionsByDay = keep((use: Use): { days: ByCell; interactions: ByCell } => {
  const observed = observedDays(use.snapshot);
  const days = byCell(use.snapshot, ...observed);
  const interactions = byCell(use.snapshot, ...observed);
  eachActiveDay(use, use.counted, days, (at) => {
    days.sums[at]! += 1;
  });
  for (const { start, day, total } of use.amounts)
    for (const { employee, person, cell, from, to } of use.snapshot.stretches) {
      if (!employee) continue;
      for (let i = start[person]!; i < start[person + 1]!; i++) {
        const on = day[i]!;
        if (on < from || on < observed[0]) continue;
        if (on >= to || on >= observed[1]) break;
        interactions.sums[(on - interactions.origin) * interactions.cells + cell]! += total[i + 1]! - total[i]!;
      }
    }
  return { days, interactions };
});

function eachActiveDay({ snapshot }: Use, bits: Use['days'], days: ByCell, visit: (at: number) => void): void {
  const [first, end] = observedDays(snapshot);
  for (const { employee, person, cell, from, to } of snapshot.stretches)
    if (employee)
      eachBit(bits, person, Math.max(from, first), Math.min(to, end), null, (day) =>
        visit((day - days.origin) * days.cells + cell),
      );
}
