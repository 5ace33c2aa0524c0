import { hasBit } from '@/lib/stats/bitset';
import { weekOf } from './calendar';
import { keep } from './keep';
import { observedDays } from './rollups';
import type { Use } from './use';

/** ISO weeks that a habit is judged by (ladder: Microsoft's Viva Insights sample toolkit). */
export const HABIT_WEEKS = 12;
const WEEKS_OF_A_HABIT = 9;
const POWER_PER_WEEK = 15;
const NOVICE_PER_WEEK = 1;

export const STEPS = ['habit_power', 'habit_habitual', 'habit_novice', 'habit_low', 'habit_none'] as const;

/** The index in STEPS of the 12 weeks before week w, for every person: at `person × stride + w − origin`. */
export interface HabitSteps {
  origin: number;
  stride: number;
  steps: Uint8Array;
}

/** Steps of all weeks that can end a habit, by weeks of use and interactions that move along. */
export const stepsOf = keep((use: Use): HabitSteps => {
  const { snapshot, weeks, weekTotals } = use;
  const [first, end] = observedDays(snapshot);
  const origin = weekOf(first + 1);
  const stride = weekOf(end) - origin + 1;
  const steps = new Uint8Array(snapshot.people * stride);
  const perPerson = weekTotals[0] ? weekTotals[0].length / snapshot.people : 0;
  const before = (person: number, week: number) => {
    const at = person * perPerson + Math.max(0, Math.min(week - weeks.origin, perPerson - 1));
    let total = 0;
    for (const totals of weekTotals) total += totals[at]!;
    return total;
  };
  for (let person = 0; person < snapshot.people; person++) {
    let active = 0;
    for (let week = origin - HABIT_WEEKS; week < origin; week++) if (hasBit(weeks, person, week)) active++;
    for (let week = origin; week < origin + stride; week++) {
      const interactions = before(person, week) - before(person, week - HABIT_WEEKS);
      steps[person * stride + week - origin] = stepOf(active, interactions);
      if (hasBit(weeks, person, week)) active++;
      if (hasBit(weeks, person, week - HABIT_WEEKS)) active--;
    }
  }
  return { origin, stride, steps };
});

function stepOf(activeWeeks: number, interactions: number): number {
  if (activeWeeks >= WEEKS_OF_A_HABIT) return interactions >= POWER_PER_WEEK * HABIT_WEEKS ? 0 : 1;
  if (interactions >= NOVICE_PER_WEEK * HABIT_WEEKS) return 2;
  return activeWeeks > 0 ? 3 : 4;
}
