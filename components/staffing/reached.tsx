'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { Bars } from '@/components/dashboard/bars';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { formatCount, formatValue } from '@/lib/core/format';
import type { StaffingAnswer } from '@/lib/core/staffing';
import { isReachHidden, noReach, reachOf } from './blank';

/** Asked for a person, reached one in time, later, never. */
export function Reached({ state }: { state: AnalysisState<StaffingAnswer> }) {
  const { requestFor } = useRequest();
  const { request } = requestFor({ metrics: ['human_within_target_rate', 'human_request_honoured_rate'] });
  return (
    <AnalysisPanel
      title="Asked for a person, and reached one"
      finding={({ reach }) =>
        reach && reach.asked > 0
          ? `Of ${formatCount(reach.asked)} who asked for a person, ${formatCount(reach.never)} never reached one`
          : null
      }
      note="Customers the AI answered first, and who asked for a person."
      state={state}
      height={150}
      asked={isReachHidden(state) ? [] : [{ request }]}
      empty={noReach}
    >
      {(answer) => {
        const { asked, inTime, later, never, pending, withinSeconds } = reachOf(answer);
        const limit = formatValue(withinSeconds, 'seconds', answer.currency);
        const row = (id: string, label: string, n: number) => ({
          ...{ id, label, value: { value: n / asked, status: 'ok' as const }, note: formatCount(n) },
        });
        return (
          <>
            <Bars
              unit="share"
              full={1}
              rows={[
                row('asked', 'Asked', asked),
                { ...row('in_time', `Within ${limit}`, inTime), tone: 'human' },
                { ...row('later', 'Later', later), tone: 'human' },
                { ...row('never', 'Never', never), tone: 'strong' },
              ]}
            />
            {pending > 0 && (
              <p className="panel-line quiet">{formatCount(pending)} asked less than a day ago and still wait.</p>
            )}
          </>
        );
      }}
    </AnalysisPanel>
  );
}
