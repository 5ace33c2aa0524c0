import type { ArmChoice, ParityRequest } from '@/lib/core/parity';
import type { View } from '@/lib/core/url';
import { requestUnder } from '@/lib/core/wish';
import type { Workspace } from '@/lib/core/workspace';

/** The comparison a page asks for: its period, its filters, and the arms that its address names. */
export function parityQuestion(
  view: View,
  workspace: Workspace,
  params: Pick<URLSearchParams, 'get'>,
): ParityRequest & { arms: ArmChoice } {
  const arms = params.get('arms') === 'as_handled' ? 'as_handled' : 'first_handler';
  const { from, to, filter } = requestUnder(view, workspace, { metrics: ['csat_mean'] }).request;
  return { from, to, arms, ...(filter && { filter }) };
}
