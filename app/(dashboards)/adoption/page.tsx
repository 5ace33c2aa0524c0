import type { Metadata } from 'next';
import { Adoption } from '@/components/adoption/adoption';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Adoption' };

export default async function AdoptionPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('adoption', searchParams);
  return <Adoption />;
}
