import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { home } from '@/lib/access/policy';
import { type SearchParams, signedIn } from '../guard';

export const metadata: Metadata = { title: 'Welcome' };

const HERE = '/welcome';

/** For somebody whom no page is open to; everybody else is led to their first page. */
export default async function Welcome({ searchParams }: { searchParams: SearchParams }) {
  const viewer = await signedIn(HERE, searchParams);
  const first = home(viewer);
  if (first !== HERE) redirect(first);
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>Welcome to Tandem</h1>
          <p className="page-question">What is there to do?</p>
        </div>
      </div>
      <p className="page-answer">
        <b>No page is open to you yet</b>
        You are signed in as {viewer.name}, without a role that holds today: an administrator gives you one.
      </p>
    </main>
  );
}
