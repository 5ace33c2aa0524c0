import type { Metadata } from 'next';
import { Comparison } from '@/components/settings/money/comparison';
import { SettingsPage } from '@/components/settings/settings-page';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Comparison' };

export default async function ComparisonPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/comparison');
  return (
    <SettingsPage part="comparison">
      <Comparison />
    </SettingsPage>
  );
}
