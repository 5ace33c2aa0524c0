'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { Tag } from '@/components/ui/tag';
import { formatDate, formatValue, moneyAlike } from '@/lib/core/format';
import type { ImpactAnswer } from '@/lib/core/impact';
import { BANKED_WORDS } from '@/lib/core/impact-words';
import { intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';

const TONES = { counts: 'good', on_hold: 'warn', not_assessed: 'neutral' } as const;
const QUALITY = { superior: 'good', non_inferior: 'good', inferior: 'bad' } as Record<string, 'good' | 'bad'>;

export const notKnown = ({ profit_improvement }: ImpactAnswer) =>
  profit_improvement === null
    ? {
        title: 'Not known for this period',
        why: 'Needs people’s working time and what the AI costs, on the same matters.',
      }
    : null;

/** Profit improvement behind its doubt, with quality in the same card. */
export function Profit({ state }: { state: AnalysisState<ImpactAnswer> }) {
  return (
    <AnalysisPanel
      title="Profit improvement (modelled)"
      note="What the AI’s work would have cost people, less rework and all costs."
      state={state}
      height={190}
      asked={[]}
      empty={notKnown}
    >
      {(answer) => {
        const { banked, reasons, quality, currency } = answer;
        const money = (value: number | null) => (value === null ? 'not known' : formatValue(value, 'money', currency));
        const alike = moneyAlike([answer.profit_improvement, answer.p10, answer.p50, answer.p90], currency);
        const isHeld = banked.status !== 'counts' || answer.illustration;
        return (
          <>
            <p className="profit">
              <Tag tone={answer.illustration ? 'neutral' : TONES[banked.status]}>
                {answer.illustration ? 'Illustration' : BANKED_WORDS[banked.status]}
              </Tag>
              <b className={isHeld ? 'profit-figure is-held' : 'profit-figure'}>{money(answer.profit_improvement)}</b>
              <span className="quiet">
                P10–P50–P90 {alike(answer.p10)} · {alike(answer.p50)} · {alike(answer.p90)}
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
                <li>Settled on {formatDate(banked.recordedAt.slice(0, 10))}; later records do not change it.</li>
              )}
              <li>
                Quality on the same matters:{' '}
                <Tag tone={QUALITY[quality.verdict] ?? 'warn'}>{VERDICT_WORDS[quality.verdict]}</Tag>{' '}
                {quality.difference !== null && quality.low !== null && quality.high !== null && (
                  <>
                    {pointsWord(quality.difference)} (
                    {intervalWord({ difference: quality.difference, low: quality.low, high: quality.high })})
                  </>
                )}
              </li>
              <li>
                At this rate {money(answer.annualised)} a year: a run rate over {answer.days} days, not a forecast.
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
