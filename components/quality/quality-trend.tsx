'use client';

import { LinePlot, PlotFrame } from '@/components/charts/plots';
import { useEvents } from '@/components/charts/use-events';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatCount } from '@/lib/core/format';
import type { ParityTrend } from '@/lib/core/parity';
import { intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';
import { historyOf } from '@/lib/core/url';
import { tickWord } from '@/lib/core/words';
import { SAME_MATTERS_HOW, trendTable } from './own';

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
      how={SAME_MATTERS_HOW}
      table={({ points, ...rest }) =>
        trendTable({ ...rest, points: points.filter(({ period }) => keys.includes(period)) })
      }
      height={260}
      wide
      empty={() =>
        keys.length > 1
          ? null
          : { title: 'Too few months to draw', why: 'Two months with comparable topics are needed.' }
      }
    >
      {({ points, margin }) => (
        <>
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
                targetWord="limit"
              />
            )}
          </PlotFrame>
          <Months points={points.filter(({ period }) => keys.includes(period))} />
        </>
      )}
    </AnalysisPanel>
  );
}

/** The same as numbers, each month with its interval, its ratings and the limit it is held against. */
function Months({ points }: Pick<ParityTrend, 'points'>) {
  const open = points.filter(({ provisional }) => provisional);
  return (
    <>
      {open.length > 0 && (
        <p className="panel-line quiet">
          <span className="provisional-mark">p</span> From {tickWord('month', open[0]!.period)} on provisional: ratings
          may still come in.
        </p>
      )}
      <details className="trend-table">
        <summary>Months as a table</summary>
        <ScrollTable label="Months" caption="AI minus people by month">
          <thead>
            <tr>
              <th scope="col">Month</th>
              {['AI minus people', '95 %', 'Limit', 'n AI', 'n people'].map((name) => (
                <th key={name} scope="col" className="num">
                  {name}
                </th>
              ))}
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ period, adjusted, margin, nAi, nHuman, verdict, provisional }) => (
              <tr key={period}>
                <th scope="row">
                  {tickWord('month', period)} {provisional && <span className="provisional-mark">p</span>}
                </th>
                <td className="num">{adjusted ? pointsWord(adjusted.difference) : '–'}</td>
                <td className="num quiet">{adjusted ? intervalWord(adjusted) : ''}</td>
                <td className="num quiet">{pointsWord(-margin)}</td>
                <td className="num quiet">{formatCount(nAi)}</td>
                <td className="num quiet">{formatCount(nHuman)}</td>
                <td>{VERDICT_WORDS[verdict]}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </details>
    </>
  );
}

/** From the first month that can be compared to the last. */
function observed({ points }: ParityTrend): string[] {
  const known = points.map(({ adjusted }) => adjusted !== null);
  return points.slice(Math.max(0, known.indexOf(true)), known.lastIndexOf(true) + 1).map(({ period }) => period);
}
