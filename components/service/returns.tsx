'use client';

import { seriesFor } from '@/components/charts/hues';
import { LinePlot, PlotFrame } from '@/components/charts/plots';
import type { PlotPoint, PlotSeries } from '@/components/charts/shared';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { NotObeyed } from '@/components/dashboard/panel';
import { type Column, DataTable } from '@/components/data/data-table';
import { type AnalysisState, useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount, formatValue } from '@/lib/core/format';
import { addDays } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import {
  RETURN_DAYS_SHOWN,
  RETURN_DIMENSIONS,
  type ReturnCurve,
  type ReturnPoint,
  type ReturnsAnswer,
} from '@/lib/core/returns';
import { periodWord } from '@/lib/core/words';
import { launchOf } from '@/lib/core/workspace';

const HEIGHT = 404;
const PLOT_PX = 196;
const BEFORE_DAYS = 90;
const BEFORE = 'before';
const DAY_TICKS = ['0', ...RETURN_DAYS_SHOWN.filter((day) => day >= 7).map(String)];

/** On which day after the end customers come back: conversations not yet watched for 30 days count as far as they were. */
export function Returns() {
  const { view, requestFor } = useRequest();
  const workspace = useWorkspace();
  const { request } = requestFor({ metrics: ['repeat_inquiry_rate'], by: ['handled_by'] });
  const { filter = {} } = request;
  const narrowing = RETURN_DIMENSIONS.filter((dimension) => filter[dimension]);
  const dropped: Dimension[] = narrowing.slice(1);
  const first = narrowing[0];
  const kept = first && { [first]: filter[first] };
  const asked = (range: DateRange) => ({ ...range, ...(kept && { filter: kept }) });
  const state = useAnalysis<ReturnsAnswer>('returns', asked({ from: view.from, to: view.to }));
  const launch = launchOf(workspace);
  const earlier = launch && launch.on < view.to ? { from: addDays(launch.on, -BEFORE_DAYS), to: launch.on } : null;
  const before = useAnalysis<ReturnsAnswer>('returns', asked(earlier ?? { from: view.from, to: view.to }));
  const people = earlier && before.status === 'ok' ? peopleOf(before) : undefined;
  return (
    <AnalysisPanel
      title="When customers come back"
      finding={({ curves }) => findingOf(curves)}
      note={
        <>
          Same customer and topic, by day after the end, with the 95 % interval. Who was watched for less than 30 days
          counts for those (Kaplan–Meier).
          {dropped.length > 0 && <NotObeyed dropped={dropped} />}
        </>
      }
      state={state}
      height={HEIGHT}
      asked={[{ request }]}
      empty={({ curves }) => emptyOf(curves, view)}
    >
      {({ curves }) => <Curves curves={people ? [...curves, people] : curves} before={people} />}
    </AnalysisPanel>
  );
}

function emptyOf(curves: readonly ReturnCurve[], period: DateRange): { title: string; why: string } | null {
  if (curves.some(({ points }) => points.length > 0)) return null;
  if (curves.every(({ n }) => n === 0))
    return { title: `Nothing on record for ${periodWord(period)}`, why: 'Needs solved conversations of this time.' };
  return {
    title: 'Nobody was watched for a day yet',
    why: 'No solved conversation ended a whole day before the last record.',
  };
}

function peopleOf(state: AnalysisState<ReturnsAnswer>): ReturnCurve | undefined {
  return state.status === 'ok' ? state.answer.curves.find(({ handledBy }) => handledBy === 'human') : undefined;
}

function findingOf(curves: readonly ReturnCurve[]): string | null {
  const at = (name: string) => curves.find(({ handledBy }) => handledBy === name)?.points[29]?.share;
  const [ai, human] = [at('ai'), at('human')];
  if (ai === undefined) return null;
  const words = (share: number) => formatValue(share, 'share', '');
  const beside = human === undefined ? '' : `, ${words(human)} after people`;
  return `Within 30 days ${words(ai)} come back after AI${beside}`;
}

function Curves({ curves, before }: { curves: readonly ReturnCurve[]; before: ReturnCurve | undefined }) {
  const { currency } = useWorkspace();
  const named = curves.map((curve, index) => ({ curve, ...drawn(curve, index, curve === before) }));
  const points: PlotPoint[] = Array.from({ length: 31 }, (_, day) => ({
    key: String(day),
    ...Object.fromEntries(
      named.map(({ curve, series }) => [series.id, day === 0 ? 0 : (curve.points[day - 1]?.share ?? null)]),
    ),
  }));
  return (
    <>
      <PlotFrame height={PLOT_PX} label="Share that came back, by days after the end">
        {(height) => (
          <LinePlot
            points={points}
            series={named.map(({ series }) => series)}
            grain="day"
            keyWord={(day) => (day === '0' ? 'end' : `day ${day}`)}
            keyTicks={DAY_TICKS}
            unit="share"
            currency={currency}
            height={height}
          />
        )}
      </PlotFrame>
      <div className="returns-table">
        <DataTable
          caption="Share that came back within so many days, with its 95 % interval"
          columns={columns}
          rows={named.map(({ curve, label }) => ({ ...curve, label }))}
          rowKey={({ label }) => label}
        />
      </div>
    </>
  );
}

/** How a curve is drawn, and what it is called where there is room for all of its name. */
function drawn({ handledBy }: ReturnCurve, index: number, isBefore: boolean): { series: PlotSeries; label: string } {
  if (isBefore)
    return {
      series: { id: BEFORE, label: 'Before launch', color: 'var(--ink-3)', dash: '4 3', muted: true },
      label: 'People, before launch',
    };
  const series = seriesFor('handled_by', handledBy, index);
  return { series, label: series.label };
}

type Named = ReturnCurve & { label: string };

const columns: Column<Named>[] = [
  { id: 'who', title: 'After', cell: ({ label }) => label },
  ...RETURN_DAYS_SHOWN.map(
    (day): Column<Named> => ({
      id: `day${day}`,
      title: day === 1 ? '1 day' : `${day} days`,
      isNumber: true,
      cell: ({ points }) => <WithInterval point={points[day - 1]} />,
    }),
  ),
  { id: 'n', title: 'n', isNumber: true, cell: ({ n }) => formatCount(n) },
];

function WithInterval({ point }: { point: ReturnPoint | undefined }) {
  if (!point) return <span className="quiet">not yet</span>;
  const percent = (share: number) => (share * 100).toFixed(1);
  return (
    <>
      {formatValue(point.share, 'share', '')}{' '}
      <span className="returns-interval">
        {percent(point.low)}–{percent(point.high)}
      </span>
    </>
  );
}
