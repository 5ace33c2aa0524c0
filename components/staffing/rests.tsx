'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { formatCount, formatValue } from '@/lib/core/format';
import type { ChannelLoad, StaffingAnswer, StaffingPlan } from '@/lib/core/staffing';
import { valueWord } from '@/lib/core/words';
import { noPlan, planOf } from './blank';
import { PLAN_HOW, restsTable } from './own';

/** What the plan rests on: what arrives in each channel, how long one takes, and what the model takes for granted. */
export function Rests({ state }: { state: AnalysisState<StaffingAnswer> }) {
  return (
    <AnalysisPanel
      title="What the plan rests on"
      finding={({ plan }) => plan && arrivalWords(plan.channels)}
      note="Arrivals that need people: answered by people first, asked for, or handed over by the AI."
      state={state}
      how={PLAN_HOW}
      table={restsTable}
      height={300}
      empty={noPlan}
    >
      {(answer) => {
        const plan = planOf(answer);
        return (
          <>
            <ScrollTable label="Arrivals that need people and the time one takes, by channel">
              <thead>
                <tr>
                  <th scope="col">Channel</th>
                  <th scope="col" className="num">
                    Arrivals
                  </th>
                  <th scope="col" className="num">
                    Takes
                  </th>
                  <th scope="col">Planned as</th>
                </tr>
              </thead>
              <tbody>
                {plan.channels.map((one) => (
                  <tr key={one.channel}>
                    <th scope="row">{valueWord('channel', one.channel)}</th>
                    <td className="num">{formatCount(one.arrivals)}</td>
                    <td className="num">
                      {one.serviceSeconds === null ? '–' : formatValue(one.serviceSeconds, 'seconds', answer.currency)}
                    </td>
                    <td>{plannedAs(one)}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
            <Model plan={plan} currency={answer.currency} />
          </>
        );
      }}
    </AnalysisPanel>
  );
}

function Model({ plan, currency }: { plan: StaffingPlan; currency: string }) {
  const share = (value: number) => formatValue(value, 'share', currency);
  return (
    <ul className="panel-notes staffing-model">
      <li>
        <b>{plan.model === 'erlang_c' ? 'Erlang C' : 'Erlang A'}</b>:{' '}
        {plan.model === 'erlang_c' ? 'nobody leaves' : 'who waits leaves after the patience given, on average'}. Poisson
        arrivals, exponential times, one queue a channel, steady state in each half-hour.
      </li>
      <li>
        Arrivals are the <b>P80</b> of that half-hour over the period, not the mean ({datesWord(plan)}), counted when
        the conversation started.
      </li>
      <li>
        Chat and messaging have agents × {plan.concurrency} places; one is taken from joining to end, on average over
        the period. E-mail is a backlog, not a queue: its working time ÷ {share(plan.occupancy)} occupancy.
      </li>
      <li>
        People = at their desks ÷ (1 − {share(plan.shrinkage)} shrinkage)
        {plan.isShrinkageOfFte &&
          `, the same as in FTE: 1 − ${formatCount(plan.productiveHours)} productive hours ÷ 2,080`}
        . Full-time people = paid hours × 52 ÷ 2,080, each at {formatValue(plan.costPerFteYear, 'money', currency)} a
        year.
      </li>
      <li>For the loaded volume, not proportional to it: fewer people share fewer idle minutes.</li>
    </ul>
  );
}

function plannedAs({ kind, serviceSeconds, serviceFrom }: ChannelLoad): string {
  if (serviceSeconds === null) return 'not planned';
  if (kind === 'backlog') return 'backlog';
  return serviceFrom === 'handling' ? 'queue, by working time' : 'queue';
}

const datesWord = ({ dates: { least, most } }: StaffingPlan) =>
  least === most ? `${least === 1 ? 'one date' : `${least} dates`} each` : `${least} to ${most} dates each`;

function arrivalWords(channels: readonly ChannelLoad[]): string {
  const sum = (kind: keyof ChannelLoad['byKind']) => channels.reduce((all, { byKind }) => all + byKind[kind], 0);
  const all = channels.reduce((total, { arrivals }) => total + arrivals, 0);
  return `${formatCount(all)} arrivals need people: ${formatCount(sum('human_first'))} people first, ${formatCount(sum('asked'))} asked, ${formatCount(sum('escalated'))} handed over`;
}
