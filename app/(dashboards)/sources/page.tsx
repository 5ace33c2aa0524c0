import type { Metadata } from 'next';
import { Sources } from '@/components/sources/sources';
import { guard, type SearchParams } from '../guard';
import { mayWithSources } from './may';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('sources', searchParams);
  return <Sources may={await mayWithSources()} />;
}
