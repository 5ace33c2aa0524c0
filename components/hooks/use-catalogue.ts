'use client';

import { useQuery } from '@tanstack/react-query';
import type { Direction, Unit } from '@/lib/core/answer';
import { ProblemError } from './batch';
import { reach } from './connection';

/** A definition as GET /api/v1/metrics gives it. */
export interface Definition {
  id: string;
  title: string;
  question: string;
  formula: string;
  caveat: string;
  unit: Unit;
  direction: Direction;
  pairedWith: string | null;
  version: number;
  example?: { from: string; to: string; equals: number | null; because: string };
}

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
