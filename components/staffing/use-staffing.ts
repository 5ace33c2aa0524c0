'use client';

import { type AnalysisState, useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import type { Dimension } from '@/lib/core/dimensions';
import { STAFFING_DIMENSIONS, STAFFING_LIMITS, type StaffingAnswer, type StaffingRequest } from '@/lib/core/staffing';
import { splitFilter } from '@/lib/core/url';

export type Trial = keyof typeof STAFFING_LIMITS;
export type Trials = Partial<Record<Trial, number>>;
/** Shares are written in percent. */
export const PER: Record<Trial, number> = {
  ...{ share: 100, seconds: 1, patience: 1, concurrency: 1, shrinkage: 100, points: 1 },
};
export const TRIALS = Object.keys(STAFFING_LIMITS) as Trial[];

export interface StaffingState {
  state: AnalysisState<StaffingAnswer>;
  tried: Trials;
  /** filters of the page that arrivals do not know */
  dropped: Dimension[];
}

/** What is tried out stands in the address (`try_share=90`): it can be shared, and is never saved. */
export function useStaffing(): StaffingState {
  const { view, params } = useRequest();
  const { kept, dropped } = splitFilter(view.filter, STAFFING_DIMENSIONS);
  const tried: Trials = {};
  for (const name of TRIALS) {
    const value = readTrial(name, params.get(`try_${name}`));
    if (value !== null) tried[name] = value;
  }
  const request: StaffingRequest = {
    ...{ from: view.from, to: view.to },
    ...(Object.keys(kept).length > 0 && { filter: kept }),
    ...targetOf(tried),
    ...(tried.patience !== undefined && { patience_seconds: tried.patience }),
    ...(tried.concurrency !== undefined && { concurrency: tried.concurrency }),
    ...(tried.shrinkage !== undefined && { shrinkage: tried.shrinkage }),
    ...(tried.points !== undefined && { ai_points: tried.points }),
  };
  return { state: useAnalysis<StaffingAnswer>('staffing', request, { keep: true }), tried, dropped };
}

/** In the request's unit; null where the text is no number or lies outside of what may be tried. */
function readTrial(name: Trial, text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text) / PER[name];
  const { least, most } = STAFFING_LIMITS[name];
  const isWhole = name !== 'concurrency' || Number.isInteger(value);
  return value >= least && value <= most && isWhole ? value : null;
}

function targetOf({ share, seconds }: Trials): Pick<StaffingRequest, 'target'> {
  if (share === undefined && seconds === undefined) return {};
  return { target: { ...(share !== undefined && { share }), ...(seconds !== undefined && { seconds }) } };
}
