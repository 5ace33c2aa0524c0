import type { Finding } from '@/components/dashboard/dashboard';
import type { MetricValue, Unit } from '@/lib/core/answer';
import type { Sides } from '@/lib/core/bridge';
import { type Change, change, formatValue } from '@/lib/core/format';
import type { DateRange } from '@/lib/core/request';
import { periodWord } from '@/lib/core/words';

const UNSIGNED = 1;

/** `up 152 %`, `down 0.02`, `unchanged`. */
function moveWord({ sign, text }: Change): string {
  if (sign === 0) return 'unchanged';
  return `${sign > 0 ? 'up' : 'down'} ${text.slice(UNSIGNED)}`;
}

/** `, up 152 % since Q1 2023`; empty where nothing is compared or known. */
export function sinceWords(value: MetricValue | undefined, unit: Unit, base: DateRange | null): string {
  if (!base || value?.value == null || value.compare == null) return '';
  return `, ${moveWord(change(value.value, value.compare, unit))} since ${periodWord(base)}`;
}

/** `rose 54 %`, `fell 39 %`, `did not move`. */
function verb(now: number, then: number): string {
  const { sign, text } = change(now, then, 'count');
  if (sign === 0) return 'did not move';
  return `${sign > 0 ? 'rose' : 'fell'} ${text.slice(UNSIGNED)}`;
}

export const sidesOf = (value: MetricValue | undefined): Sides | null =>
  value?.value == null || value.numerator === undefined || value.denominator === undefined
    ? null
    : { value: value.value, numerator: value.numerator, denominator: value.denominator };

const CAUTION = 'It moves with hiring, price and season as well; it does not show what AI caused.';

interface Asked {
  now: MetricValue | undefined;
  before: MetricValue | undefined;
  last: DateRange;
  base: DateRange | null;
  currency: string;
}

/** How did revenue, people and their ratio move? In one sentence, from the ratio and its two sides. */
export function companyFinding({ now: given, before, last, base, currency }: Asked): Finding {
  const now = sidesOf(given);
  const quarter = periodWord(last);
  if (!now)
    return {
      head: `Revenue per employee is not known for ${quarter}`,
      detail: 'Needs the finance file and the roster of that quarter.',
      isEmpty: true,
    };
  const provisional = given?.status === 'provisional' ? ' Provisional: part of it is not known yet.' : '';
  const amount = `${formatValue(now.value, 'money', currency)} a year for each of ${formatValue(now.denominator, 'people', currency)} people employed`;
  const detail = `In ${quarter} it was ${amount}. ${CAUTION}${provisional}`;
  const then = sidesOf(before);
  if (!base || !then)
    return {
      head: `Revenue per employee is ${formatValue(now.value, 'money', currency)} in ${quarter}`,
      detail: base ? `${detail} Nothing is on record for ${periodWord(base)} to compare it with.` : detail,
    };
  return {
    head:
      `Revenue per employee ${verb(now.value, then.value)} since ${periodWord(base)}: ` +
      `revenue ${verb(now.numerator, then.numerator)}, people employed ${verb(now.denominator, then.denominator)}`,
    detail,
  };
}
