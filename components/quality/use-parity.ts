'use client';

import { type AnalysisState, useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import type { ArmChoice, ParityAnswer, ParityRequest } from '@/lib/core/parity';

/** The page's comparison: its period, its filters, and the arms that the URL names. */
export function useParity(): { request: ParityRequest; state: AnalysisState<ParityAnswer>; arms: ArmChoice } {
  const { params, requestFor } = useRequest();
  const arms: ArmChoice = params.get('arms') === 'as_handled' ? 'as_handled' : 'first_handler';
  const { from, to, filter } = requestFor({ metrics: ['csat_mean'] }).request;
  const request: ParityRequest = { from, to, arms, ...(filter && { filter }) };
  return { request, arms, state: useAnalysis<ParityAnswer>('parity', request) };
}
