import type { Metadata } from 'next';
import { Privacy } from '@/components/settings/privacy';
import { SettingsPage } from '@/components/settings/settings-page';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Privacy' };

export default async function PrivacyPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/privacy');
  return (
    <SettingsPage part="privacy">
      <Privacy />
    </SettingsPage>
  );
}
