import type { Dimension } from '@/lib/core/dimensions';
import { hueOf, valueWord } from '@/lib/core/words';
import type { PlotSeries } from './shared';

const HANDLERS: Record<string, Pick<PlotSeries, 'color' | 'pattern' | 'dash'>> = {
  ai: { color: 'var(--ai)', pattern: 'solid' },
  hybrid: { color: 'var(--hybrid)', pattern: 'dots', dash: '2 3' },
  human: { color: 'var(--human)', pattern: 'stripes', dash: '6 3' },
};
/** Neutral shades for everything that owns no hue, told apart by dash. */
const NEUTRAL: Pick<PlotSeries, 'color' | 'dash'>[] = [
  { color: 'var(--ink)' },
  { color: 'var(--bar-strong)' },
  { color: 'var(--ink-2)', dash: '6 3' },
  { color: 'var(--bar-strong)', dash: '2 3' },
  { color: 'var(--ink-3)', dash: '8 3 2 3' },
];

/** How a dimension's value is drawn: AI, people and "AI, then person" in their own hue, others neutral. */
export function seriesFor(dimension: Dimension, value: string, index: number): PlotSeries {
  const hue = hueOf(dimension, value);
  const look = hue ? HANDLERS[hue]! : NEUTRAL[index % NEUTRAL.length]!;
  return { id: value, label: valueWord(dimension, value), ...look };
}
