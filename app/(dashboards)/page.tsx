import { redirect } from 'next/navigation';
import { home } from '@/lib/access/policy';
import { type SearchParams, signedIn } from './guard';

export default async function Home({ searchParams }: { searchParams: SearchParams }) {
  redirect(home(await signedIn('/', searchParams)));
}
