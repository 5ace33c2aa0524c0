'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import type { Unit } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';

interface SparklineProps {
  values: (number | null)[];
  unit: Unit;
  /** quarterly figures hold for their whole quarter: drawn as steps */
  stepped?: boolean;
  target?: number;
  tone?: 'ai' | 'human' | 'neutral';
}

const WIDTH = 200;
const HEIGHT = 26;
const PAD = 3;

/** The least a unit's axis spans, so that noise does not look like movement. */
function leastSpan(unit: Unit, middle: number): number {
  if (unit === 'share') return 0.06;
  if (unit === 'rating') return 0.3;
  return Math.abs(middle) * 0.15;
}

/** A word-sized line: first and last value labelled, no axis. `values` are evenly spaced over the page's shared span. */
export function Sparkline({ values, unit, stepped, target, tone = 'neutral' }: SparklineProps) {
  const { currency } = useWorkspace();
  const known = values.flatMap((value) => value ?? []);
  if (known.length < 2) return <div className="spark" />;
  const all = target === undefined ? known : [...known, target];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = Math.max(high - low, leastSpan(unit, (high + low) / 2)) || 1;
  const bottom = (high + low) / 2 - span / 2;
  const y = (value: number) => HEIGHT - PAD - ((value - bottom) / span) * (HEIGHT - 2 * PAD);
  const x = (index: number) => (stepped ? index / values.length : index / (values.length - 1)) * WIDTH;
  return (
    <div className="spark">
      <span>{formatValue(known[0]!, unit, currency)}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {target !== undefined && <line x1="0" x2={WIDTH} y1={y(target)} y2={y(target)} className="spark-target" />}
        <path d={path(values, x, y, stepped ? WIDTH / values.length : 0)} className={`spark-line tone-${tone}`} />
      </svg>
      <span>{formatValue(known.at(-1)!, unit, currency)}</span>
    </div>
  );
}

/** Unknown values leave a gap rather than a straight line across them. */
function path(values: (number | null)[], x: (i: number) => number, y: (v: number) => number, step: number): string {
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const start = `${isDrawing ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      isDrawing = true;
      return step > 0 ? `${start}H${(x(index) + step).toFixed(1)}` : start;
    })
    .join('');
}
