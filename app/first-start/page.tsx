import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FirstAdminForm } from '@/components/shell/first-admin-form';
import { Message } from '@/components/shell/message';
import { StartChoice } from '@/components/sources/start-choice';
import { serverDatabase } from '@/db/server';
import { mayDo } from '@/lib/access/policy';
import { currentViewer } from '@/lib/auth/session';
import { sampleState } from '@/lib/http/sample';
import type { SearchParams } from '../(dashboards)/guard';

export const metadata: Metadata = { title: 'First start' };

/** The link's holder becomes the first administrator; an administrator without records chooses how to begin. */
export default async function FirstStart({ searchParams }: { searchParams: SearchParams }) {
  const { token } = await searchParams;
  if (typeof token === 'string' && token !== '') return <FirstAdminForm token={token} />;
  const viewer = await currentViewer();
  if (!viewer || !mayDo(viewer, 'sources.manage'))
    return (
      <Message title="This link is not whole">
        Open the link exactly as Tandem printed it when it started: it ends in a long token.
      </Message>
    );
  const sample = await sampleState(serverDatabase().db, viewer.name);
  if (sample.beside) redirect('/sources');
  return <StartChoice initial={sample} email={viewer.name} />;
}
