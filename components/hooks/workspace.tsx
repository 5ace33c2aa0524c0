'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { MetricInfo, Workspace } from '@/lib/core/workspace';

const WorkspaceContext = createContext<Workspace | null>(null);

export function WorkspaceProvider({ value, children }: { value: Workspace; children: ReactNode }) {
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

/** What the server told this page about its workspace and reader. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace needs a WorkspaceProvider above it.');
  return workspace;
}

/** A metric's title, unit and direction, undefined for one this reader may not see. */
export function useMetricInfo(metric: string): MetricInfo | undefined {
  return useWorkspace().metrics[metric];
}
