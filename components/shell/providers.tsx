'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemError } from '@/components/hooks/batch';
import { WorkspaceProvider } from '@/components/hooks/workspace';
import type { Workspace } from '@/lib/core/workspace';

/** A refusal stays a refusal; only a server that failed is asked once more. */
const retry = (count: number, error: Error) => count < 1 && !(error instanceof ProblemError && error.status < 500);

export function Providers({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry, staleTime: 60_000, refetchOnWindowFocus: false } } }),
  );
  return (
    <QueryClientProvider client={client}>
      <WorkspaceProvider value={workspace}>{children}</WorkspaceProvider>
    </QueryClientProvider>
  );
}
