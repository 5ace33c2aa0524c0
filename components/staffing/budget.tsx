'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { Tag } from '@/components/ui/tag';
import { formatCount, formatValue } from '@/lib/core/format';
import type { HumanReach, StaffingAnswer } from '@/lib/core/staffing';
import { budgetWord } from '@/lib/core/staffing-words';
import { isReachHidden, noReach, reachOf } from './blank';

/** Time to a person against the objective, and how much of what may be missed was missed. */
export function Budget({ state }: { state: AnalysisState<StaffingAnswer> }) {
  const { requestFor } = useRequest();
  const { request } = requestFor({ metrics: ['time_to_human_p50', 'time_to_human_p95', 'human_within_target_rate'] });
  return (
    <AnalysisPanel
      title="Time to a person, and the error budget"
      finding={({ reach }) => reach && budgetWord(reach)}
      note="The objective leaves some misses: the error budget is how many of them are used."
      state={state}
      height={150}
      asked={isReachHidden(state) ? [] : [{ request }]}
      empty={noReach}
    >
      {(answer) => {
        const reach = reachOf(answer);
        const share = (value: number) => formatValue(value, 'share', answer.currency);
        const time = (value: number) => formatValue(value, 'seconds', answer.currency);
        const rate = reach.inTime / reach.asked;
        const isMet = rate >= reach.objective;
        return (
          <dl className="staffing-facts">
            <div>
              <dt>In time</dt>
              <dd>
                <b>{share(rate)}</b> <Tag tone={isMet ? 'good' : 'bad'}>{isMet ? 'Met' : 'Missed'}</Tag>{' '}
                <span className="quiet">
                  objective {share(reach.objective)} within {time(reach.withinSeconds)}
                </span>
              </dd>
            </div>
            <div>
              <dt>Half waited</dt>
              <dd>
                <b>{reach.p50 === null ? 'not known' : time(reach.p50)}</b> <span className="quiet">at most</span>
              </dd>
            </div>
            <div>
              <dt>95 in 100</dt>
              <dd>
                <b>{longest(reach, time)}</b>{' '}
                <span className="quiet">{reach.isP95NotReached ? 'over 5 in 100 never got there' : 'at most'}</span>
              </dd>
            </div>
            <div>
              <dt>Misses</dt>
              <dd>
                <b>{formatCount(reach.missed)}</b>{' '}
                <span className="quiet">
                  of {formatCount(Math.floor(reach.allowed + 1e-9))} the objective allows in this period
                </span>
              </dd>
            </div>
          </dl>
        );
      }}
    </AnalysisPanel>
  );
}

function longest({ p95, isP95NotReached }: HumanReach, time: (seconds: number) => string): string {
  if (isP95NotReached) return 'not reached';
  return p95 === null ? 'not known' : time(p95);
}
