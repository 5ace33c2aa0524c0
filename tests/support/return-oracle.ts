import { RETURN_DIMENSIONS } from '@/lib/core/returns';
import type { OracleConversation } from './conversation-oracle';

const DAY_MS = 86_400_000;

/** Who came back and on which day, straight from the records by plain loops, as the table of returns holds it. */
export function returnOracle(all: Iterable<OracleConversation>, zone: string): Record<string, unknown>[] {
  const list = [...all];
  const dayIn = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const startsOf = new Map<string, number[]>();
  const matter = (c: OracleConversation) => JSON.stringify([c.customer_id, c.intent ?? 'unknown']);
  for (const c of list) startsOf.set(matter(c), [...(startsOf.get(matter(c)) ?? []), Date.parse(c.started_at)]);
  const cells = new Map<string, Record<string, unknown> & { n: number; returned: number[] }>();
  for (const c of list) {
    if (c.outcome !== 'resolved') continue;
    const ended = Date.parse(c.ended_at!);
    const starts = startsOf.get(matter(c))!.filter((at) => at > ended && at <= ended + 30 * DAY_MS);
    const back = starts.length > 0 ? Math.ceil((Math.min(...starts) - ended) / DAY_MS) : 0;
    const handled_by = c.ai_involved ? (c.human_involved ? 'hybrid' : 'ai') : c.human_involved ? 'human' : 'none';
    const values = RETURN_DIMENSIONS.map((dimension) => [dimension, c[dimension] ?? 'unknown'] as const);
    for (const [dimension, value] of [['all', 'all'] as const, ...values]) {
      const key = {
        day: dayIn.format(new Date(c.started_at)),
        ...{ handled_by, dimension, value, ended_on: c.ended_at!.slice(0, 10) },
      };
      const cell = cells.get(JSON.stringify(key)) ?? { ...key, n: 0, returned: [] };
      cells.set(JSON.stringify(key), cell);
      cell.n += 1;
      for (let i = cell.returned.length; i < back; i++) cell.returned.push(0);
      if (back > 0) cell.returned[back - 1]! += 1;
    }
  }
  return [...cells.values()];
}
