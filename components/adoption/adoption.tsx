'use client';

import { Dashboard, type Finding } from '@/components/dashboard/dashboard';
import { cell } from '@/components/data/answers';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount, formatValue } from '@/lib/core/format';
import { Activation } from './activation';
import { Funnel } from './funnel';
import { Groups } from './groups';
import { Habit } from './habit';
import { OwnPopulations } from './own-populations';
import { Seats } from './seats';
import { Tools } from './tools';
import { useScope } from './use-scope';

const SEAT_METRICS = ['seats_held', 'seats_idle', 'idle_seat_cost'];

/** Who uses AI as a habit, and what do we pay for that nobody uses? */
export function Adoption() {
  const { people } = useWorkspace();
  const isTall = useScope().breakdown === 'department';
  const dimensions: Dimension[] = people === 'all' ? ['department', 'tool'] : ['tool'];
  return (
    <Dashboard
      title="Adoption"
      question="Who uses AI as a habit, and what do we pay for that nobody uses?"
      answer={useFinding()}
      dimensions={dimensions}
      optionsFrom="daily_active_rate"
      grains={['week', 'month', 'quarter']}
      scoped={people !== 'all'}
      footnote="About groups, never about one person"
    >
      {/* Each column fills itself, so that a short panel leaves no hole; departments alone are tall enough for three. */}
      <div className="panels">
        <div className="panel-column">
          <Funnel />
          <Habit />
          {isTall && <Activation />}
        </div>
        <div className="panel-column">
          <Groups />
          <Seats />
          <Tools />
        </div>
        {!isTall && <Activation wide />}
        <OwnPopulations />
      </div>
    </Dashboard>
  );
}

function useFinding(): Finding | null {
  const { requestFor } = useRequest();
  const { currency, targets } = useWorkspace();
  const scope = useScope();
  const use = useMetrics(requestFor({ metrics: ['daily_active_rate'], compare: true }).request);
  const seats = useMetrics(requestFor({ metrics: SEAT_METRICS, compare: true }).request);
  if (use.status !== 'ok') return null;
  const daily = cell(use.answer, 'daily_active_rate');
  if (daily?.value == null)
    return daily?.status === 'suppressed'
      ? { head: 'Withheld', detail: 'The group is too small to be shown.' }
      : { head: 'No use of AI is on record', detail: 'Not in this period and with these filters.', isEmpty: true };
  const whose = scope.isPart ? `In ${scope.name}` : 'In the company';
  const target = targets.daily_active_rate;
  const aim = target === undefined ? '' : `, target ${formatValue(target, 'share', currency)}`;
  const head = `${whose} ${formatValue(daily.value, 'share', currency)} use AI on a working day${aim}`;
  const [held, idle, cost] = SEAT_METRICS.map((id) => (seats.status === 'ok' ? cell(seats.answer, id)?.value : null));
  if (idle == null || held == null) return { head, detail: '' };
  const paid = cost == null ? '' : ` and cost ${formatValue(cost, 'money', currency)} a month`;
  if (idle === 0) return { head, detail: `None of ${formatCount(held)} seats lies idle.` };
  return { head, detail: `${formatCount(idle)} of ${formatCount(held)} seats lie idle${paid}.` };
}
