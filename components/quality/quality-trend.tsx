'use client';

import { LinePlot, PlotFrame } from '@/components/charts/plots';
import { useEvents } from '@/components/charts/use-events';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { ParityTrend } from '@/lib/core/parity';
import { historyOf } from '@/lib/core/url';

const SERIES = [
  { id: 'difference', label: 'AI minus people', color: 'var(--ink)' },
  { id: 'low', label: '95 %', color: 'var(--ink-3)', dash: '3 3', muted: true },
  { id: 'high', label: '95 %', color: 'var(--ink-3)', dash: '3 3', muted: true },
];

/** The comparison on the same matters month by month, with what happened. */
export function QualityTrend() {
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const { filter } = requestFor({ metrics: ['csat_mean'] }).request;
  const span = historyOf(view, 'month');
  const request = { from: span.from, to: span.to, grain: 'month', ...(filter && { filter }) };
  const state = useAnalysis<ParityTrend>('parity/trend', request);
  const keys = state.status === 'ok' ? observed(state.answer) : [];
  const events = useEvents(keys, 'month');
  return (
    <AnalysisPanel
      title="On the same matters, month by month"
      note="AI minus people by who answered first; dashed the 95 % interval. Each month by itself, exploratory."
      state={state}
      height={260}
      wide
      empty={() =>
        keys.length > 1
          ? null
          : { title: 'Too few months to draw', why: 'Two months with comparable topics are needed.' }
      }
    >
      {({ points, margin }) => (
        <PlotFrame height={260} label="AI minus people by month" events={events}>
          {(height) => (
            <LinePlot
              points={points
                .filter(({ period }) => keys.includes(period))
                .map(({ period, adjusted }) => ({
                  key: period,
                  difference: adjusted?.difference ?? null,
                  low: adjusted?.low ?? null,
                  high: adjusted?.high ?? null,
                }))}
              series={SERIES}
              grain="month"
              unit="rating"
              currency={currency}
              height={height}
              events={events}
              target={-margin}
            />
          )}
        </PlotFrame>
      )}
    </AnalysisPanel>
  );
}

/** From the first month that can be compared to the last. */
function observed({ points }: ParityTrend): string[] {
  const known = points.map(({ adjusted }) => adjusted !== null);
  return points.slice(Math.max(0, known.indexOf(true)), known.lastIndexOf(true) + 1).map(({ period }) => period);
}
