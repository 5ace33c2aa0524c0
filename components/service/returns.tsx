'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { NotObeyed } from '@/components/dashboard/panel';
import { type AnalysisState, useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Dimension } from '@/lib/core/dimensions';
import { formatValue } from '@/lib/core/format';
import type { DateRange } from '@/lib/core/request';
import { RETURN_DIMENSIONS, type ReturnCurve, type ReturnsAnswer } from '@/lib/core/returns';
import { periodWord } from '@/lib/core/words';
import { beforeLaunch } from '@/lib/core/workspace';
import { ReturnCurves } from './return-curves';
import { groupBefore, groupNow, returnsTable } from './return-groups';

const HEIGHT = 444;

const HOW = {
  question: 'On which day after the end of a solved conversation do customers come back with the same topic?',
  formula:
    'Product-limit estimate (Kaplan–Meier): 1 − the product over the days of (1 − came back that day ÷ watched for that day and not back before). 95 % interval by Greenwood on the scale log(−log); where nobody, or everybody, came back, the exact one of Clopper and Pearson.',
  caveat:
    'A day is provisional until everybody has been watched for it. Whoever comes back with another topic, or under another identity, is not seen.',
};

/** On which day after the end customers come back: conversations not yet watched for 30 days count as far as they were. */
export function Returns() {
  const { view, requestFor } = useRequest();
  const workspace = useWorkspace();
  const { request } = requestFor({ metrics: ['repeat_inquiry_rate'], by: ['handled_by'] });
  const { filter = {} } = request;
  const narrowing = RETURN_DIMENSIONS.filter((dimension) => filter[dimension]);
  const dropped: Dimension[] = narrowing.slice(1);
  const first = narrowing[0];
  const kept = first && { [first]: filter[first] };
  const asked = (range: DateRange) => ({ ...range, ...(kept && { filter: kept }) });
  const state = useAnalysis<ReturnsAnswer>('returns', asked({ from: view.from, to: view.to }));
  const launch = beforeLaunch(workspace);
  const earlier = launch && launch.to < view.to ? launch : null;
  const before = useAnalysis<ReturnsAnswer>('returns', asked(earlier ?? { from: view.from, to: view.to }));
  const people = earlier && before.status === 'ok' ? peopleOf(before) : undefined;
  const groupsOf = (curves: readonly ReturnCurve[]) => [
    ...curves.map((curve, at) => groupNow(curve, at, view)),
    ...(people && earlier ? [groupBefore(people, earlier)] : []),
  ];
  return (
    <AnalysisPanel
      title="When customers come back"
      finding={({ curves }) => findingOf(curves)}
      note={
        <>
          Same customer and topic, by day after the end, with the 95 % interval. Who was watched for less than 30 days
          counts for those (Kaplan–Meier).
          {dropped.length > 0 && <NotObeyed dropped={dropped} />}
        </>
      }
      state={state}
      height={HEIGHT}
      asked={[{ request }]}
      how={HOW}
      table={({ curves }) => returnsTable(groupsOf(curves))}
      empty={({ curves }) => emptyOf(curves, view)}
    >
      {({ curves }) => <ReturnCurves groups={groupsOf(curves)} />}
    </AnalysisPanel>
  );
}

function emptyOf(curves: readonly ReturnCurve[], period: DateRange): { title: string; why: string } | null {
  if (curves.some(({ points }) => points.length > 0)) return null;
  if (curves.every(({ n }) => n === 0))
    return { title: `Nothing on record for ${periodWord(period)}`, why: 'Needs solved conversations of this time.' };
  return {
    title: 'Nobody was watched for a day yet',
    why: 'No solved conversation ended a whole day before the last record.',
  };
}

function peopleOf(state: AnalysisState<ReturnsAnswer>): ReturnCurve | undefined {
  return state.status === 'ok' ? state.answer.curves.find(({ handledBy }) => handledBy === 'human') : undefined;
}

function findingOf(curves: readonly ReturnCurve[]): string | null {
  const at = (name: string) => curves.find(({ handledBy }) => handledBy === name)?.points[29]?.share;
  const [ai, human] = [at('ai'), at('human')];
  if (ai === undefined) return null;
  const words = (share: number) => formatValue(share, 'share', '');
  const beside = human === undefined ? '' : `, ${words(human)} after people`;
  return `Within 30 days ${words(ai)} come back after AI${beside}`;
}
