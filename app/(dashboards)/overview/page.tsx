import type { Metadata } from 'next';
import { Overview } from '@/components/overview/overview';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('overview', searchParams);
  return <Overview />;
}
