import { formatCount, formatValue } from './format';
import type { HumanReach, Scenario, StaffingAnswer, StaffingPlan } from './staffing';

export interface StaffingWords {
  head: string;
  detail: string;
  isEmpty?: boolean;
}

const percent = (share: number) => formatValue(share, 'share', 'USD');
const seconds = (value: number) => formatValue(value, 'seconds', 'USD');

/** A number of full-time people: `8.4`, `412`. */
export const fteWord = (fte: number) => (Math.abs(fte) < 100 ? fte.toFixed(1) : formatCount(fte));

/** `80 % answered within 5 min`. */
export const targetWord = ({ share, seconds: within }: StaffingPlan['target']) =>
  within === 0 ? `${percent(share)} answered at once` : `${percent(share)} answered within ${seconds(within)}`;

/** Can a customer always get a person, and how many people does that take? */
export function staffingWords({ reach, reachHidden, plan }: StaffingAnswer): StaffingWords {
  const takes =
    plan && `${fteWord(plan.week.fte)} full-time people answer ${targetWord(plan.target).replace(' answered', '')}`;
  if (!reach || reach.asked === 0) {
    const isEmpty = !plan && !reach;
    return {
      head: takes ?? 'Nobody needed a person in this period',
      detail: takes
        ? reachHidden
          ? 'Whether they were reached is not told: so few agents answered that it would be about single people.'
          : 'Nobody on record asked for a person in this period.'
        : 'Needs conversations that people answered or should have.',
      isEmpty,
    };
  }
  const share = percent(reach.inTime / reach.asked);
  const isMet = reach.inTime / reach.asked >= reach.objective;
  const head = `${share} of customers who asked for a person reached one within ${seconds(reach.withinSeconds)}, objective ${percent(reach.objective)}`;
  const never = `${formatCount(reach.never)} of ${formatCount(reach.asked)} never did`;
  return { head, detail: `${isMet ? 'Met' : 'Missed'}; ${never}.${takes ? ` ${takes}.` : ''}` };
}

/** How much of the error budget is used, in words. */
export function budgetWord({ budgetUsed, missed, allowed, asked }: HumanReach): string | null {
  if (asked === 0) return null;
  if (budgetUsed === null) return missed === 0 ? 'Nothing may be missed, and nothing was' : 'Nothing may be missed';
  const used = `${percent(budgetUsed)} of the error budget is used`;
  return budgetUsed > 1 ? `${used}: ${formatCount(missed)} misses, ${formatCount(allowed)} are allowed` : used;
}

/** What points more or fewer for the AI do to people, and that people do not follow in proportion. */
export function scenarioWord({ fte }: { fte: number }, scenario: Scenario): string {
  const change = (now: number, then: number) =>
    now === 0 ? 'no change' : `${then < now ? '−' : '+'}${Math.abs((then / now - 1) * 100).toFixed(0)} %`;
  return `${change(1, scenario.arrivals)} arrivals, ${change(fte, scenario.fte)} people`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const weekdayWord = (weekday: number) => WEEKDAYS[weekday]!;

/** `07:30`, of half-hour 15. */
export const clockWord = (halfHour: number) =>
  `${String(Math.floor(halfHour / 2)).padStart(2, '0')}:${halfHour % 2 === 0 ? '00' : '30'}`;
