import type { Metadata } from 'next';
import { Service } from '@/components/service/service';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Service' };

export default async function ServicePage({ searchParams }: { searchParams: SearchParams }) {
  await guard('service', searchParams);
  return <Service />;
}
