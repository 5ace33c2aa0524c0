import { redirect } from 'next/navigation';
import { guard, type SearchParams } from '../guard';

export default async function SettingsRoot({ searchParams }: { searchParams: SearchParams }) {
  await guard('settings', searchParams);
  redirect('/settings/people');
}
