import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/shell/sign-in-form';
import { serverDatabase } from '@/db/server';
import { holdsDemo } from '@/db/settings';
import { listUsers } from '@/db/users';
import { currentViewer } from '@/lib/auth/session';
import type { SearchParams } from '../(dashboards)/guard';

export const metadata: Metadata = { title: 'Sign in' };

const DEMO_DOMAIN = '@demo.local';

/** Only addresses inside, as a browser reads them: a link must not sign somebody in and lead them elsewhere. */
function inside(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  const url = URL.canParse(next, here) ? new URL(next, here) : null;
  return url?.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}

export default async function SignIn({ searchParams }: { searchParams: SearchParams }) {
  const { next, error } = await searchParams;
  if (await currentViewer()) redirect(inside(next));
  const { db } = serverDatabase();
  const demoAccounts = (await holdsDemo(db))
    ? (await listUsers(db)).map(({ email }) => email).filter((email) => email.endsWith(DEMO_DOMAIN))
    : [];
  return <SignInForm next={inside(next)} error={[error].flat()[0]} demoAccounts={demoAccounts} />;
}
