import type { Answer, MetricValue } from '@/lib/core/answer';
import type { Definition } from '@/lib/core/definition';
import { formatDate, formatInstant } from '@/lib/core/format';
import { countedWord } from '@/lib/core/words';

/** The sides a value was divided from, so that anybody can do it again: `793,500,000 × 4 ÷ 3,303.09`. */
export function madeOf(value: MetricValue, { id, times }: Pick<Definition, 'id' | 'times'>): string | null {
  if (value.numerator !== undefined && value.denominator !== undefined) {
    const factor = times === null || times === 1 ? '' : ` × ${exact(times)}`;
    return `${exact(value.numerator)}${factor} ÷ ${exact(value.denominator)}${countedWords(id)}${besideWords(value)}`;
  }
  return value.n === undefined ? null : `${exact(value.n)} observations${besideWords(value)}`;
}

const exact = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

function countedWords(metric: string): string {
  const counted = countedWord(metric);
  return counted ? ` ${counted}` : '';
}

function besideWords({ beside = {} }: MetricValue): string {
  return Object.entries(beside)
    .map(([name, value]) => `, beside it ${name.replaceAll('_', ' ')} ${exact(value)}`)
    .join('');
}

/** Records of whole days carry their date as its midnight: that day is in. */
const WHOLE_DAY = /T00:00:00(\.000)?Z$/;

/** Up to when the records behind an answer reach; null before any came. */
export function freshness({ asOf, timeZone }: Pick<Answer, 'asOf' | 'timeZone'>): string | null {
  if (!asOf) return null;
  if (WHOLE_DAY.test(asOf)) return `records to the end of ${formatDate(asOf.slice(0, 10))}`;
  return `records to ${formatInstant(asOf, timeZone)} ${timeZone}`;
}
