import type { Reach, Reader } from '@/lib/core/definition';
import { TandemError } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Viewer } from '@/lib/core/viewer';
import type { Metric, MetricClass } from '@/lib/metrics/define';
import { metrics } from '@/lib/metrics/registry';
import { type Action, builtPages, mayAsk, mayDo, mayOpen, maySee, roles } from './policy';

/** What a role does with an action, in words; `query` is told by the figures' own lines. */
const ACTION_WORDS: Record<Exclude<Action, 'query'>, string> = {
  export: 'Take away what they see, as a file',
  rows: 'Take away rows of conversations, under invented names',
  populations: 'See figures about people of de-identified sources, whom nobody here can name',
  'definitions.read': 'Read what a figure means',
  'runs.read': 'See what was sent in, and when',
  'runs.rejected': 'Read rows that were refused',
  ingest: 'Send records in',
  'sources.manage': 'Delete a source, load and remove the sample company',
  settings: 'Change settings and let people in',
};

const CLASS_WORDS: Record<MetricClass, string> = {
  adoption: 'Figures about employees’ use of AI',
  service: 'Figures about customers’ conversations',
  company: 'Figures about the company: revenue, people, cost',
};

/** What a role may do with one thing: yes, no, or how much of it. */
export type Allowed = boolean | Reach;

export interface AccessTable {
  roles: { id: string; title: string }[];
  groups: { title: string; rows: { title: string; allowed: Allowed[] }[] }[];
}

/** Some department; any will do, for the policy compares names alone. */
const SOME = ['a department'];
const QUARTER = { from: '2024-01-01', to: '2024-04-01' };

const withRole = ({ id, scoped }: { id: string; scoped: boolean }): Viewer => ({
  kind: 'user',
  name: id,
  grants: [{ role: id, departments: scoped ? SOME : [] }],
});

function asks(viewer: Viewer, metric: Metric, part: Partial<MetricRequest>): boolean {
  try {
    mayAsk(viewer, { metrics: [metric.id], ...QUARTER, ...part }, [metric]);
    return true;
  } catch (error) {
    // A refusal is the answer here, not a failure.
    if (error instanceof TandemError && error.status === 403) return false;
    throw error;
  }
}

/** How much of a metric somebody may ask for, told by asking the policy; null = nothing. */
export function reachOf(viewer: Viewer, metric: Metric): Reach | null {
  if (asks(viewer, metric, { by: ['department'] })) return 'all';
  const own = viewer.grants.flatMap(({ departments }) => (departments?.length ? [departments] : []));
  if (own.some((department) => asks(viewer, metric, { filter: { department } }))) return 'own';
  return asks(viewer, metric, {}) ? 'total' : null;
}

/** The roles that may read a metric's definition, and what of its figures they may see. */
export function readersOf(metric: Metric): Reader[] {
  return roles()
    .filter((role) => maySee(withRole(role), metric))
    .map((role) => ({ title: role.title, reach: reachOf(withRole(role), metric) }));
}

/** The titles of the roles that may do this. */
export function rolesThatMay(action: Action): string[] {
  return roles()
    .filter((role) => mayDo(withRole(role), action))
    .map(({ title }) => title);
}

/** The whole policy as a table to read: roles across; pages, figures and actions down. Nothing in it is typed twice. */
export function accessTable(): AccessTable {
  const columns = roles();
  const row = (title: string, allowed: (viewer: Viewer) => Allowed) => ({
    title,
    allowed: columns.map((role) => allowed(withRole(role))),
  });
  const classes = Object.entries(CLASS_WORDS) as [MetricClass, string][];
  const actions = Object.entries(ACTION_WORDS) as [Exclude<Action, 'query'>, string][];
  return {
    roles: columns.map(({ id, title }) => ({ id, title })),
    groups: [
      {
        title: 'Figures',
        rows: classes.map(([name, title]) => row(title, (viewer) => classReach(viewer, name) ?? false)),
      },
      { title: 'Pages', rows: builtPages().map(({ id, title }) => row(title, (viewer) => mayOpen(viewer, id))) },
      { title: 'Actions', rows: actions.map(([action, title]) => row(title, (viewer) => mayDo(viewer, action))) },
    ],
  };
}

/** Without a department to ask about, the whole is all there is. */
function classReach(viewer: Viewer, name: MetricClass): Reach | null {
  const sample = [...metrics.values()].find((metric) => metric.class === name)!;
  return reachOf(viewer, sample);
}
