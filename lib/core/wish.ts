import type { Dimension } from './dimensions';
import type { DateRange, Filter, MetricRequest } from './request';
import { comparisonOf, splitFilter, type View, wholeQuarters } from './url';
import type { Workspace } from './workspace';

/** What a panel would like to know under whatever view its reader has chosen. */
export interface Wish extends Partial<DateRange> {
  metrics: string[];
  by?: Dimension[];
  /** ask by the view's grain, or by the one named */
  grain?: true | MetricRequest['grain'];
  /** ask for the comparison of the view */
  compare?: boolean;
  /** narrows the page's filter further */
  filter?: Filter;
  /** known by quarter alone: asks for the whole quarters in the period, else the last before its end */
  quarterly?: boolean;
}

/** The question a panel asks under a view. Filters its metrics cannot obey are left out and named in `dropped`. */
export function requestUnder(
  view: View,
  workspace: Pick<Workspace, 'metrics' | 'baseline'>,
  wish: Wish,
): { request: MetricRequest; dropped: Dimension[] } {
  const { kept, dropped } = splitFilter(view.filter, commonDimensions(wish.metrics, workspace.metrics));
  const filter = intersect(kept, wish.filter ?? {});
  const asked = { from: wish.from ?? view.from, to: wish.to ?? view.to };
  const range = wish.quarterly ? wholeQuarters(asked) : asked;
  const touches = (name: Dimension) => wish.by?.includes(name) || filter[name] !== undefined;
  const unit = wish.quarterly ? 'quarter' : touches('department') || touches('team') ? 'week' : 'day';
  const compare = wish.compare ? comparisonOf(range, view.compare, workspace.baseline, unit) : undefined;
  const grain = wish.grain === true ? view.grain : wish.grain;
  const request: MetricRequest = {
    metrics: wish.metrics,
    ...range,
    ...(grain && { grain }),
    ...(wish.by && { by: wish.by }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(compare && { compare }),
  };
  return { request, dropped };
}

function commonDimensions(metrics: string[], infos: Workspace['metrics']): Dimension[] {
  const [first, ...rest] = metrics.map((id) => infos[id]?.dimensions ?? []);
  return (first ?? []).filter((dimension) => rest.every((dimensions) => dimensions.includes(dimension)));
}

/** Both filters at once. Where no value passes both, the page's stands: the server then says why it refuses. */
function intersect(page: Filter, panel: Filter): Filter {
  const result: Filter = { ...page };
  for (const [name, values] of Object.entries(panel) as [Dimension, string[]][]) {
    const both = page[name]?.filter((value) => values.includes(value)) ?? values;
    result[name] = both.length > 0 ? both : page[name];
  }
  return result;
}
