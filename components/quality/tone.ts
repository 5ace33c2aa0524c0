import type { Verdict } from '@/lib/core/parity';

/** Good and bad only where the interval says so; everything between is plain. */
export function toneOf(verdict: Verdict | null): 'good' | 'bad' | 'plain' {
  if (verdict === 'superior' || verdict === 'non_inferior') return 'good';
  return verdict === 'inferior' ? 'bad' : 'plain';
}
