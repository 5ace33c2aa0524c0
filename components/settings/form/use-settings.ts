'use client';

import { useQuery } from '@tanstack/react-query';
import type { Settings } from '@/lib/core/settings';
import { send } from './send';

export type SettingName = keyof Settings;

export interface Version<Value = unknown> {
  version: number;
  value: Value;
  changed_at: string | null;
  changed_by: string | null;
}

export interface Recomputation {
  id: number;
  setting: SettingName;
  value: unknown;
  state: 'running' | 'succeeded' | 'failed';
  started_by: string;
  started_at: string;
  finished_at: string | null;
  error: string | null;
}

export interface SettingsAnswer {
  settings: { [Name in SettingName]: Version<Settings[Name]> };
  financials: { currencies: string[]; quarters: string[] };
  recomputation: Recomputation | null;
}

export const SETTINGS_KEY = ['settings'];

/** Every setting as it is now. While numbers are recomputed it is asked again and again. */
export const useSettings = () =>
  useQuery({
    queryKey: SETTINGS_KEY,
    queryFn: async () => (await send<SettingsAnswer>('GET', '/api/v1/settings')).body,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.recomputation?.state === 'running' ? 1500 : false),
  });
