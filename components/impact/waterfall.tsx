'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { formatAmount } from '@/lib/core/format';
import type { ImpactAnswer, LedgerLine } from '@/lib/core/impact';
import { placesOn, spanOf, type WaterfallStep, waterfallSteps } from '@/lib/core/waterfall';
import { PROFIT_HOW, waterfallTable } from './own';
import { notKnown } from './profit';
import { QualityBeside } from './quality-beside';

/** From what the AI's work would cost to what is left. */
export function Waterfall({ state }: { state: AnalysisState<ImpactAnswer> }) {
  return (
    <AnalysisPanel
      title="What is taken off on the way"
      note="Money of the period. Each bar begins where the one before ended."
      state={state}
      how={PROFIT_HOW}
      table={waterfallTable}
      height={290}
      empty={notKnown}
    >
      {(answer) => {
        const steps = waterfallSteps(answer.ledger, answer.banked.assumedShare);
        const place = placesOn(steps.flatMap(({ from, to }) => [from, to]));
        const counts = answer.banked.status === 'counts' && !answer.illustration;
        return (
          <>
            <QualityBeside answer={answer} />
            <ul className="bars waterfall">
              {steps.map((step) => (
                <Bars key={step.id} step={step} place={place} currency={answer.currency} counts={counts} />
              ))}
            </ul>
          </>
        );
      }}
    </AnalysisPanel>
  );
}

interface BarsProps {
  step: WaterfallStep;
  place: (value: number) => number;
  currency: string;
  counts: boolean;
}

/** A line's bar, and under it the part of it that is only assumed. */
function Bars({ step: { id, label, amount, from, to, assumed }, place, currency, counts }: BarsProps) {
  return (
    <>
      <li className={id === 'profit' ? 'bar-row is-total' : 'bar-row'}>
        <span className="bar-name">{label}</span>
        <span className="bar-track" aria-hidden="true">
          <span className={`waterfall-bar is-${barClass(id, amount, counts)}`} style={spanOf(place, from, to)} />
        </span>
        <span className="bar-value">{signed(amount, currency, id)}</span>
        <span className="bar-note" />
      </li>
      {assumed !== null && (
        <li className="bar-row is-part">
          <span className="bar-name">of it only assumed: the customer fell silent</span>
          <span className="bar-track" aria-hidden="true">
            <span className="waterfall-bar is-assumed" style={spanOf(place, 0, assumed)} />
          </span>
          <span className="bar-value">{formatAmount(assumed, currency)}</span>
          <span className="bar-note" />
        </li>
      )}
    </>
  );
}

function barClass(id: LedgerLine['id'], amount: number, counts: boolean): string {
  if (id === 'profit') return counts ? 'profit' : 'held';
  return amount < 0 ? 'less' : 'more';
}

function signed(amount: number, currency: string, id: LedgerLine['id']): string {
  const text = formatAmount(Math.abs(amount), currency);
  if (!/[1-9]/.test(text)) return text;
  if (amount < 0) return `−${text}`;
  return id === 'gross' || id === 'profit' ? text : `+${text}`;
}
