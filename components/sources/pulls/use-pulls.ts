'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PullsOverview } from '@/lib/core/pulls';
import { askServer } from '../api';

const WATCHING_MS = 1500;
const RESTING_MS = 20_000;

const isBusy = (overview: PullsOverview | undefined) =>
  overview?.pulls.some(({ running, nextAt }) => running || (nextAt !== null && Date.parse(nextAt) <= Date.now()));

/** Everything that is fetched by itself; asked again and again while something is under way or about to be. */
export function usePulls() {
  return useQuery({
    queryKey: ['pulls'],
    queryFn: () => askServer<PullsOverview>('/api/v1/pulls'),
    refetchInterval: ({ state }) => (isBusy(state.data) ? WATCHING_MS : RESTING_MS),
  });
}

/** After a change: the schedule, and what the page says of its sources and runs. */
export function useRefreshPulls(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(['pulls', 'sources', 'runs'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
}
