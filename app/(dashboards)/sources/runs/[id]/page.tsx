import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RunDetail } from '@/components/sources/run-detail';
import { runById } from '@/db/runs';
import { serverDatabase } from '@/db/server';
import { guard, type SearchParams } from '../../../guard';
import { mayWithSources } from '../../may';

interface RunPageProps {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  return { title: `Run ${(await params).id.slice(0, 15)}` };
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  await guard('sources', searchParams);
  const { id } = await params;
  if (!/^[1-9]\d{0,14}$/.test(id) || !(await runById(serverDatabase().db, Number(id)))) notFound();
  return <RunDetail id={id} may={await mayWithSources()} />;
}
