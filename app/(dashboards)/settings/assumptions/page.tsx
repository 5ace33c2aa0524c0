import type { Metadata } from 'next';
import { AssumptionsSetting } from '@/components/settings/money/assumptions';
import { SettingsPage } from '@/components/settings/settings-page';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Assumptions' };

export default async function AssumptionsPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/assumptions');
  return (
    <SettingsPage part="assumptions">
      <AssumptionsSetting />
    </SettingsPage>
  );
}
