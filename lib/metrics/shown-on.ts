import type { Metric, MetricClass } from './define';

type Page = 'overview' | 'adoption' | 'service' | 'company';

const PAGE_OF: Record<MetricClass, Page> = { adoption: 'adoption', service: 'service', company: 'company' };

/** Figures that only the command line, the API and files give so far. A test holds this against the pages' sources. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'ai_cost_per_conversation',
  'coverage_24_7',
  'csat_response_rate',
  'csat_top_box',
  'first_response_time_p90',
  'languages_served',
  'markets_served',
  'resolution_time_mean',
  'resolution_time_p90',
]);

/** The page on which a metric can be followed over time and by group; null where none shows it. */
export function shownOn({ id, class: group }: Pick<Metric, 'id' | 'class'>): Page | null {
  return NOT_SHOWN.has(id) ? null : PAGE_OF[group];
}
