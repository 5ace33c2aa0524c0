'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { formatCount } from '@/lib/core/format';
import type { HalfHour, StaffingAnswer } from '@/lib/core/staffing';
import { clockWord, weekdayWord } from '@/lib/core/staffing-words';
import { noPlan, planOf } from './blank';
import { heatTable, PLAN_HOW } from './own';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const HALF_HOURS = Array.from({ length: 48 }, (_, index) => index);
/** Share of the hue in the busiest cell: so much that its number can still be read. */
const DEEPEST = 46;

/** People needed by half-hour and weekday, as a table whose cells are tinted. */
export function HeatMap({ state }: { state: AnalysisState<StaffingAnswer> }) {
  return (
    <AnalysisPanel
      title="People needed by half-hour (modelled)"
      finding={({ plan }) => plan && findingOf(plan.halfHours)}
      note="People employed for each half-hour of the week, in queues. A deeper tint is more people."
      state={state}
      how={PLAN_HOW}
      table={heatTable}
      height={1080}
      empty={noPlan}
    >
      {(answer) => {
        const { halfHours } = planOf(answer);
        const most = Math.max(1, ...halfHours.map(({ people }) => people));
        return (
          <table className="heat">
            <caption className="sr-only">
              People needed by half-hour and weekday, days of {answer.timeZone}; a dash where the period has no such day
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <span className="sr-only">Half-hour from</span>
                </th>
                {WEEKDAYS.map((weekday) => (
                  <th key={weekday} scope="col">
                    <abbr title={weekdayWord(weekday)}>{weekdayWord(weekday).slice(0, 3)}</abbr>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {HALF_HOURS.map((halfHour) => (
                <tr key={halfHour}>
                  <th scope="row">{clockWord(halfHour)}</th>
                  {WEEKDAYS.map((weekday) => (
                    <Cell key={weekday} one={halfHours[weekday * 48 + halfHour]!} most={most} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        );
      }}
    </AnalysisPanel>
  );
}

function Cell({ one: { people, arrivals, positions }, most }: { one: HalfHour; most: number }) {
  if (arrivals === null) return <td className="quiet">–</td>;
  const depth = (people / most) * DEEPEST;
  return (
    <td
      className={people === 0 ? 'quiet' : undefined}
      style={{ background: `color-mix(in srgb, var(--human) ${depth.toFixed(1)}%, var(--surface))` }}
      title={`${arrivals.toFixed(1)} arrivals planned for, ${positions} at their desks`}
    >
      {formatCount(people)}
    </td>
  );
}

function findingOf(halfHours: readonly HalfHour[]): string | null {
  const most = Math.max(...halfHours.map(({ people }) => people));
  if (most === 0) return null;
  const place = halfHours.findIndex(({ people }) => people === most);
  return `Most people are needed on ${weekdayWord(Math.floor(place / 48))} at ${clockWord(place % 48)}: ${formatCount(most)} (modelled)`;
}
