'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { formatCount, formatValue } from '@/lib/core/format';
import type { StaffingAnswer } from '@/lib/core/staffing';
import { fteWord } from '@/lib/core/staffing-words';
import { valueWord } from '@/lib/core/words';
import { noPlan, planOf } from './blank';
import { PLAN_HOW, poolsTable } from './own';
import { CostBeside } from './scenarios';

/** Own, outsourced and flexible people, in the shares they worked in. */
export function Pools({ state }: { state: AnalysisState<StaffingAnswer> }) {
  return (
    <AnalysisPanel
      title="Own, outsourced and flexible people (modelled)"
      finding={({ plan }) =>
        plan?.pools[0]
          ? `${valueWord('agent_pool', plan.pools[0].pool)} people did ${formatValue(plan.pools[0].share, 'share', 'USD')} of the work; the plan in the same shares (modelled)`
          : null
      }
      note="Shares of people’s working time in the period, each at the same cost of a full-time year."
      state={state}
      how={PLAN_HOW}
      table={poolsTable}
      height={150}
      empty={(answer) =>
        noPlan(answer) ??
        (planOf(answer).pools.length === 0
          ? { title: 'Not known who people were', why: 'Needs agent_pool on conversations that people answered.' }
          : null)
      }
    >
      {(answer) => (
        <>
          <ScrollTable label="Planned people, hours and cost by pool">
            <thead>
              <tr>
                <th scope="col">People</th>
                <th scope="col" className="num">
                  Share
                </th>
                <th scope="col" className="num">
                  Full-time
                </th>
                <th scope="col" className="num">
                  Hours a week
                </th>
                <th scope="col" className="num">
                  Cost a year
                </th>
              </tr>
            </thead>
            <tbody>
              {planOf(answer).pools.map(({ pool, share, fte, paidHours, costYear }) => (
                <tr key={pool}>
                  <th scope="row">{valueWord('agent_pool', pool)}</th>
                  <td className="num">{formatValue(share, 'share', answer.currency)}</td>
                  <td className="num">{fteWord(fte)}</td>
                  <td className="num">{formatCount(Math.round(paidHours))}</td>
                  <td className="num">{formatValue(costYear, 'money', answer.currency)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          <CostBeside answer={answer} />
        </>
      )}
    </AnalysisPanel>
  );
}
