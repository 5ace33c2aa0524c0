'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import { startOf } from '@/lib/core/period';
import type { Grain } from '@/lib/core/request';
import type { PlotEvent } from './shared';

/** The workspace's events that fall on a chart's periods, in order, each with its letter. */
export function useEvents(keys: string[], grain: Grain): PlotEvent[] {
  const { events } = useWorkspace();
  return [...events]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map((event) => ({ ...event, key: startOf(grain, event.on) }))
    .filter(({ key }) => keys.includes(key))
    .map((event, index) => ({ ...event, mark: String.fromCharCode(65 + index) }));
}
