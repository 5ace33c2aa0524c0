'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { createContext, useCallback, useContext, useMemo } from 'react';
import {
  type CompareChoice,
  DEFAULT_COMPARE,
  observedEnd,
  readView,
  standardRange,
  type View,
  writeView,
} from '@/lib/core/url';
import { requestUnder, type Wish } from '@/lib/core/wish';
import { useWorkspace } from './workspace';

/** What a page compares with where its address does not say. */
export const PageCompare = createContext<CompareChoice>(DEFAULT_COMPARE);

/** The filter bar's state, read from the URL, and the ways to change it and to ask with it. */
export function useRequest() {
  const workspace = useWorkspace();
  const params = useSearchParams();
  const pathname = usePathname();
  const today = new Date().toISOString().slice(0, 10);
  const end = observedEnd(workspace, today);
  const standard = useMemo(() => standardRange(workspace, today), [workspace, today]);
  const wished = useContext(PageCompare);
  const compare = wished === 'baseline' && !workspace.baseline ? DEFAULT_COMPARE : wished;
  const view = useMemo(() => readView(new URLSearchParams(params), standard, compare), [params, standard, compare]);

  const change = useCallback(
    (wish: Partial<View>) => {
      const query = writeView(new URLSearchParams(window.location.search), wish, standard, compare);
      window.history.pushState(null, '', query ? `${pathname}?${query}` : pathname);
    },
    [standard, pathname, compare],
  );

  /** A parameter of one panel (its breakdown); kept in the URL like everything else. */
  const setParam = useCallback((name: string, value: string | null) => {
    const next = new URLSearchParams(window.location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    window.history.replaceState(null, '', `${window.location.pathname}?${next}`);
  }, []);

  /** The question a panel asks under this view. Filters its metrics cannot obey are left out and named in `dropped`. */
  const requestFor = useCallback((wish: Wish) => requestUnder(view, workspace, wish), [view, workspace]);

  return { view, end, standard, params, change, setParam, requestFor };
}
