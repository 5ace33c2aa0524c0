'use client';

import type { ArmChoice, ParityAnswer, ParityRequest } from '@/lib/core/parity';
import { parityQuestion } from './parity-question';
import { type AnalysisState, useAnalysis } from './use-analysis';
import { useRequest } from './use-request';
import { useWorkspace } from './workspace';

/** The page's comparison. One question on whatever page. */
export function useParity(): { request: ParityRequest; state: AnalysisState<ParityAnswer>; arms: ArmChoice } {
  const { view, params } = useRequest();
  const request = parityQuestion(view, useWorkspace(), params);
  return { request, arms: request.arms, state: useAnalysis<ParityAnswer>('parity', request) };
}
