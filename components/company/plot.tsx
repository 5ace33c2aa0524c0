'use client';

import { LinePlot, PlotFrame } from '@/components/charts/plots';
import type { PlotProps, PlotSeries } from '@/components/charts/shared';
import { useEvents } from '@/components/charts/use-events';
import { cell, keysOf } from '@/components/data/answers';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';

/** One line of a plot: how it looks and what of a metric's value it draws. */
export interface PlotLine extends Omit<PlotSeries, 'color'> {
  color?: string;
  read?: (value: MetricValue | undefined) => number | null;
}

interface QuarterPlotProps {
  answer: Answer;
  metric: string;
  lines: PlotLine[];
  height: number;
  label: string;
  /** metrics that share this plot's time, so that plots above each other begin at the same quarter */
  together?: string[];
  room?: PlotProps['room'];
  /** marks the workspace's events and names them below */
  events?: boolean;
}

const itself = (value: MetricValue | undefined) => value?.value ?? null;

/** A metric quarter by quarter, with what stands beside it as a line of its own. */
export function QuarterPlot({
  answer,
  metric,
  lines,
  height,
  label,
  together = [metric],
  room,
  events = false,
}: QuarterPlotProps) {
  const { currency, targets } = useWorkspace();
  const points = keysOf(answer, 'period')
    .sort()
    .map((key) => {
      const value = cell(answer, metric, { period: key });
      return { key, ...Object.fromEntries(lines.map(({ id, read = itself }) => [id, read(value)])) };
    });
  const isKnown = (period: string) => together.some((one) => cell(answer, one, { period })?.value != null);
  // What was before any record is not drawn as a gap.
  const known = points.slice(
    Math.max(
      0,
      points.findIndex(({ key }) => isKnown(key)),
    ),
  );
  const marks = useEvents(
    known.map(({ key }) => key),
    'quarter',
  );
  return (
    <PlotFrame height={height} label={`${label}, by quarter`} events={events ? marks : []}>
      {(plotHeight) => (
        <LinePlot
          points={known}
          series={lines.map(({ read: _, ...line }) => ({ color: 'var(--ink)', ...line }))}
          grain="quarter"
          unit={answer.labels[metric]?.unit ?? 'count'}
          currency={currency}
          height={plotHeight}
          events={events ? marks : []}
          target={targets[metric]}
          room={room}
        />
      )}
    </PlotFrame>
  );
}
