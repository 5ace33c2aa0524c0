import { forbidden, redirect } from 'next/navigation';
import { type Dashboard, mayOpen } from '@/lib/access/policy';
import { currentViewer } from '@/lib/auth/session';
import type { Viewer } from '@/lib/core/viewer';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** A page's search parameters as its own hooks read them. */
export async function asParams(searchParams: SearchParams): Promise<URLSearchParams> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams))
    for (const one of [value ?? []].flat()) query.append(name, one);
  return query;
}

/** Lets a page be drawn only for somebody signed in; others sign in first and come back to the same view. */
export async function signedIn(path: string, searchParams: SearchParams): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const query = await asParams(searchParams);
  const back = query.size > 0 ? `${path}?${query}` : path;
  redirect(`/sign-in?next=${encodeURIComponent(back)}`);
}

/** The same, and only for those who may open this dashboard; `path` is the page's own where it lies below it. */
export async function guard(dashboard: Dashboard, searchParams: SearchParams, path = `/${dashboard}`): Promise<Viewer> {
  const viewer = await signedIn(path, searchParams);
  if (!mayOpen(viewer, dashboard)) forbidden();
  return viewer;
}
