'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Blank } from '@/components/data/query-state';
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
  if (query.error) return <Failed error={query.error} height={height} retry={() => void query.refetch()} />;
  return (
    <div className="blank blank-loading" style={{ height }} role="status" aria-busy="true" data-state="loading">
      <span className="sr-only">Loading</span>
    </div>
  );
}

function Failed({ error, height, retry }: { error: Error; height: number; retry: () => void }) {
  if (error instanceof ProblemError && error.status === 401)
    return (
      <Blank height={height} icon="lock" kind="refused" title="You are signed out">
        <Link href="/sign-in">Sign in again</Link> to go on.
      </Blank>
    );
  return (
    <Blank height={height} icon="cross" kind="error" title="No answer came">
      {error.message}{' '}
      <button type="button" className="link-button" onClick={retry}>
        Try again
      </button>
    </Blank>
  );
}
