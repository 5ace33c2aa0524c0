import type { AnalysisState } from '@/components/hooks/use-analysis';
import type { HumanReach, StaffingAnswer, StaffingPlan } from '@/lib/core/staffing';

export interface Blank {
  title: string;
  why: string;
}

/** So few agents answered that no panel, menu or chart tells how customers fared. */
export const isReachHidden = (state: AnalysisState<StaffingAnswer>) =>
  state.status === 'ok' && state.answer.reachHidden;

/** Why reach cannot be told; null if it can. */
export function noReach({ reach, reachHidden }: StaffingAnswer): Blank | null {
  if (reach && reach.asked > 0) return null;
  if (reachHidden)
    return {
      title: 'Not told for so few people',
      why: 'Fewer agents than a figure may be about are known to have answered here: take a filter away.',
    };
  return { title: 'Nobody asked for a person', why: 'Needs conversations with human_requested_at in this period.' };
}

export function noPlan({ plan }: StaffingAnswer): Blank | null {
  if (plan) return null;
  return { title: 'Nothing to plan for', why: 'No conversation of this time and filter needed people.' };
}

/** For what is drawn only where the blank above is null. */
export const planOf = ({ plan }: StaffingAnswer): StaffingPlan => plan!;
export const reachOf = ({ reach }: StaffingAnswer): HumanReach => reach!;
