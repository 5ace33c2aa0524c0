import type { Dimension } from '@/lib/core/dimensions';
import { periodsOf } from '@/lib/core/period';
import type { DateRange, Filter, MetricRequest } from '@/lib/core/request';

/** One number whose conversations can be listed: the metric, its time and what it is about. */
export interface RowsChoice extends DateRange {
  metric: string;
  filter?: Filter;
}

/** The number in an answer's row with this key, asked for by itself: its period and its groups become the filter. */
export function rowsBehind(request: MetricRequest, metric: string, key: Record<string, string> = {}): RowsChoice {
  const { period, ...groups } = key;
  const found = period && periodsOf(request, request.grain).find((one) => one.key === period);
  const { from, to } = found || request;
  const filter: Filter = { ...request.filter };
  for (const [name, value] of Object.entries(groups)) filter[name as Dimension] = [value];
  return { metric, from, to, ...(Object.keys(filter).length > 0 && { filter }) };
}

/** The choice as a request: one metric, one period, no breakdown. */
export const rowsRequest = ({ metric, ...rest }: RowsChoice): MetricRequest => ({ metrics: [metric], ...rest });
