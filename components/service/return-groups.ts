import { seriesFor } from '@/components/charts/hues';
import type { PlotSeries } from '@/components/charts/shared';
import type { PanelTable } from '@/lib/core/panel-table';
import type { DateRange } from '@/lib/core/request';
import { isProvisional, type ReturnCurve, returnInterval } from '@/lib/core/returns';

/** A curve with what it is called, how it is drawn and which time it is of. */
export interface ReturnGroup {
  curve: ReturnCurve;
  label: string;
  series: PlotSeries;
  range: DateRange;
  isBefore: boolean;
}

export function groupNow(curve: ReturnCurve, at: number, range: DateRange): ReturnGroup {
  const series = seriesFor('handled_by', curve.handledBy, at);
  return { curve, label: series.label, series, range, isBefore: false };
}

export function groupBefore(curve: ReturnCurve, range: DateRange): ReturnGroup {
  const series = { id: 'before', label: 'Before launch', color: 'var(--ink-3)', dash: '4 3', muted: true };
  return { curve, label: 'People, before launch', series, range, isBefore: true };
}

/** Every day of every curve that is drawn. */
export function returnsTable(groups: readonly ReturnGroup[]): PanelTable {
  return {
    columns: [
      ...[
        { title: 'After' },
        { title: 'Ended from' },
        { title: 'Up to, not including' },
        { title: 'Day', unit: 'count' },
      ],
      ...[{ title: 'Came back' }, { title: 'Low, 95 %' }, { title: 'High, 95 %' }].map((one) => ({
        ...one,
        unit: 'share',
      })),
      ...[{ title: 'Watched, not back before' }, { title: 'Solved' }].map((one) => ({ ...one, unit: 'count' })),
      { title: 'Provisional' },
    ] as PanelTable['columns'],
    rows: groups.flatMap(({ curve, label, range }) =>
      curve.points.map((point) => {
        const { low, high } = returnInterval(point);
        return [
          ...[label, range.from, range.to, point.day, point.share, low, high],
          ...[point.atRisk, curve.n, isProvisional(curve, point.day)],
        ];
      }),
    ),
  };
}
