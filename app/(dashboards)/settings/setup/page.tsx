import type { Metadata } from 'next';
import { Setup } from '@/components/setup/setup';
import { rolesThatOpen } from '@/lib/access/policy';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/setup');
  return <Setup readers={rolesThatOpen('overview')} />;
}
