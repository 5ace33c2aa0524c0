'use client';

import { LinePlot, PlotFrame } from '@/components/charts/plots';
import type { PlotPoint } from '@/components/charts/shared';
import { type Column, DataTable } from '@/components/data/data-table';
import { Provisional } from '@/components/data/figure';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatCount, formatValue } from '@/lib/core/format';
import { isProvisional, MOST_RETURN_DAYS, RETURN_DAYS_SHOWN, returnInterval } from '@/lib/core/returns';
import { periodWord } from '@/lib/core/words';
import type { ReturnGroup } from './return-groups';

const PLOT_PX = 196;
const DAY_TICKS = ['0', ...RETURN_DAYS_SHOWN.filter((day) => day >= 7).map(String)];

/** On a phone; the others are on the curve and in the panel's table. */
const DAYS_IN_SHORT: readonly number[] = [1, 7, 30];

/** The curves, their numbers on some days, and what must be known to read them. */
export function ReturnCurves({ groups }: { groups: readonly ReturnGroup[] }) {
  const { currency } = useWorkspace();
  const points: PlotPoint[] = Array.from({ length: MOST_RETURN_DAYS + 1 }, (_, day) => ({
    key: String(day),
    ...Object.fromEntries(
      groups.map(({ curve, series }) => [series.id, day === 0 ? 0 : (curve.points[day - 1]?.share ?? null)]),
    ),
  }));
  return (
    <>
      <PlotFrame height={PLOT_PX} label="Share that came back, by days after the end">
        {(height) => (
          <LinePlot
            points={points}
            series={groups.map(({ series }) => series)}
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
          rows={[...groups]}
          rowKey={({ label }) => label}
        />
      </div>
      <p className="returns-note">{noteOf(groups)}</p>
    </>
  );
}

/** Which days still move, and which time "before launch" is. */
function noteOf(groups: readonly ReturnGroup[]): string {
  const open = groups.flatMap(({ curve, label }) => {
    const first = curve.points.find(({ day }) => isProvisional(curve, day));
    return first ? [{ label, day: first.day }] : [];
  });
  const days = new Set(open.map(({ day }) => day));
  const since =
    days.size === 1
      ? `from day ${open[0]!.day} on`
      : open.map(({ label, day }) => `${label} from day ${day} on`).join(', ');
  const before = groups.find(({ isBefore }) => isBefore);
  return [
    open.length > 0
      ? `p: provisional, not everybody has been watched for so long yet (${since}).`
      : 'Everybody has been watched for all 30 days.',
    before && `Before launch is ${periodWord(before.range)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const columns: Column<ReturnGroup>[] = [
  { id: 'who', title: 'After', cell: ({ label }) => label },
  ...RETURN_DAYS_SHOWN.map(
    (day): Column<ReturnGroup> => ({
      id: `day${day}`,
      title: day === 1 ? '1 day' : `${day} days`,
      isNumber: true,
      isWideOnly: !DAYS_IN_SHORT.includes(day),
      cell: (group) => <WithInterval group={group} day={day} />,
    }),
  ),
  { id: 'n', title: 'Solved', isNumber: true, cell: ({ curve }) => formatCount(curve.n) },
  {
    id: 'watched',
    title: 'Watched 30 days',
    isNumber: true,
    isWideOnly: true,
    cell: ({ curve }) => formatCount(curve.watchedThroughout),
  },
];

function WithInterval({ group: { curve }, day }: { group: ReturnGroup; day: number }) {
  const point = curve.points[day - 1];
  if (!point) return <span className="quiet">not yet</span>;
  const percent = (share: number) => (share * 100).toFixed(1);
  const { low, high } = returnInterval(point);
  return (
    <>
      {formatValue(point.share, 'share', '')}{' '}
      <span className="returns-interval">
        {percent(low)}–{percent(high)}
        {isProvisional(curve, day) && <Provisional short />}
      </span>
    </>
  );
}
