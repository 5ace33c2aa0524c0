import type { Day } from './calendar';
import type { Snapshot } from './snapshot';

/** Days of people on the roster, summed over the observed days of a period. */
export interface PersonDays {
  /** observed days: from the first roster row to today */
  days: number;
  employees: number;
  tech: number;
  contractors: number;
  /** true where days of the period lie before the roster or in the future */
  cut: boolean;
}

/** Counts `[from, to)` up to `today` inclusive; days nobody can know yet are in no mean. */
export function personDays({ stretches, rosterFirst }: Snapshot, from: Day, to: Day, today: Day): PersonDays {
  const start = Math.max(from, rosterFirst ?? to);
  const end = Math.max(start, Math.min(to, today + 1));
  const sums = { days: end - start, employees: 0, tech: 0, contractors: 0, cut: start > from || end < to };
  for (const stretch of stretches) {
    const days = Math.min(stretch.to, end) - Math.max(stretch.from, start);
    if (days <= 0) continue;
    if (!stretch.employee) sums.contractors += days;
    else {
      sums.employees += days;
      if (stretch.tech) sums.tech += days;
    }
  }
  return sums;
}
