'use client';

import { askedOf } from '@/components/dashboard/asked';
import { Trend } from '@/components/dashboard/trend';
import { cell } from '@/components/data/answers';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatValue } from '@/lib/core/format';
import { addMonths, startOf } from '@/lib/core/period';
import { periodWord } from '@/lib/core/words';
import { beforeLaunch, launchOf } from '@/lib/core/workspace';

const METRIC = 'repeat_inquiry_rate';
const MONTHS_BEFORE = 4;

/** Who comes back within 7 days, from before the launch to the end of the period. */
export function Repeats() {
  const { view, requestFor } = useRequest();
  const workspace = useWorkspace();
  const { currency, firstOn } = workspace;
  const launch = launchOf(workspace);
  const isAfter = launch !== undefined && launch.on < view.to;
  const start = isAfter
    ? addMonths(startOf('month', launch.on), -MONTHS_BEFORE)
    : addMonths(startOf('month', view.from), -6);
  const observed = firstOn && firstOn > start ? startOf('month', firstOn) : start;
  const from = observed < view.to ? observed : addMonths(startOf('month', view.to), -6);
  const nowRequest = requestFor({ metrics: [METRIC], filter: { handled_by: ['ai'] } }).request;
  const now = useMetrics(nowRequest);
  const before = isAfter ? beforeLaunch(workspace) : null;
  const thenRequest = before && requestFor({ metrics: [METRIC], ...before }).request;
  const then = useMetrics(thenRequest);
  return (
    <Trend
      metric={METRIC}
      by="handled_by"
      only={['ai', 'human']}
      from={from}
      to={view.to}
      grain="month"
      title="Repeat inquiries before and after launch"
      note={`${periodWord({ from, to: view.to })} by month: before beside after.`}
      finding={() => {
        const after = now.status === 'ok' ? cell(now.answer, METRIC)?.value : null;
        const earlier = then.status === 'ok' ? cell(then.answer, METRIC)?.value : null;
        if (after == null || earlier == null || !launch) return null;
        const words = (share: number) => formatValue(share, 'share', currency);
        return `${words(after)} come back after AI, ${words(earlier)} before launch`;
      }}
      height={344}
      also={[askedOf(nowRequest, now), ...(thenRequest ? [askedOf(thenRequest, then)] : [])]}
    />
  );
}
