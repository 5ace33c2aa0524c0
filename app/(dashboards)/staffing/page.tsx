import type { Metadata } from 'next';
import { Staffing } from '@/components/staffing/staffing';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Staffing' };

export default async function StaffingPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('staffing', searchParams);
  return <Staffing />;
}
