import type { Metadata } from 'next';
import { Calendar } from '@/components/settings/calendar';
import { SettingsPage } from '@/components/settings/settings-page';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Calendar' };

export default async function CalendarPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/calendar');
  return (
    <SettingsPage part="calendar">
      <Calendar />
    </SettingsPage>
  );
}
