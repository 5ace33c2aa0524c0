import type { Unit } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import type { Grain } from '@/lib/core/request';

export interface PlotSeries {
  id: string;
  label: string;
  /** a CSS colour */
  color: string;
  /** told apart without hue too */
  dash?: string;
  pattern?: 'solid' | 'stripes' | 'dots';
  muted?: boolean;
}

export interface PlotPoint {
  key: string;
  [series: string]: number | string | null;
}

export interface PlotEvent {
  /** the period it falls into */
  key: string;
  on: string;
  label: string;
  /** the letter that stands for it on the chart */
  mark: string;
}

export interface PlotProps {
  points: PlotPoint[];
  series: PlotSeries[];
  grain: Grain;
  unit: Unit;
  currency: string;
  height: number;
  events?: PlotEvent[];
  target?: number;
  /** what the line at `target` is, where it is none */
  targetWord?: string;
  /** what a key is called, where keys are no periods */
  keyWord?: (key: string) => string;
  /** the keys written under the axis; default as many as fit */
  keyTicks?: string[];
  /** px left for the axis and right for the labels, where plots stand above each other and must line up */
  room?: { left: number; right: number };
}

/** An axis's numbers: the shortest way a unit can be written. */
export function axisText(value: number, unit: Unit, currency: string): string {
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`;
  if (unit === 'count' || unit === 'people' || unit === 'seats')
    return value >= 10_000 ? `${Math.round(value / 100) / 10} k` : String(value);
  return formatValue(value, unit, currency);
}

const NICE = [1, 2, 2.5, 5, 10];

/** The least round step that cuts `span` into at most four. */
function niceStep(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (NICE.find((factor) => factor * power >= rough * 0.999) ?? 10);
}

const TIME_STEPS = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 172800];

/** Round ticks that cover the values: from zero for bars, close around the values for lines but never closer than the unit's least span. */
export function ticksFor(
  values: number[],
  unit: Unit,
  { fromZero = false, target }: { fromZero?: boolean; target?: number } = {},
): number[] {
  const all = target === undefined ? values : [...values, target];
  let low = fromZero ? 0 : Math.min(...all);
  let high = Math.max(...all, fromZero ? 0 : Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const least = unit === 'share' ? 0.04 : unit === 'rating' ? 0.4 : Math.abs(high) * 0.2 || 1;
  if (high - low < least) {
    const middle = (high + low) / 2;
    low = fromZero ? 0 : middle - least / 2;
    high = fromZero ? Math.max(high, least) : middle + least / 2;
  }
  // A line that lies in the lower half anyway may as well start at zero.
  if (low > 0 && low < (high - low) * 0.8) low = 0;
  const step =
    unit === 'seconds' ? (TIME_STEPS.find((one) => one >= (high - low) / 4.2) ?? 172800) : niceStep(high - low);
  // A target never lies on the axis itself, where its line and its name could not be read.
  const first = Math.floor(low / step + 1e-9) - (low > 0 && target !== undefined && target - low < step * 0.3 ? 1 : 0);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return unit === 'share' ? ticks.filter((tick) => tick <= 1.0000001 && tick >= 0) : ticks;
}
