'use client';

import { useQuery } from '@tanstack/react-query';
import type { Answer } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';
import { ask, type ProblemError } from './batch';
import { UnreachableError } from './connection';

export type MetricsState =
  | { status: 'idle' }
  | { status: 'loading' }
  | { status: 'error'; error: ProblemError | Error; retry: () => void }
  | { status: 'offline' }
  /** `at`: when it was answered, milliseconds */
  | { status: 'ok'; answer: Answer; at: number };

/** Asks one question; panels that ask the same share its answer. `null` asks nothing. */
export function useMetrics(request: MetricRequest | null): MetricsState {
  const query = useQuery({
    queryKey: ['query', request],
    queryFn: () => ask(request!),
    enabled: request !== null,
  });
  if (!request) return { status: 'idle' };
  if (query.data) return { status: 'ok', answer: query.data, at: query.dataUpdatedAt };
  if (query.error instanceof UnreachableError) return { status: 'offline' };
  if (query.error) return { status: 'error', error: query.error, retry: () => void query.refetch() };
  return { status: 'loading' };
}
