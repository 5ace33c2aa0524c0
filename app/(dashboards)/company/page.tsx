import type { Metadata } from 'next';
import { Company } from '@/components/company/company';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Company' };

export default async function CompanyPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('company', searchParams);
  return <Company />;
}
