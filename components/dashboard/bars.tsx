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
  /** stands in place of bar and value, for what cannot be measured against the other rows */
  words?: ReactNode;
  /** how far the value could reach if what is unknown were known to be good: drawn hatched */
  upTo?: number;
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
          {row.words && <span className="bar-words">{row.words}</span>}
          {!row.words && <Track row={row} width={width} target={target} />}
          {!row.words && (
            <>
              <span className="bar-value">
                <InlineValue value={row.value} unit={unit} />
              </span>
              <span className="bar-note">{row.note ?? nWords(row.value)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface TrackProps {
  row: BarRow;
  width: (value: number) => string;
  target?: number;
}

function Track({ row: { value, upTo, tone }, width, target }: TrackProps) {
  const tint = tone ? ` is-${tone}` : '';
  return (
    <span className="bar-track" aria-hidden="true">
      {upTo !== undefined && <span className={`bar-fill is-possible${tint}`} style={{ width: width(upTo) }} />}
      {value?.value != null && <span className={`bar-fill${tint}`} style={{ width: width(value.value) }} />}
      {target !== undefined && <span className="bar-mark is-target" style={{ left: width(target) }} />}
    </span>
  );
}

function nWords(value: MetricValue | undefined): string {
  const n = value?.denominator ?? value?.n;
  return n === undefined ? '' : `n\u00a0${formatShort(n)}`;
}
