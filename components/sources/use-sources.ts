'use client';

import { useQuery } from '@tanstack/react-query';
import type { RejectedPage, RunInfo, RunPage, SourcesOverview } from '@/lib/core/sources';
import { askServer } from './api';

const WATCHING_MS = 1500;
const runsOn = (overview: SourcesOverview | undefined) => overview?.sources.some(({ status }) => status === 'running');

/** Everything about the sources; asked again and again while a run is under way. */
export function useSources() {
  return useQuery({
    queryKey: ['sources'],
    queryFn: () => askServer<SourcesOverview>('/api/v1/sources'),
    refetchInterval: ({ state }) => (runsOn(state.data) ? WATCHING_MS : false),
  });
}

/** One page of the runs, the latest first. */
export function useRuns(source: string | null, before: string | null) {
  const query = new URLSearchParams({ limit: '12', ...(source && { source }), ...(before && { before }) });
  return useQuery({
    queryKey: ['runs', source, before],
    queryFn: () => askServer<RunPage>(`/api/v1/ingest/runs?${query}`),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'running') ? WATCHING_MS : false),
  });
}

export function useRun(id: string) {
  return useQuery({
    queryKey: ['run', id],
    queryFn: () => askServer<RunInfo>(`/api/v1/ingest/runs/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WATCHING_MS : false),
  });
}

/** One page of a run's rejected rows, of one reason where it is given. */
export function useRejected(id: string, reason: string | null, page: string | null) {
  const query = new URLSearchParams({ ...(reason && { reason }), ...(page && { page }) });
  return useQuery({
    queryKey: ['rejected', id, reason, page],
    queryFn: () => askServer<RejectedPage>(`/api/v1/ingest/runs/${id}/rejected?${query}`),
  });
}
