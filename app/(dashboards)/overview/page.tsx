import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { parityQuestion } from '@/components/hooks/parity-question';
import { Overview } from '@/components/overview/overview';
import { changesQuestion, impactQuestion, openingQuestions } from '@/components/overview/questions';
import { readView, standardRange } from '@/lib/core/url';
import { begin } from '@/lib/http/begin';
import { asParams, guard, type SearchParams } from '../guard';
import { currentWorkspace } from '../workspace';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const viewer = await guard('overview', searchParams);
  const [workspace, params] = await Promise.all([currentWorkspace(viewer), asParams(searchParams)]);
  const view = readView(params, standardRange(workspace, new Date().toISOString().slice(0, 10)));
  const changes = changesQuestion(view, workspace);
  const answers = await begin(viewer, {
    metrics: openingQuestions(view, workspace),
    others: [...(changes ? [['changes', changes] as const] : []), ['parity', parityQuestion(view, workspace, params)]],
    last: [['impact', impactQuestion(view)]],
  });
  return (
    <HydrationBoundary state={answers}>
      <Overview />
    </HydrationBoundary>
  );
}
