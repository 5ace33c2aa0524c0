'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { formatValue } from '@/lib/core/format';
import type { ImpactAnswer } from '@/lib/core/impact';
import { notKnown } from './profit';
import { Standing } from './quality-beside';

/** The model beside the books: never added together. */
export function Books({ state }: { state: AnalysisState<ImpactAnswer> }) {
  const { requestFor } = useRequest();
  const { request } = requestFor({ metrics: ['cost_per_transaction', 'csat_mean'], quarterly: true });
  const baseline = { ...request, compare: 'baseline' as const };
  const books = useMetrics(baseline);
  const answer = books.status === 'ok' ? books.answer : undefined;
  return (
    <AnalysisPanel
      title="Does it show in the books?"
      note="Side by side, never added: the books hold everything else that changed, too."
      state={state}
      height={190}
      asked={[{ request: baseline, answer }]}
      empty={notKnown}
    >
      {(impact) => (
        <dl className="analysis-facts">
          <div>
            <dt>Modelled</dt>
            <dd>
              <Standing answer={impact} />{' '}
              <b className={impact.banked.status === 'counts' && !impact.illustration ? '' : 'is-held'}>
                {formatValue(impact.profit_improvement!, 'money', impact.currency)}
              </b>{' '}
              <span className="quiet">profit improvement of the period</span>
            </dd>
          </div>
          <div>
            <dt>Booked</dt>
            <dd>
              <b>
                {impact.booked_cost_change === null
                  ? 'not known'
                  : formatValue(impact.booked_cost_change, 'money', impact.currency)}
              </b>{' '}
              <span className="quiet">
                {impact.booked_cost_change === null
                  ? 'The period holds no whole quarter with financials, or there is no baseline.'
                  : 'cost per transaction of the baseline quarter less this one’s, times transactions'}
              </span>
            </dd>
          </div>
          {answer && (
            <div>
              <dt>Cost per transaction</dt>
              <dd>
                <InlineValue value={cell(answer, 'cost_per_transaction')} unit="money" />{' '}
                <span className="quiet">
                  with satisfaction <InlineValue value={cell(answer, 'csat_mean')} unit="rating" />
                </span>
              </dd>
            </div>
          )}
          <div>
            <dt>People’s time</dt>
            <dd>
              <b>{impact.ahtRatio === null ? 'not known' : `${impact.ahtRatio.toFixed(2)} ×`}</b>{' '}
              <span className="quiet">of what the same matters took before; above 1.10 they kept the harder cases</span>
            </dd>
          </div>
        </dl>
      )}
    </AnalysisPanel>
  );
}
