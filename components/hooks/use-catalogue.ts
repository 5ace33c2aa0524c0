'use client';

import { useQuery } from '@tanstack/react-query';
import type { Definition } from '@/lib/core/definition';
import { ProblemError } from './batch';
import { reach } from './connection';

async function read(): Promise<Definition[]> {
  const response = await reach('/api/v1/metrics');
  const body = await response.json().catch(() => null);
  if (!response.ok)
    throw new ProblemError(response.status, body?.title ?? 'No answer', body?.detail ?? 'No answer came.');
  return body.metrics;
}

/** The definitions this reader may see; read once, when first asked for. */
export function useCatalogue() {
  return useQuery({ queryKey: ['catalogue'], queryFn: read, staleTime: Number.POSITIVE_INFINITY });
}
