import type { Asked, AskedPart } from '@/lib/core/staffing';

export const REACH_MEASURES = ['request_n', 'request_joined_n', 'request_within_n', 'request_pending_n'] as const;
type Sums = Record<(typeof REACH_MEASURES)[number], number>;

export const askedOf = ({ request_n, request_joined_n, request_within_n }: Omit<Sums, 'request_pending_n'>): Asked => ({
  asked: request_n,
  inTime: request_within_n,
  later: request_joined_n - request_within_n,
  never: request_n - request_joined_n,
});

/** How much of what may be missed was missed: (1 − objective) × asked may. */
export function budgetOf({ asked, inTime }: Asked, objective: number) {
  const missed = asked - inTime;
  const allowed = (1 - objective) * asked;
  return { missed, allowed, budgetUsed: allowed > 0 ? missed / allowed : null };
}

/**
 * Parts of a total, never about fewer than `least` agents: a part with fewer known is not told, nor what could be had
 * by taking those told from the total. So the hidden ones together have `least` agents, or else the smallest of the
 * told ones joins them. Largest first.
 */
export function partsOf(
  parts: readonly { value: string; reach: Asked }[],
  agents: ReadonlyMap<string, ReadonlySet<string>>,
  least: number,
): AskedPart[] {
  const of = (value: string) => agents.get(value) ?? new Set<string>();
  const sorted = parts.filter(({ reach }) => reach.asked > 0).sort((a, b) => b.reach.asked - a.reach.asked);
  const told = sorted.filter(({ value }) => of(value).size >= least);
  const hidden = sorted.filter(({ value }) => of(value).size < least);
  const together = new Set(hidden.flatMap(({ value }) => [...of(value)]));
  while (hidden.length > 0 && together.size < least && told.length > 0) {
    const smallest = told.pop()!;
    hidden.push(smallest);
    for (const agent of of(smallest.value)) together.add(agent);
  }
  const isTold = new Set(told.map(({ value }) => value));
  return sorted.map(({ value, reach }) => ({ value, reach: isTold.has(value) ? reach : null }));
}
