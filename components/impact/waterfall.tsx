'use client';

import { Fragment } from 'react';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { formatAmount } from '@/lib/core/format';
import type { ImpactAnswer, LedgerLine } from '@/lib/core/impact';
import { notKnown } from './profit';

interface Step extends LedgerLine {
  from: number;
  to: number;
}

/** Each line begins where the one before ended; the last stands on zero. */
function stepsOf(ledger: readonly LedgerLine[]): Step[] {
  let at = 0;
  return ledger.map((line) => {
    const from = line.id === 'profit' ? 0 : at;
    at = from + line.amount;
    return { ...line, from, to: at };
  });
}

/** From what the AI's work would cost to what is left. */
export function Waterfall({ state }: { state: AnalysisState<ImpactAnswer> }) {
  return (
    <AnalysisPanel
      title="What is taken off on the way"
      note="Money of the period. Each bar begins where the one before ended."
      state={state}
      height={290}
      empty={notKnown}
    >
      {({ ledger, currency, banked, illustration }) => {
        const steps = stepsOf(ledger);
        const ends = steps.flatMap(({ from, to }) => [from, to]);
        const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
        const place = (value: number) => `${(100 * (value - low)) / (high - low || 1)}%`;
        return (
          <ul className="bars waterfall">
            {steps.map(({ id, label, amount, from, to }) => (
              <Fragment key={id}>
                <li className={id === 'profit' ? 'bar-row is-total' : 'bar-row'}>
                  <span className="bar-name">{label}</span>
                  <span className="bar-track" aria-hidden="true">
                    <span
                      className={`waterfall-bar is-${barClass(id, amount, banked.status === 'counts' && !illustration)}`}
                      style={{
                        left: place(Math.min(from, to)),
                        width: `calc(${place(Math.max(from, to))} - ${place(Math.min(from, to))})`,
                      }}
                    />
                  </span>
                  <span className="bar-value">{signed(amount, currency, id)}</span>
                  <span className="bar-note" />
                </li>
                {id === 'gross' && banked.assumedShare > 0 && (
                  <li className="bar-row is-part">
                    <span className="bar-name">of it only assumed: the customer fell silent</span>
                    <span className="bar-track" aria-hidden="true">
                      <span
                        className="waterfall-bar is-assumed"
                        style={{
                          left: place(0),
                          width: `calc(${place(amount * banked.assumedShare)} - ${place(0)})`,
                        }}
                      />
                    </span>
                    <span className="bar-value">{formatAmount(amount * banked.assumedShare, currency)}</span>
                    <span className="bar-note" />
                  </li>
                )}
              </Fragment>
            ))}
          </ul>
        );
      }}
    </AnalysisPanel>
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
