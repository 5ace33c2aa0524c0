import type { Interval } from '@/lib/core/parity';
import { pointsWord } from '@/lib/core/parity-words';

export interface Scale {
  low: number;
  high: number;
}

/** A scale that holds every interval, 0 and the limit, with room at both ends; round to 0.1. */
export function scaleOf(intervals: readonly (Interval | null)[], margin: number): Scale {
  const known = intervals.flatMap((one) => one ?? []);
  const low = Math.min(-2 * margin, ...known.map((one) => one.low));
  const high = Math.max(margin, ...known.map((one) => one.high));
  // One wild topic with few ratings shall not flatten all the others.
  return { low: Math.max(-1.5, Math.floor(low * 10) / 10), high: Math.min(1.5, Math.ceil(high * 10) / 10) };
}

/** Where a value lies on a scale, from its left. */
export const placeOn = ({ low, high }: Scale, value: number) =>
  `${(100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low)}%`;

interface IntervalPlotProps {
  interval: Interval | null;
  margin: number;
  scale: Scale;
  tone: 'good' | 'bad' | 'plain';
  /** writes what the ends of the scale and the limit are */
  isLabelled?: boolean;
  label: string;
}

/** AI minus people as a point with its interval, against 0 and the limit; the zone below the limit is shaded. */
export function IntervalPlot({ interval, margin, scale, tone, isLabelled, label }: IntervalPlotProps) {
  const place = (value: number) => placeOn(scale, value);
  const width = (from: number, to: number) =>
    `${(100 * (Math.min(scale.high, to) - Math.max(scale.low, from))) / (scale.high - scale.low)}%`;
  return (
    <div className={isLabelled ? 'interval is-labelled' : 'interval'} role="img" aria-label={label}>
      <span className="interval-zone" style={{ width: place(-margin) }} />
      <span className="interval-limit" style={{ left: place(-margin) }}>
        {isLabelled && <em>limit {pointsWord(-margin)}</em>}
      </span>
      <span className="interval-zero" style={{ left: place(0) }}>
        {isLabelled && <em>0</em>}
      </span>
      {interval && (
        <>
          <span
            className={`interval-line is-${tone}`}
            style={{ left: place(interval.low), width: width(interval.low, interval.high) }}
          />
          <span className={`interval-point is-${tone}`} style={{ left: place(interval.difference) }} />
        </>
      )}
      {isLabelled && (
        <span className="interval-ends">
          <em>people better</em>
          <em>AI better</em>
        </span>
      )}
    </div>
  );
}
