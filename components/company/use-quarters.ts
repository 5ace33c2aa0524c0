'use client';

import { cell } from '@/components/data/answers';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { type Quarters, quartersOf } from '@/lib/core/quarters';
import type { MetricRequest } from '@/lib/core/request';

interface CompanyQuarters extends Quarters {
  /** the question of a panel: these metrics, quarter by quarter. All panels ask over the same time, so they travel as one */
  ask: (...metrics: string[]) => { request: MetricRequest; dropped: Dimension[] };
  /** a metric in the last quarter, with its value in the quarter it is compared with */
  now: (answer: Answer, metric: string) => MetricValue | undefined;
  before: (answer: Answer, metric: string) => MetricValue | undefined;
}

export function useQuarters(): CompanyQuarters {
  const { view, requestFor } = useRequest();
  const { baseline } = useWorkspace();
  const quarters = quartersOf(view, baseline);
  const { last, base, span } = quarters;
  const before = (answer: Answer, metric: string) => (base ? cell(answer, metric, { period: base.from }) : undefined);
  return {
    ...quarters,
    ask: (...metrics) => {
      const { request } = requestFor({ metrics, grain: 'quarter', ...span });
      return { request, dropped: Object.keys(view.filter) as Dimension[] };
    },
    before,
    now: (answer, metric) => {
      const value = cell(answer, metric, { period: last.from });
      const past = before(answer, metric);
      return value && base
        ? { ...value, compare: past?.value ?? null, compareStatus: past?.status ?? 'no_data' }
        : value;
    },
  };
}
