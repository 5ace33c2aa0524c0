'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatDate, formatInstant, moneyAlike } from '@/lib/core/format';
import type { ImpactAnswer } from '@/lib/core/impact';
import { PROFIT_HOW, profitTable } from './own';
import { QualityWords, Standing } from './quality-beside';

export const notKnown = ({ profit_improvement }: ImpactAnswer) =>
  profit_improvement === null
    ? {
        title: 'Not known for this period',
        why: 'Needs people’s working time and what the AI costs, on the same matters.',
      }
    : null;

/** Profit improvement behind its doubt, with quality in the same card. */
export function Profit({ state }: { state: AnalysisState<ImpactAnswer> }) {
  const { timeZone } = useWorkspace();
  return (
    <AnalysisPanel
      title="Profit improvement (modelled)"
      note="What the AI’s work would have cost people, less rework and all costs."
      state={state}
      how={PROFIT_HOW}
      table={profitTable}
      height={190}
      empty={notKnown}
    >
      {(answer) => {
        const { banked, reasons, quality, currency, annualised } = answer;
        const { profit_improvement: profit, p10, p50, p90 } = answer;
        // In one unit, for they are held against each other and added up.
        const money = moneyAlike([profit, p10, p50, p90, banked.counts, banked.onHold], currency);
        const isHeld = banked.status !== 'counts' || answer.illustration;
        return (
          <>
            <p className="profit">
              <Standing answer={answer} />
              <b className={isHeld ? 'profit-figure is-held' : 'profit-figure'}>{money(profit)}</b>
              <span className="quiet">
                P10–P50–P90 {money(p10)} · {money(p50)} · {money(p90)}
              </span>
            </p>
            <ul className="panel-notes">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
              {banked.status === 'counts' && (
                <li>
                  <b>{money(banked.counts)}</b> counts, <b>{money(banked.onHold)}</b> is on hold.
                </li>
              )}
              {banked.recordedAt && (
                <li>Settled on {formatInstant(banked.recordedAt, timeZone)}; later records do not change it.</li>
              )}
              <li>
                <QualityWords quality={quality} />
              </li>
              <li>
                At this rate {moneyAlike([annualised], currency)(annualised)} a year: a run rate over {answer.days}{' '}
                days, not a forecast.
              </li>
              {answer.base && (
                <li className="quiet">
                  Before the AI: {formatDate(answer.base.from)} up to {formatDate(answer.base.to)}.
                </li>
              )}
              {answer.upperBound && <li>An upper bound: there is no time before the AI to hold it against.</li>}
              {answer.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </>
        );
      }}
    </AnalysisPanel>
  );
}
