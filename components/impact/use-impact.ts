'use client';

import { type AnalysisState, useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { ASSUMPTION_NAMES } from '@/lib/core/assumptions';
import type { ImpactAnswer, ImpactRequest, Tried } from '@/lib/core/impact';

/** Numbers tried out are in the URL (`try_occupancy=0.7`), like every other choice: they can be shared, never saved. */
export function useImpact(): { state: AnalysisState<ImpactAnswer>; tried: Tried; isTried: boolean } {
  const { view, params } = useRequest();
  const tried: Tried = {};
  for (const name of ASSUMPTION_NAMES) {
    const text = params.get(`try_${name}`);
    if (text !== null && text !== '' && Number.isFinite(Number(text))) tried[name] = Number(text);
  }
  const isTried = Object.keys(tried).length > 0;
  const version = Number(params.get('assumptions') ?? '');
  const request: ImpactRequest = {
    ...{ from: view.from, to: view.to },
    ...(isTried && { assumptions: tried }),
    ...(params.has('assumptions') && Number.isInteger(version) && { assumptionsVersion: version }),
  };
  return { state: useAnalysis<ImpactAnswer>('impact', request, { keep: true }), tried, isTried };
}
