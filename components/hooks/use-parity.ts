'use client';

import type { ArmChoice, ParityAnswer, ParityRequest } from '@/lib/core/parity';
import { type AnalysisState, useAnalysis } from './use-analysis';
import { useRequest } from './use-request';

/** The page's comparison: its period, its filters, and the arms that the URL names. One question on whatever page. */
export function useParity(): { request: ParityRequest; state: AnalysisState<ParityAnswer>; arms: ArmChoice } {
  const { params, requestFor } = useRequest();
  const arms: ArmChoice = params.get('arms') === 'as_handled' ? 'as_handled' : 'first_handler';
  const { from, to, filter } = requestFor({ metrics: ['csat_mean'] }).request;
  const request: ParityRequest = { from, to, arms, ...(filter && { filter }) };
  return { request, arms, state: useAnalysis<ParityAnswer>('parity', request) };
}
