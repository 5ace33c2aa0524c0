import type { Metadata } from 'next';
import { Events } from '@/components/settings/events';
import { SettingsPage } from '@/components/settings/settings-page';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Events' };

export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/events');
  return (
    <SettingsPage part="events">
      <Events />
    </SettingsPage>
  );
}
