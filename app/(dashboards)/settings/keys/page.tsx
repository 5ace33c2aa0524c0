import type { Metadata } from 'next';
import { Keys } from '@/components/settings/keys/keys';
import { SettingsPage } from '@/components/settings/settings-page';
import { allDepartments } from '@/db/people';
import { serverDatabase } from '@/db/server';
import { roles } from '@/lib/access/policy';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Keys' };

export default async function KeysPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/keys');
  return (
    <SettingsPage part="keys">
      <Keys roles={roles()} departments={await allDepartments(serverDatabase().db)} />
    </SettingsPage>
  );
}
