import type { Metadata } from 'next';
import { Measured } from '@/components/measured/measured';
import { serverDatabase } from '@/db/server';
import { holdsDemo, readSettings } from '@/db/settings';
import { accessTable, rolesThatMay } from '@/lib/access/table';
import { LIMITS } from '@/lib/auth/sign-in';
import { smallestGroup } from '@/lib/query/people/frame';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'What is measured about us' };

export default async function MeasuredPage({ searchParams }: { searchParams: SearchParams }) {
  await guard('measured', searchParams);
  const { db } = serverDatabase();
  const [settings, demo] = await Promise.all([readSettings(db), holdsDemo(db)]);
  return (
    <Measured
      company={settings.name}
      demo={demo}
      groupSize={smallestGroup(settings)}
      refusedReaders={rolesThatMay('runs.rejected').map((title) => `the role ${title}`)}
      attemptMinutes={LIMITS.windowSeconds / 60}
      access={accessTable()}
      today={new Date().toISOString().slice(0, 10)}
    />
  );
}
