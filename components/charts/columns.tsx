'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import type { MetricValue, Unit } from '@/lib/core/answer';
import { formatShort, formatValue } from '@/lib/core/format';

export interface ColumnPoint {
  key: string;
  label: string;
  value: MetricValue | undefined;
}

/** A few upright bars from zero, each with its value above and its n below: for quarters. */
export function Columns({ points, unit, height }: { points: ColumnPoint[]; unit: Unit; height: number }) {
  const { currency } = useWorkspace();
  const top = unit === 'share' ? 1 : Math.max(...points.map(({ value }) => value?.value ?? 0)) || 1;
  return (
    <ul className="columns" style={{ height }}>
      {points.map(({ key, label, value }, index) => {
        const share = value?.value == null ? 0 : Math.min(1, value.value / top) * 86;
        const n = value?.denominator ?? value?.n;
        const word = value?.value == null ? (value?.status === 'suppressed' ? 'withheld' : '–') : null;
        return (
          <li key={key}>
            <span className="column-track">
              <span
                className={index === points.length - 1 ? 'column-fill is-last' : 'column-fill'}
                style={{ height: `${share}%` }}
              />
              <span className={word ? 'column-value quiet' : 'column-value'} style={{ bottom: `${share}%` }}>
                {word ?? formatValue(value!.value!, unit, currency)}
              </span>
            </span>
            <span className="column-name">
              {label}
              <small>{n === undefined || word ? '\u00a0' : `n ${formatShort(n)}`}</small>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
