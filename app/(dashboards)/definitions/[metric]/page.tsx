import type { Metadata } from 'next';
import { forbidden, notFound } from 'next/navigation';
import { DefinitionPage } from '@/components/definitions/definition-page';
import { maySee, navigation } from '@/lib/access/policy';
import { reachOf, readersOf } from '@/lib/access/table';
import { currentViewer } from '@/lib/auth/session';
import { metrics } from '@/lib/metrics/registry';
import { shownOn } from '@/lib/metrics/shown-on';
import { definitionOf } from '@/lib/query/describe';
import { guard, type SearchParams } from '../../guard';

interface MetricPageProps {
  params: Promise<{ metric: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: MetricPageProps): Promise<Metadata> {
  const [viewer, { metric: id }] = await Promise.all([currentViewer(), params]);
  const metric = metrics.get(id);
  return { title: metric && viewer && maySee(viewer, metric) ? metric.title : 'Definition' };
}

export default async function MetricPage({ params, searchParams }: MetricPageProps) {
  const { metric: id } = await params;
  const viewer = await guard('definitions', searchParams, `/definitions/${encodeURIComponent(id)}`);
  const metric = metrics.get(id);
  if (!metric) notFound();
  if (!maySee(viewer, metric)) forbidden();
  const partner = metric.pairedWith ? metrics.get(metric.pairedWith)! : null;
  const pages = navigation(viewer).flatMap((group) => group.pages);
  return (
    <DefinitionPage
      definition={definitionOf(metric)}
      partner={partner && { id: partner.id, title: partner.title }}
      readers={readersOf(metric)}
      shownOn={pages.find((page) => page.id === shownOn(metric)) ?? null}
      seesFigures={reachOf(viewer, metric) !== null}
    />
  );
}
