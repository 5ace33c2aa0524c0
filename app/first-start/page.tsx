import type { Metadata } from 'next';
import { FirstAdminForm } from '@/components/shell/first-admin-form';
import { Message } from '@/components/shell/message';
import type { SearchParams } from '../(dashboards)/guard';

export const metadata: Metadata = { title: 'First administrator' };

export default async function FirstStart({ searchParams }: { searchParams: SearchParams }) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || token === '')
    return (
      <Message title="This link is not whole">
        Open the link exactly as Tandem printed it when it started: it ends in a long token.
      </Message>
    );
  return <FirstAdminForm token={token} />;
}
