'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import { Tag } from '@/components/ui/tag';
import type { MetricValue, Unit } from '@/lib/core/answer';
import { formatCount, formatValue, parts } from '@/lib/core/format';

/** A value as large type: its unit stands smaller beside it. */
export function Figure({ value, unit, atLeast }: { value: number; unit: Unit; atLeast?: boolean }) {
  const { currency } = useWorkspace();
  return (
    <span className="figure">
      {atLeast && <small>at least </small>}
      {parts(value, unit, currency).map((part) => (
        <span key={part.unit ?? ''} className="figure-part">
          {part.figure}
          {part.unit && <small> {part.unit}</small>}
        </span>
      ))}
    </span>
  );
}

const BLANKS = { suppressed: 'withheld', not_reached: 'not reached', no_data: 'no data' } as const;

interface InlineValueProps {
  value: MetricValue | undefined;
  unit: Unit;
  /** with what it would be if every unknown outcome had succeeded */
  bounded?: boolean;
}

/** A value inside a sentence or a table cell: the number, or the word for why there is none. */
export function InlineValue({ value, unit, bounded }: InlineValueProps) {
  const { currency } = useWorkspace();
  if (!value || value.value === null) {
    const word = value ? BLANKS[value.status as keyof typeof BLANKS] : undefined;
    return <span className="quiet">{word ?? 'no data'}</span>;
  }
  return (
    <span className={value.status === 'low_n' ? 'quiet' : undefined}>
      {value.atLeast && '≥ '}
      {formatValue(value.value, unit, currency)}
      {value.status === 'provisional' && <Provisional short />}
      {bounded && value.bounds && value.bounds.high > value.value && (
        <small className="quiet"> to {formatValue(value.bounds.high, unit, currency)}</small>
      )}
      {value.status === 'low_n' && <sup title={lowNWords(value)}> few</sup>}
    </span>
  );
}

const lowNWords = (value: MetricValue) =>
  `Only ${formatCount(value.denominator ?? value.n ?? 0)} observations: an estimate`;

/** Marks a figure that later records can still move. */
export function Provisional({ short }: { short?: boolean }) {
  const title = 'Not fully observed yet: windows are still open, or the period is cut by the last record.';
  if (short)
    return (
      <sup className="warn" title={title}>
        p<span className="sr-only">rovisional</span>
      </sup>
    );
  return (
    <Tag tone="warn" title={title}>
      provisional
    </Tag>
  );
}

/** The states of a figure that has a value but must not be read as settled. */
export function StatusTags({ value }: { value: MetricValue }) {
  if (value.status === 'provisional') return <Provisional />;
  if (value.status !== 'low_n') return null;
  return (
    <Tag tone="warn" title={lowNWords(value)}>
      few observations
    </Tag>
  );
}
