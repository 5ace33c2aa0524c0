import type { Metadata } from 'next';
import { SettingsPage } from '@/components/settings/settings-page';
import { Targets } from '@/components/settings/targets';
import { targeted } from '@/lib/settings/targets';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Targets' };

export default async function TargetsPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/targets');
  const metrics = targeted().map(({ id, title, unit, direction, class: group }) => {
    return { id, title, unit, direction, group };
  });
  return (
    <SettingsPage part="targets">
      <Targets metrics={metrics} />
    </SettingsPage>
  );
}
