'use client';

import { askedOf } from '@/components/dashboard/asked';
import { type BarRow, Bars } from '@/components/dashboard/bars';
import { Panel } from '@/components/dashboard/panel';
import { TrendPlot } from '@/components/dashboard/trend';
import { cell } from '@/components/data/answers';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';
import { grainWord } from '@/lib/core/words';
import { useScope } from './use-scope';

const METRICS = ['monthly_active_rate', 'weekly_active_rate', 'habit_power', 'habit_habitual'];
const DAILY = 'daily_active_rate';
const CHART_PX = 176;

/** Employed, used in 28 days, used in a week, used as a habit: where people are lost. Below it, day by day use. */
export function Funnel() {
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const scope = useScope();
  const { request, dropped } = requestFor({ metrics: METRICS });
  const seatsRequest = requestFor({ metrics: ['seats_held'] }).request;
  const seats = useMetrics(seatsRequest);
  const grain = scope.grainFor(view.grain);
  const history = requestFor({ metrics: [DAILY], grain, compare: true }).request;
  const daily = useMetrics(history);
  const { filter, ...rest } = request;
  const companyFilter = scope.withoutGroups(filter);
  const companyRequest = { ...rest, ...(companyFilter && { filter: companyFilter }) };
  const company = useMetrics(scope.isPart ? companyRequest : null);
  return (
    <Panel
      title="From employed to habit"
      finding={(answer) => {
        const habit = habitOf(answer);
        return habit === null ? null : `AI is a habit for ${formatValue(habit, 'share', currency)}`;
      }}
      note={`${scope.name}, at the end of the period. Habit: used in at least 9 of 12 weeks.`}
      request={request}
      dropped={dropped}
      also={[
        askedOf(seatsRequest, seats),
        askedOf(history, daily),
        ...(scope.isPart ? [askedOf(companyRequest, company)] : []),
      ]}
      height={140 + 34 + CHART_PX}
    >
      {(answer) => (
        <>
          <Bars
            unit="share"
            full={1}
            rows={steps(
              answer,
              seats.status === 'ok' ? cell(seats.answer, 'seats_held') : undefined,
              company.status === 'ok' ? company.answer : undefined,
              currency,
            )}
          />
          <h3 className="panel-sub">Using AI on a working day, by {grainWord(grain)}</h3>
          {daily.status === 'ok' && (
            <TrendPlot
              answer={daily.answer}
              metric={DAILY}
              grain={grain}
              height={CHART_PX}
              label="Using AI on a working day"
            />
          )}
        </>
      )}
    </Panel>
  );
}

/** Power and habitual users are told apart by no person twice, so that their shares add. */
function habitOf(answer: Answer): number | null {
  const [power, habitual] = ['habit_power', 'habit_habitual'].map((metric) => cell(answer, metric)?.value ?? null);
  return power == null || habitual == null ? null : power + habitual;
}

function steps(
  answer: Answer,
  seats: MetricValue | undefined,
  company: Answer | undefined,
  currency: string,
): BarRow[] {
  const monthly = cell(answer, 'monthly_active_rate');
  const note = (value: number | null | undefined) =>
    company && value != null ? `company ${formatValue(value, 'share', currency)}` : '';
  return [
    {
      id: 'employed',
      label: 'Employed',
      value: monthly && { value: monthly.denominator ? 1 : null, status: 'ok' },
      note: monthly?.denominator === undefined ? '' : `n\u00a0${formatCount(monthly.denominator)}`,
    },
    seatStep(seats),
    {
      id: 'month',
      label: 'Used in 28 days',
      value: monthly,
      note: note(company && cell(company, 'monthly_active_rate')?.value),
    },
    {
      id: 'week',
      label: 'Used in a week',
      value: cell(answer, 'weekly_active_rate'),
      note: note(company && cell(company, 'weekly_active_rate')?.value),
    },
    {
      id: 'habit',
      label: 'Used as a habit',
      value: habitValue(answer, habitOf(answer)),
      note: note(company && habitOf(company)),
      tone: 'strong',
    },
  ];
}

/** Seats are counted tool by tool and one person may hold several: said in words, for it is no share of the employed. */
function seatStep(seats: MetricValue | undefined): BarRow {
  const held = seats?.value;
  const words =
    held == null ? (
      <span className="quiet">{seats?.status === 'suppressed' ? 'withheld' : 'no data'}</span>
    ) : (
      <>
        <b>{formatCount(held)}</b> in all tools; one person may hold several
      </>
    );
  return { id: 'seat', label: 'Seats held', value: undefined, words };
}

function habitValue(answer: Answer, habit: number | null): MetricValue | undefined {
  const power = cell(answer, 'habit_power');
  return power && { ...power, value: habit, numerator: undefined };
}
