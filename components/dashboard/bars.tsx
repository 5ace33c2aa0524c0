'use client';

import type { ReactNode } from 'react';
import { InlineValue } from '@/components/data/figure';
import type { MetricValue, Unit } from '@/lib/core/answer';
import { formatShort } from '@/lib/core/format';

export interface BarRow {
  id: string;
  label: ReactNode;
  value: MetricValue | undefined;
  tone?: 'ai' | 'human' | 'hybrid' | 'strong';
  isTotal?: boolean;
  /** stands in place of the value */
  text?: string;
  /** beside the value; default its n */
  note?: ReactNode;
}

interface BarsProps {
  rows: BarRow[];
  unit: Unit;
  target?: number;
  /** the value a full bar stands for; default the largest */
  full?: number;
}

/** Horizontal bars from zero, each with its value written beside it. */
export function Bars({ rows, unit, target, full }: BarsProps) {
  const largest = full ?? Math.max(0, target ?? 0, ...rows.map(({ value }) => value?.value ?? 0));
  const width = (value: number) => `${largest > 0 ? Math.min(100, (value / largest) * 100) : 0}%`;
  return (
    <ul className="bars">
      {rows.map((row) => (
        <li key={row.id} className={row.isTotal ? 'bar-row is-total' : 'bar-row'}>
          <span className="bar-name">{row.label}</span>
          <span className="bar-track" aria-hidden="true">
            {row.value?.value != null && (
              <span
                className={`bar-fill${row.tone ? ` is-${row.tone}` : ''}`}
                style={{ width: width(row.value.value) }}
              />
            )}
            {target !== undefined && <span className="bar-mark is-target" style={{ left: width(target) }} />}
          </span>
          <span className="bar-value">{row.text ?? <InlineValue value={row.value} unit={unit} />}</span>
          <span className="bar-note">{row.note ?? nWords(row.value)}</span>
        </li>
      ))}
    </ul>
  );
}

function nWords(value: MetricValue | undefined): string {
  const n = value?.denominator ?? value?.n;
  return n === undefined ? '' : `n\u00a0${formatShort(n)}`;
}
