import type { AssumptionName, Assumptions } from '@/lib/core/assumptions';
import type { LedgerLine } from '@/lib/core/impact';

/** What was counted; assumptions turn it into money. Seconds are of people's working time. */
export interface Counted {
  /** observed days */
  days: number;
  gross: number;
  takenOver: number;
  repeatDifference: number;
  /** before against after, everybody would have asked; null without a time before the AI */
  freed: number | null;
  /** null where too few conversations tell their cost */
  aiCost: number | null;
}

export type Values = Record<AssumptionName, number>;

export interface Money {
  fte_equivalent_gross: number;
  fte_equivalent: number;
  fte_freed: number | null;
  /** what is left; null without the AI's cost */
  profit: number | null;
  /** money of the time that counts, before realisation and costs */
  worth: number;
  platform: number;
}

const DAYS_A_YEAR = 365;

/** The one place where counted work becomes full-time people and money (spec: metrics.md, Work done and money saved). */
export function moneyOf(counted: Counted, values: Values): Money {
  const { days, gross, takenOver, repeatDifference, freed, aiCost } = counted;
  const share = days / DAYS_A_YEAR;
  const fteSeconds = values.productive_hours_per_fte_year * 3600 * values.occupancy * share;
  const rework = Math.max(0, takenOver) + Math.max(0, repeatDifference) * gross;
  const fte_equivalent = (gross - rework) / fteSeconds;
  const fte_freed = freed === null ? null : (values.would_have_asked * freed) / fteSeconds;
  const fte = fte_freed === null ? fte_equivalent : Math.min(fte_equivalent, fte_freed);
  const worth = fte * values.loaded_cost_per_fte_year * share;
  const platform = values.ai_platform_cost_year * share;
  const profit = aiCost === null ? null : values.realisation_factor * worth - aiCost - platform;
  return { fte_equivalent_gross: gross / fteSeconds, fte_equivalent, fte_freed, profit, worth, platform };
}

export const baseValues = (assumptions: Assumptions): Values =>
  Object.fromEntries(Object.entries(assumptions).map(([name, { base }]) => [name, base])) as Values;

/** From what the AI's work would cost people to what is left, step by step. */
export function ledgerOf(counted: Counted, values: Values): LedgerLine[] {
  const money = moneyOf(counted, values);
  if (money.profit === null || counted.aiCost === null) return [];
  const rate = (values.loaded_cost_per_fte_year * counted.days) / DAYS_A_YEAR;
  const gross = money.fte_equivalent_gross * rate;
  const net = money.fte_equivalent * rate;
  const lines: LedgerLine[] = [
    { id: 'gross', label: 'What AI alone resolved, at people’s time', amount: gross },
    { id: 'rework', label: 'Taken over and come back', amount: net - gross },
    { id: 'before_after', label: 'Not seen before against after', amount: money.worth - net },
    {
      id: 'realisation',
      label: 'Time that does not become money',
      amount: (values.realisation_factor - 1) * money.worth,
    },
    { id: 'ai_cost', label: 'AI cost per conversation', amount: -counted.aiCost },
    { id: 'platform', label: 'AI platform', amount: -money.platform },
  ];
  return [...lines, { id: 'profit', label: 'Profit improvement', amount: money.profit }];
}

/** The realisation factor at which nothing is left; null where the time is worth nothing, or no cost is known. */
export function breakEvenOf(counted: Counted, values: Values): number | null {
  const { worth, platform } = moneyOf(counted, values);
  return counted.aiCost === null || worth <= 0 ? null : (counted.aiCost + platform) / worth;
}
