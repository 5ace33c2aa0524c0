'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { formatCount, formatValue } from '@/lib/core/format';
import type { StaffingAnswer, Week } from '@/lib/core/staffing';
import { fteWord, scenarioWord } from '@/lib/core/staffing-words';
import { noPlan, planOf } from './blank';
import { PLAN_HOW, scenariosTable } from './own';

/** If the AI takes some points of all conversations more, or fewer. */
export function Scenarios({ state }: { state: AnalysisState<StaffingAnswer> }) {
  return (
    <AnalysisPanel
      title="If the AI takes more, or fewer (modelled)"
      finding={({ plan }) =>
        plan &&
        `If the AI takes ${plan.scenarios.more.points} points more: ${scenarioWord(plan.week, plan.scenarios.more)} (modelled)`
      }
      note="Points of all conversations in each channel; every half-hour is staffed anew."
      state={state}
      how={PLAN_HOW}
      table={scenariosTable}
      height={150}
      empty={noPlan}
    >
      {(answer) => {
        const { week, scenarios } = planOf(answer);
        const { points } = scenarios.more;
        const lines: [string, Week, number][] = [
          [`${points} points more`, scenarios.more, scenarios.more.arrivals],
          ['As it is', week, 1],
          [`${points} points fewer`, scenarios.fewer, scenarios.fewer.arrivals],
        ];
        return (
          <>
            <ScrollTable label="People and cost if the AI takes more or fewer conversations">
              <thead>
                <tr>
                  <th scope="col">AI takes</th>
                  <th scope="col" className="num">
                    Arrivals
                  </th>
                  <th scope="col" className="num">
                    People
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
                {lines.map(([name, one, arrivals]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className="num">{formatValue(arrivals, 'share', answer.currency)}</td>
                    <td className="num">{fteWord(one.fte)}</td>
                    <td className="num">{formatCount(Math.round(one.paidHours))}</td>
                    <td className="num">{formatValue(one.costYear, 'money', answer.currency)}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
            <CostBeside answer={answer} />
          </>
        );
      }}
    </AnalysisPanel>
  );
}

/** No cost without the quality it was had at. */
export function CostBeside({ answer: { quality, currency, reachHidden } }: { answer: StaffingAnswer }) {
  return (
    <p className="panel-line quiet">
      Satisfaction in the period{' '}
      {quality.csat === null ? 'is not known' : `${formatValue(quality.csat, 'rating', currency)} of 5`}; reached a
      person in time{' '}
      {quality.withinTarget === null
        ? reachHidden
          ? 'is not told'
          : 'is not known'
        : formatValue(quality.withinTarget, 'share', currency)}
      .
    </p>
  );
}
