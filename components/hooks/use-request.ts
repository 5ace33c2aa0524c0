'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { createContext, useCallback, useContext, useMemo } from 'react';
import type { Dimension } from '@/lib/core/dimensions';
import type { DateRange, Filter, MetricRequest } from '@/lib/core/request';
import {
  type CompareChoice,
  comparisonOf,
  DEFAULT_COMPARE,
  observedEnd,
  readView,
  splitFilter,
  type View,
  wholeQuarters,
  writeView,
} from '@/lib/core/url';
import { useWorkspace } from './workspace';

interface Wish extends Partial<DateRange> {
  metrics: string[];
  by?: Dimension[];
  /** ask by the view's grain, or by the one named */
  grain?: true | MetricRequest['grain'];
  /** ask for the comparison of the view */
  compare?: boolean;
  /** narrows the page's filter further */
  filter?: Filter;
  /** known by quarter alone: asks for the whole quarters in the period, else the last before its end */
  quarterly?: boolean;
}

/** What a page compares with where its address does not say. */
export const PageCompare = createContext<CompareChoice>(DEFAULT_COMPARE);

/** The filter bar's state, read from the URL, and the ways to change it and to ask with it. */
export function useRequest() {
  const workspace = useWorkspace();
  const params = useSearchParams();
  const pathname = usePathname();
  const today = new Date().toISOString().slice(0, 10);
  const end = observedEnd(workspace, today);
  const wished = useContext(PageCompare);
  const compare = wished === 'baseline' && !workspace.baseline ? DEFAULT_COMPARE : wished;
  const view = useMemo(() => readView(new URLSearchParams(params), end, compare), [params, end, compare]);

  const change = useCallback(
    (wish: Partial<View>) => {
      const query = writeView(new URLSearchParams(window.location.search), wish, end, compare);
      window.history.pushState(null, '', query ? `${pathname}?${query}` : pathname);
    },
    [end, pathname, compare],
  );

  /** A parameter of one panel (its breakdown); kept in the URL like everything else. */
  const setParam = useCallback((name: string, value: string | null) => {
    const next = new URLSearchParams(window.location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    window.history.replaceState(null, '', `${window.location.pathname}?${next}`);
  }, []);

  /** The question a panel asks under this view. Filters its metrics cannot obey are left out and named in `dropped`. */
  const requestFor = useCallback(
    (wish: Wish): { request: MetricRequest; dropped: Dimension[] } => {
      const known = commonDimensions(wish.metrics, workspace.metrics);
      const { kept, dropped } = splitFilter(view.filter, known);
      const filter = intersect(kept, wish.filter ?? {});
      const asked = { from: wish.from ?? view.from, to: wish.to ?? view.to };
      const range = wish.quarterly ? wholeQuarters(asked) : asked;
      const touches = (name: Dimension) => wish.by?.includes(name) || filter[name] !== undefined;
      const unit = wish.quarterly ? 'quarter' : touches('department') || touches('team') ? 'week' : 'day';
      const compare = wish.compare ? comparisonOf(range, view.compare, workspace.baseline, unit) : undefined;
      const grain = wish.grain === true ? view.grain : wish.grain;
      const request: MetricRequest = {
        metrics: wish.metrics,
        ...range,
        ...(grain && { grain }),
        ...(wish.by && { by: wish.by }),
        ...(Object.keys(filter).length > 0 && { filter }),
        ...(compare && { compare }),
      };
      return { request, dropped };
    },
    [view, workspace],
  );

  return { view, end, params, change, setParam, requestFor };
}

function commonDimensions(metrics: string[], infos: Record<string, { dimensions: readonly Dimension[] }>): Dimension[] {
  const [first, ...rest] = metrics.map((id) => infos[id]?.dimensions ?? []);
  return (first ?? []).filter((dimension) => rest.every((dimensions) => dimensions.includes(dimension)));
}

/** Both filters at once. Where no value passes both, the page's stands: the server then says why it refuses. */
function intersect(page: Filter, panel: Filter): Filter {
  const result: Filter = { ...page };
  for (const [name, values] of Object.entries(panel) as [Dimension, string[]][]) {
    const both = page[name]?.filter((value) => values.includes(value)) ?? values;
    result[name] = both.length > 0 ? both : page[name];
  }
  return result;
}
