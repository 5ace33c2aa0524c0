'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ProblemError, postJson } from './batch';
import { UnreachableError } from './connection';

export type AnalysisState<T> =
  | { status: 'loading' }
  | { status: 'offline' }
  | { status: 'error'; error: ProblemError | Error; retry: () => void }
  | { status: 'ok'; answer: T };

/** Asks a question that is bigger than one metric: `parity`, `impact`. While another is asked the last answer stays. */
export function useAnalysis<T>(path: string, request: object, { keep = false } = {}): AnalysisState<T> {
  const query = useQuery({
    queryKey: [path, request],
    queryFn: () => postJson<T>(`/api/v1/${path}`, request),
    ...(keep && { placeholderData: keepPreviousData }),
  });
  if (query.data) return { status: 'ok', answer: query.data };
  if (query.error instanceof UnreachableError) return { status: 'offline' };
  if (query.error) return { status: 'error', error: query.error, retry: () => void query.refetch() };
  return { status: 'loading' };
}
