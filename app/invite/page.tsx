import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AcceptInviteForm } from '@/components/shell/accept-invite-form';
import { Message } from '@/components/shell/message';
import { serverDatabase } from '@/db/server';
import { addressOf } from '@/lib/auth/address';
import { readInvite } from '@/lib/auth/invites';
import { TandemError } from '@/lib/core/errors';

export const metadata: Metadata = { title: 'Choose a password' };

export default async function Invite({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  const { token = '' } = await searchParams;
  const address = addressOf((await headers()).get('x-forwarded-for'));
  try {
    const { email } = await readInvite(serverDatabase().db, String(token).slice(0, 100), address);
    return <AcceptInviteForm token={String(token)} email={email} />;
  } catch (error) {
    if (!(error instanceof TandemError)) throw error;
    return <Message title="This link does not open anything">{error.detail}</Message>;
  }
}
