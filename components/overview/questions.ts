import type { ChangesRequest } from '@/lib/core/changes';
import type { ImpactRequest } from '@/lib/core/impact';
import type { Filter, MetricRequest } from '@/lib/core/request';
import { historyOf, type View, wholeQuarters } from '@/lib/core/url';
import { requestUnder, type Wish } from '@/lib/core/wish';
import { beforeLaunch, type Workspace } from '@/lib/core/workspace';

const RESOLUTION = 'resolution_time_p50';

export interface TileWish {
  metric: string;
  quarterly?: boolean;
}

/** The tiles of one metric, in the order they stand in; those about time to solve, parity and profit stand between. */
export const TILES = {
  automation: { metric: 'durable_automation_rate' },
  use: { metric: 'daily_active_rate' },
  revenue: { metric: 'revenue_per_employee', quarterly: true },
  cost: { metric: 'cost_per_transaction', quarterly: true },
  contacts: { metric: 'contacts_per_1000_transactions', quarterly: true },
} satisfies Record<string, TileWish>;

const under = (view: View, workspace: Workspace) => (wish: Wish) => requestUnder(view, workspace, wish);

/** A tile's number, and its small line by month or quarter. */
export function tileQuestions(view: View, workspace: Workspace, { metric, quarterly }: TileWish) {
  const ask = under(view, workspace);
  const grain = quarterly ? 'quarter' : 'month';
  const span = historyOf(quarterly ? wholeQuarters(view) : view, grain);
  return {
    ...ask({ metrics: [metric], compare: true, quarterly }),
    history: ask({ metrics: [metric], grain, ...span }).request,
  };
}

/** AI and people are compared within one channel: the one filtered to, else chat. */
export function resolutionQuestions(view: View, workspace: Workspace) {
  const ask = under(view, workspace);
  const channel = view.filter.channel?.length === 1 ? view.filter.channel[0]! : 'chat';
  const inChannel: Filter = { channel: [channel] };
  const ai = { ...inChannel, handled_by: ['ai'] };
  return {
    ...{ metric: RESOLUTION, channel },
    request: ask({ metrics: [RESOLUTION], filter: ai, compare: true }).request,
    people: ask({ metrics: [RESOLUTION, 'resolution_rate'], filter: inChannel, by: ['handled_by'] }).request,
    history: ask({ metrics: [RESOLUTION], filter: ai, grain: 'month', ...historyOf(view, 'month') }).request,
  };
}

/** What the guardrails need. "Before" is the 90 days up to the launch; without one, people now. */
export function guardrailQuestions(view: View, workspace: Workspace) {
  const ask = under(view, workspace);
  const before = beforeLaunch(workspace);
  const metrics = ['repeat_inquiry_rate'];
  const earlier: Wish = before ? { metrics, ...before } : { metrics, filter: { handled_by: ['human'] } };
  return {
    now: ask({ metrics, filter: { handled_by: ['ai'] } }).request,
    earlier: ask(earlier).request,
    reach: ask({ metrics: ['human_within_target_rate', 'time_to_human_p95'], compare: true }).request,
  };
}

/** What "What changed" asks; null where nothing is compared. */
export function changesQuestion(view: View, workspace: Workspace): ChangesRequest | null {
  const { request } = requestUnder(view, workspace, { metrics: ['resolution_rate'], compare: true });
  const { compare, filter } = request;
  return compare ? { from: view.from, to: view.to, compare, ...(filter && { filter }) } : null;
}

/** What the tile of added profit asks: the saving is the company's, whatever the filter. */
export const impactQuestion = ({ from, to }: View): ImpactRequest => ({ from, to });

/** Every question of metrics that the page asks as it opens. */
export function openingQuestions(view: View, workspace: Workspace): MetricRequest[] {
  const tiles = Object.values(TILES).map((tile) => tileQuestions(view, workspace, tile));
  const { request, people, history } = resolutionQuestions(view, workspace);
  const { now, earlier, reach } = guardrailQuestions(view, workspace);
  return [now, earlier, reach, request, people, history, ...tiles.flatMap((tile) => [tile.request, tile.history])];
}
