import type { Metadata } from 'next';
import { People } from '@/components/settings/people/people';
import { SettingsPage } from '@/components/settings/settings-page';
import { allDepartments } from '@/db/people';
import { serverDatabase } from '@/db/server';
import { roles } from '@/lib/access/policy';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/people');
  return (
    <SettingsPage part="people">
      <People roles={roles()} departments={await allDepartments(serverDatabase().db)} />
    </SettingsPage>
  );
}
