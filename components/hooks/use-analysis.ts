'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ProblemError } from './batch';

export type AnalysisState<T> =
  | { status: 'loading' }
  | { status: 'error'; error: ProblemError | Error; retry: () => void }
  | { status: 'ok'; answer: T };

async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer as T;
  const detail = answer?.detail ?? `The server answered ${response.status}.`;
  throw new ProblemError(response.status, answer?.title ?? 'No answer', detail);
}

/** Asks a question that is bigger than one metric: `parity`, `impact`. While another is asked the last answer stays. */
export function useAnalysis<T>(path: string, request: object, { keep = false } = {}): AnalysisState<T> {
  const query = useQuery({
    queryKey: [path, request],
    queryFn: () => post<T>(path, request),
    ...(keep && { placeholderData: keepPreviousData }),
  });
  if (query.data) return { status: 'ok', answer: query.data };
  if (query.error) return { status: 'error', error: query.error, retry: () => void query.refetch() };
  return { status: 'loading' };
}
