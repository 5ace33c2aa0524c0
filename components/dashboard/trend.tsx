'use client';

import { seriesFor } from '@/components/charts/hues';
import { LinePlot, PlotFrame } from '@/components/charts/plots';
import type { PlotPoint, PlotSeries } from '@/components/charts/shared';
import { useEvents } from '@/components/charts/use-events';
import { cell, keysOf } from '@/components/data/answers';
import { useRequest } from '@/components/hooks/use-request';
import { useMetricInfo, useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import type { DateRange, Filter, Grain } from '@/lib/core/request';
import { periodWord } from '@/lib/core/words';
import type { Asked } from './asked';
import { Panel } from './panel';

interface TrendProps extends Partial<DateRange> {
  metric: string;
  by?: Dimension;
  /** of `by`, the values to draw, in this order */
  only?: string[];
  grain?: Grain;
  filter?: Filter;
  title?: string;
  finding?: (answer: Answer) => string | null;
  note?: string;
  height?: number;
  wide?: boolean;
  compare?: boolean;
  /** other questions its finding comes from */
  also?: Asked[];
}

/** A metric over time. Without a breakdown the comparison lies dashed behind it. */
export function Trend({
  metric,
  by,
  only,
  title,
  finding,
  note,
  height = 220,
  wide,
  compare = true,
  also,
  ...wish
}: TrendProps) {
  const { requestFor, view } = useRequest();
  const info = useMetricInfo(metric);
  const grain = wish.grain ?? view.grain;
  const { request, dropped } = requestFor({
    ...wish,
    metrics: [metric],
    grain,
    by: by && [by],
    compare: compare && !by,
  });
  return (
    <Panel
      title={title ?? info?.title ?? metric}
      finding={finding}
      note={note}
      request={request}
      dropped={dropped}
      also={also}
      height={height}
      wide={wide}
    >
      {(answer) => (
        <TrendPlot
          answer={answer}
          metric={metric}
          by={by}
          only={only}
          grain={grain}
          height={height}
          label={title ?? info?.title ?? metric}
        />
      )}
    </Panel>
  );
}

interface TrendPlotProps {
  answer: Answer;
  metric: string;
  by?: Dimension;
  only?: string[];
  grain: Grain;
  height: number;
  label: string;
  /** names the events below the chart; without, the page's other charts do */
  marks?: boolean;
}

/** The lines of an answer by period. */
export function TrendPlot({ answer, metric, by, only, grain, height, label, marks = true }: TrendPlotProps) {
  const { targets, currency } = useWorkspace();
  const unit = answer.labels[metric]?.unit ?? 'count';
  const keys = observedKeys(answer, metric);
  const series = by ? seriesBy(answer, by, only) : seriesAlone(answer, label);
  const points: PlotPoint[] = keys.map((key) => ({
    key,
    ...Object.fromEntries(series.map(({ id }) => [id, valueAt(answer, metric, by, id, key)])),
  }));
  const found = useEvents(keys, grain);
  const events = marks ? found : [];
  return (
    <PlotFrame height={height} label={`${label}, by ${grain}`} events={events}>
      {(plotHeight) => (
        <LinePlot
          points={points}
          series={series}
          grain={grain}
          unit={unit}
          currency={currency}
          height={plotHeight}
          events={events}
          target={targets[metric]}
        />
      )}
    </PlotFrame>
  );
}

/** The periods from the first that has a value: what was before any record is not drawn as a gap. */
function observedKeys(answer: Answer, metric: string): string[] {
  const keys = keysOf(answer, 'period').sort();
  const hasValue = (key: string) =>
    answer.rows.some((row) => row.key.period === key && row.values[metric]?.value != null);
  return keys.slice(Math.max(0, keys.findIndex(hasValue)));
}

function seriesBy(answer: Answer, by: Dimension, only?: string[]): PlotSeries[] {
  const present = keysOf(answer, by);
  const values = only ? only.filter((value) => present.includes(value)) : present;
  return values.map((value, index) => seriesFor(by, value, index));
}

function seriesAlone(answer: Answer, label: string): PlotSeries[] {
  const now = { id: 'value', label, color: 'var(--ink)' };
  if (!answer.comparedWith) return [now];
  const then = {
    id: 'compare',
    label: periodWord(answer.comparedWith),
    color: 'var(--ink-3)',
    dash: '4 3',
    muted: true,
  };
  return [{ ...now, label: 'Now' }, then];
}

function valueAt(answer: Answer, metric: string, by: Dimension | undefined, id: string, period: string) {
  if (by) return cell(answer, metric, { period, [by]: id })?.value ?? null;
  const value = cell(answer, metric, { period });
  return (id === 'compare' ? value?.compare : value?.value) ?? null;
}
