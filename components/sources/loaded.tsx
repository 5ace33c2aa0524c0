'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Waiting, type WaitingState } from '@/components/data/query-state';
import { ProblemError } from '@/components/hooks/batch';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** px the content takes, kept while there is none */
  height: number;
  children: (data: T) => ReactNode;
}

/** What the server answered, or what keeps it away. */
export function Loaded<T>({ query, height, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  const state = stateOf(query);
  return (
    <div data-state={state.status}>
      <Waiting state={state} height={height} />
    </div>
  );
}

function stateOf({ error, refetch }: UseQueryResult): WaitingState {
  if (!error) return { status: 'loading' };
  // Here nothing is asked of a period: another one is no way out of a question that has no answer.
  const isUnanswerable = error instanceof ProblemError && error.status === 422;
  return {
    status: 'error',
    error: isUnanswerable ? new Error(error.message) : error,
    retry: () => void refetch(),
  };
}
