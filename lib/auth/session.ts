import { headers } from 'next/headers';
import { cache } from 'react';
import { serverDatabase } from '@/db/server';
import type { Viewer } from '@/lib/core/viewer';
import { readEnv } from '@/lib/env';
import { sessionViewer } from './token';

/** Who is signed in, or null; looked up once for each request, never remembered longer. For server components. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const cookie = (await headers()).get('cookie');
  return sessionViewer(serverDatabase().db, cookie, readEnv());
});
