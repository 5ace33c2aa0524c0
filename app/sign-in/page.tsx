import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/shell/sign-in-form';
import { serverDatabase } from '@/db/server';
import { holdsDemo } from '@/db/settings';
import { listUsers } from '@/db/users';
import { currentViewer } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Sign in' };

const DEMO_DOMAIN = '@demo.local';

/** Only addresses inside: a link must not sign somebody in and lead them elsewhere. */
function inside(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}

export default async function SignIn({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const { next, error } = await searchParams;
  if (await currentViewer()) redirect(inside(next));
  const { db } = serverDatabase();
  const demoAccounts = (await holdsDemo(db))
    ? (await listUsers(db)).map(({ email }) => email).filter((email) => email.endsWith(DEMO_DOMAIN))
    : [];
  return <SignInForm next={inside(next)} error={error} demoAccounts={demoAccounts} />;
}
