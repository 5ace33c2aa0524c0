import type { Metadata } from 'next';
import { Setup } from '@/components/setup/setup';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/setup');
  return <Setup />;
}
