'use client';

import { useEffect, useState } from 'react';
import type { Recognition } from '@/lib/core/recognition';
import type { Mapping } from '@/lib/core/setup';
import { recognise } from './api';

interface Preview {
  state: 'waiting' | 'asking' | 'told';
  told: Recognition | null;
  error: string | null;
}

const PAUSE_MS = 250;

/** What the file comes to with a mapping, asked again a moment after each change. */
export function usePreview(file: File, mapping: Mapping, isWhole: boolean): Preview {
  const [preview, setPreview] = useState<Preview>({ state: 'waiting', told: null, error: null });
  useEffect(() => {
    if (!isWhole) return setPreview({ state: 'waiting', told: null, error: null });
    const leaving = new AbortController();
    setPreview((before) => ({ ...before, state: 'asking' }));
    const timer = setTimeout(async () => {
      try {
        const told = await recognise(file, { draft: { mapping }, signal: leaving.signal });
        if (!leaving.signal.aborted) setPreview({ state: 'told', told, error: told.problem });
      } catch (failure) {
        if (!leaving.signal.aborted) setPreview({ state: 'told', told: null, error: (failure as Error).message });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [file, mapping, isWhole]);
  return preview;
}
