'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { RowsPage } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';
import { ProblemError } from './batch';
import { reach } from './connection';

export const rowsUrl = (request: MetricRequest, format: 'csv' | 'json') =>
  `/api/v1/exports/rows.${format}?request=${encodeURIComponent(JSON.stringify(request))}`;

async function read(request: MetricRequest, after: string | null): Promise<RowsPage> {
  const response = await reach(`${rowsUrl(request, 'json')}${after ? `&after=${after}` : ''}`);
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new ProblemError(response.status, body?.title ?? 'No answer', body?.detail ?? 'No answer came.');
}

/** The conversations behind a number, page after page. */
export function useRows(request: MetricRequest) {
  return useInfiniteQuery({
    queryKey: ['rows', request],
    queryFn: ({ pageParam }) => read(request, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RowsPage) => page.next,
    gcTime: 0,
  });
}
