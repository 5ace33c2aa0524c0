import type { Metadata } from 'next';
import { Quality } from '@/components/quality/quality';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Quality' };

export default async function QualityPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('quality', searchParams);
  return <Quality />;
}
