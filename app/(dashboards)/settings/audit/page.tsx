import type { Metadata } from 'next';
import { Audit } from '@/components/settings/audit';
import { SettingsPage } from '@/components/settings/settings-page';
import { roles } from '@/lib/access/policy';
import { guard, type SearchParams } from '../../guard';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams, '/settings/audit');
  return (
    <SettingsPage part="audit">
      <Audit roles={roles()} />
    </SettingsPage>
  );
}
