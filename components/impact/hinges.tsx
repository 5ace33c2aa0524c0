'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { ASSUMPTION_SHAPES } from '@/lib/core/assumptions';
import { moneyAlike } from '@/lib/core/format';
import type { ImpactAnswer } from '@/lib/core/impact';
import { placesOn, spanOf } from '@/lib/core/waterfall';
import { HINGES_HOW, hingesTable } from './own';
import { notKnown } from './profit';
import { QualityBeside } from './quality-beside';

/** What the figure hinges on: each assumption alone at its ends. */
export function Hinges({ state }: { state: AnalysisState<ImpactAnswer> }) {
  return (
    <AnalysisPanel
      title="What it hinges on"
      finding={({ breakEven }) => breakEvenWords(breakEven)}
      note="Profit with one assumption alone at its low and at its high value."
      state={state}
      how={HINGES_HOW}
      table={hingesTable}
      height={290}
      empty={notKnown}
    >
      {(answer) => {
        const { tornado, profit_improvement: profit, currency, independent } = answer;
        const ends = tornado.flatMap(({ atLow, atHigh }) => [atLow, atHigh]);
        const place = placesOn([...ends, profit ?? 0]);
        const money = moneyAlike([...ends, independent?.p10 ?? null, independent?.p90 ?? null], currency);
        return (
          <>
            <QualityBeside answer={answer} />
            <ul className="bars tornado">
              {tornado.map(({ assumption, atLow, atHigh }) => {
                const [from, to] = [Math.min(atLow, atHigh), Math.max(atLow, atHigh)];
                return (
                  <li key={assumption} className="bar-row">
                    <span className="bar-name">{ASSUMPTION_SHAPES[assumption].title}</span>
                    <span className="bar-track" aria-hidden="true">
                      <span className="tornado-bar" style={spanOf(place, from, to)} />
                      <span className="bar-mark" style={{ left: `${100 * place(profit ?? 0)}%` }} />
                    </span>
                    <span className="tornado-ends">
                      {money(from)} to {money(to)}
                    </span>
                  </li>
                );
              })}
            </ul>
            {independent && (
              <p className="panel-line quiet">
                If the assumptions knew nothing of each other: P10 {money(independent.p10)}, P90{' '}
                {money(independent.p90)}.
              </p>
            )}
          </>
        );
      }}
    </AnalysisPanel>
  );
}

function breakEvenWords(breakEven: number | null): string | null {
  if (breakEven === null) return null;
  if (breakEven > 1) return 'It never pays: costs are more than all freed time is worth';
  return `It pays as soon as ${(breakEven * 100).toFixed(1)} % of freed time becomes money`;
}
