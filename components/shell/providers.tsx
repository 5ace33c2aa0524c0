'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemError } from '@/components/hooks/batch';
import { UnreachableError } from '@/components/hooks/connection';
import { WorkspaceProvider } from '@/components/hooks/workspace';
import type { Workspace } from '@/lib/core/workspace';
import { ConnectionBanner } from './connection-banner';

/** A refusal stays a refusal, and one who is away is waited for elsewhere; only a server that failed is asked once more. */
const retry = (count: number, error: Error) =>
  count < 1 && !(error instanceof UnreachableError) && !(error instanceof ProblemError && error.status < 500);
const queries = {
  retry,
  staleTime: 60_000,
  refetchOnWindowFocus: false,
  // Connection.ts looks after being offline: a question asked then fails at once and is asked again by itself.
  refetchOnReconnect: false,
  networkMode: 'always',
} as const;

export function Providers({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries } }));
  return (
    <QueryClientProvider client={client}>
      <WorkspaceProvider value={workspace}>{children}</WorkspaceProvider>
      <ConnectionBanner />
    </QueryClientProvider>
  );
}
