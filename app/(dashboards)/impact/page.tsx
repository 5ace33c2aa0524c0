import type { Metadata } from 'next';
import { Impact } from '@/components/impact/impact';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Impact' };

export default async function ImpactPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('impact', searchParams);
  return <Impact />;
}
