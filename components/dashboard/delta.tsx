'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import type { Direction, MetricValue, Unit } from '@/lib/core/answer';
import { change, formatValue } from '@/lib/core/format';
import type { DateRange } from '@/lib/core/request';
import { periodWord } from '@/lib/core/words';

interface DeltaProps {
  value: MetricValue;
  unit: Unit;
  direction: Direction;
  comparedWith?: DateRange;
}

/** Good, bad or neither: a rise is good where the metric's direction says up. */
export function toneOf(sign: -1 | 0 | 1, direction: Direction): 'good' | 'bad' | 'quiet' {
  if (sign === 0 || direction === 'neither') return 'quiet';
  return sign > 0 === (direction === 'up') ? 'good' : 'bad';
}

/** How a value moved since the comparison: arrow, signed amount, and what it was then. */
export function Delta({ value, unit, direction, comparedWith }: DeltaProps) {
  const { currency } = useWorkspace();
  if (!comparedWith || value.value === null) return <span className="delta">&nbsp;</span>;
  const then = periodWord(comparedWith);
  if (value.compare === null || value.compare === undefined)
    return (
      <span className="delta quiet">
        {then}: {value.compareStatus === 'suppressed' ? 'withheld' : 'nothing on record'}
      </span>
    );
  const moved = change(value.value, value.compare, unit);
  const tone = toneOf(moved.sign, direction);
  return (
    <span className="delta">
      <b className={tone === 'quiet' ? undefined : tone}>
        <Icon name={moved.sign === 0 ? 'flat' : moved.sign > 0 ? 'up' : 'down'} size={12} />
        {moved.text}
        {tone !== 'quiet' && <span className="sr-only"> ({tone === 'good' ? 'better' : 'worse'})</span>}
      </b>{' '}
      <span className="delta-from">
        from {formatValue(value.compare, unit, currency)} <span className="delta-when">in {then}</span>
      </span>
    </span>
  );
}
