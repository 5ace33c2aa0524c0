import { forbidden } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Grant, Viewer } from '@/lib/core/viewer';
import type { Metric, MetricClass } from '@/lib/metrics/define';

interface Page {
  title: string;
  group: string;
  path: string;
  /** false until its page exists: it may be named in the table, and is listed nowhere */
  built: boolean;
  /** open to everybody signed in, whatever their roles; stands at the foot of the navigation */
  everybody?: true;
}

/** Every dashboard there is, in the order of the navigation. */
const DASHBOARDS = {
  overview: { title: 'Overview', group: 'This week', path: '/overview', built: true },
  adoption: { title: 'Adoption', group: 'Employees', path: '/adoption', built: true },
  service: { title: 'Service', group: 'Customers', path: '/service', built: true },
  quality: { title: 'Quality', group: 'Customers', path: '/quality', built: true },
  staffing: { title: 'Staffing', group: 'Customers', path: '/staffing', built: true },
  impact: { title: 'Impact', group: 'Money', path: '/impact', built: true },
  company: { title: 'Company', group: 'Money', path: '/company', built: true },
  sources: { title: 'Sources', group: 'Evidence', path: '/sources', built: true },
  definitions: { title: 'Definitions', group: 'Evidence', path: '/definitions', built: true },
  settings: { title: 'Settings', group: 'Settings', path: '/settings', built: true },
  measured: { title: 'What is measured about us', group: 'Everybody', path: '/measured', built: true, everybody: true },
} as const satisfies Record<string, Page>;

export type Dashboard = keyof typeof DASHBOARDS;

export type Action =
  /** POST /query; which metrics is decided by mayAsk */
  | 'query'
  /** what they see, as a file */
  | 'export'
  /** conversation rows, pseudonymous */
  | 'rows'
  /** figures about people of de-identified sources, who are in no department */
  | 'populations'
  | 'definitions.read'
  | 'runs.read'
  /** rejected rows hold what was sent */
  | 'runs.rejected'
  | 'ingest'
  /** delete a source with all it brought, put one on a schedule, load and remove the sample company */
  | 'sources.manage'
  | 'settings';

/** `own`: exactly the grant's departments, or the company's total; `total`: the company's total alone. */
type Reach = 'all' | 'own' | 'total';

interface Role {
  title: string;
  dashboards: readonly Dashboard[];
  actions: readonly Action[];
  metrics: Partial<Record<MetricClass, Reach>>;
  /** whether the catalogue shows every definition, or those of metrics the role may ask for */
  definitions: 'all' | 'asked';
  /** a scoped role carries departments; any other with departments counts for nothing */
  scoped?: true;
  /** held by keys for sending records in, never by a person */
  machine?: true;
  lands?: Dashboard;
}

const SERVICE_PAGES = ['service', 'quality', 'staffing'] as const;
const COMPANY_PAGES = ['overview', 'impact', 'company'] as const;

/** The table: one row a role. What a row does not name is refused. */
const ROLES: Readonly<Record<string, Role>> = {
  executive: {
    title: 'Executive',
    dashboards: [...COMPANY_PAGES, 'adoption', ...SERVICE_PAGES, 'definitions'],
    actions: ['query', 'export', 'populations', 'definitions.read'],
    metrics: { adoption: 'all', service: 'all', company: 'all' },
    definitions: 'asked',
    lands: 'overview',
  },
  team_lead: {
    title: 'Team lead',
    dashboards: ['adoption', 'definitions'],
    actions: ['query', 'export', 'definitions.read'],
    metrics: { adoption: 'own' },
    definitions: 'asked',
    scoped: true,
    lands: 'adoption',
  },
  service_lead: {
    title: 'Head of service',
    dashboards: [...COMPANY_PAGES, 'adoption', ...SERVICE_PAGES, 'sources', 'definitions'],
    actions: ['query', 'export', 'populations', 'definitions.read', 'runs.read'],
    metrics: { adoption: 'total', service: 'all', company: 'all' },
    definitions: 'asked',
    lands: 'service',
  },
  analyst: {
    title: 'Analyst',
    dashboards: [...COMPANY_PAGES, 'adoption', ...SERVICE_PAGES, 'sources', 'definitions'],
    actions: ['query', 'export', 'rows', 'populations', 'definitions.read', 'runs.read'],
    metrics: { adoption: 'all', service: 'all', company: 'all' },
    definitions: 'asked',
    lands: 'overview',
  },
  admin: {
    title: 'Administrator',
    dashboards: ['sources', 'definitions', 'settings'],
    actions: ['definitions.read', 'runs.read', 'runs.rejected', 'ingest', 'sources.manage', 'settings'],
    metrics: {},
    definitions: 'all',
    lands: 'sources',
  },
  sender: {
    title: 'Sends records',
    dashboards: [],
    actions: ['ingest'],
    metrics: {},
    definitions: 'asked',
    machine: true,
  },
};

/** The role the first person of a new workspace gets. */
export const FIRST_ROLE = 'admin';
/** The role of a key with scope `ingest`. */
export const SENDER_ROLE = 'sender';
/** Where somebody lands for whom no page exists yet. */
const NOWHERE = '/welcome';

const roleOf = (name: string): Role | undefined => (Object.hasOwn(ROLES, name) ? ROLES[name] : undefined);

/** The roles people can hold, with whether each carries departments; for menus and for checking input. */
export function roles(): { id: string; title: string; scoped: boolean }[] {
  return Object.entries(ROLES)
    .filter(([, role]) => !role.machine)
    .map(([id, { title, scoped }]) => ({ id, title, scoped: scoped ?? false }));
}

/** The roles without departments that open this dashboard, for somebody who wants to. */
export function rolesThatOpen(dashboard: Dashboard): { id: string; title: string; scoped: boolean }[] {
  return roles().filter(({ id, scoped }) => !scoped && ROLES[id]!.dashboards.includes(dashboard));
}

const pages = (): [Dashboard, Page][] => Object.entries(DASHBOARDS) as [Dashboard, Page][];

/** The pages that exist, in the order of the navigation; for saying who may open what. */
export function builtPages(): { id: Dashboard; title: string; group: string }[] {
  return pages().flatMap(([id, { title, group, built }]) => (built ? [{ id, title, group }] : []));
}

interface Held {
  grant: Grant;
  role: Role;
}

/** The grants that count: a known role, not ended (`until` is exclusive, judged in UTC), no scope on an unscoped role. */
function held(viewer: Viewer, now = new Date()): Held[] {
  const today = now.toISOString().slice(0, 10);
  return viewer.grants.flatMap((grant) => {
    const role = roleOf(grant.role);
    if (!role || (grant.until && grant.until <= today)) return [];
    return grant.departments?.length && !role.scoped ? [] : [{ grant, role }];
  });
}

/** May they open this dashboard? */
export function mayOpen(viewer: Viewer, dashboard: Dashboard): boolean {
  const { everybody }: Page = DASHBOARDS[dashboard];
  return everybody ?? held(viewer).some(({ role }) => role.dashboards.includes(dashboard));
}

/** May they do this? */
export function mayDo(viewer: Viewer, action: Action): boolean {
  return held(viewer).some(({ role }) => role.actions.includes(action));
}

/** May they see the metric's definition? */
export function maySee(viewer: Viewer, metric: Metric): boolean {
  return held(viewer).some(({ role }) => role.definitions === 'all' || role.metrics[metric.class] !== undefined);
}

/** The roles that may ask for the metric at all, as the catalogue prints them. */
export function rolesOf(metric: Metric): string[] {
  return Object.keys(ROLES).filter((name) => ROLES[name]!.metrics[metric.class] !== undefined);
}

function isCompanyTotal({ by = [], filter = {} }: MetricRequest): boolean {
  return !by.includes('department') && !by.includes('team') && !filter.department && !filter.team;
}

function isExactly(asked: string[] | undefined, own: string[] | undefined): boolean {
  if (!asked?.length || !own?.length) return false;
  return asked.every((name) => own.includes(name)) && own.every((name) => asked.includes(name));
}

function allows({ grant, role }: Held, request: MetricRequest, metric: Metric): boolean {
  const reach = role.metrics[metric.class];
  if (reach === undefined) return false;
  if (reach === 'all' || isCompanyTotal(request)) return true;
  // A filter on teams cuts the department: the lead sees teams side by side instead, by breakdown.
  return reach === 'own' && !request.filter?.team && isExactly(request.filter?.department, grant.departments);
}

/**
 * May they ask exactly this? Every metric, paired ones included, must be allowed by one grant as a whole.
 * Throws TandemError 403 with a sentence that says what they may ask instead.
 */
export function mayAsk(viewer: Viewer, request: MetricRequest, metrics: Metric[]): void {
  const grants = held(viewer);
  const refused = metrics.find((metric) => !grants.some((one) => allows(one, request, metric)));
  if (refused) throw forbidden(refusal(grants, refused));
}

function refusal(grants: Held[], metric: Metric): string {
  const known = grants.filter(({ role }) => role.metrics[metric.class] !== undefined);
  if (known.length === 0) return `${metric.id} is not among the metrics you may see.`;
  const own = known.flatMap(({ role, grant }) =>
    role.metrics[metric.class] === 'own' && grant.departments?.length ? [grant.departments.join(' and ')] : [],
  );
  const total = "the company's total (no filter and no breakdown on department or team)";
  if (own.length === 0) return `Of ${metric.id} you may see ${total}.`;
  return `Of ${metric.id} you may see your own departments (filter department to exactly ${own.join(', or ')}) or ${total}.`;
}

/** The navigation: groups and pages the viewer may open, of those that exist. */
export function navigation(
  viewer: Viewer,
): { title: string; pages: { id: Dashboard; title: string; path: string }[] }[] {
  const groups = new Map<string, { id: Dashboard; title: string; path: string }[]>();
  for (const [id, { title, group, path, built, everybody }] of pages())
    if (built && !everybody && mayOpen(viewer, id))
      groups.set(group, [...(groups.get(group) ?? []), { id, title, path }]);
  return [...groups].map(([title, listed]) => ({ title, pages: listed }));
}

/** What everybody signed in may open, for the foot of the navigation. */
export function openPages(): { id: Dashboard; title: string; path: string }[] {
  return pages().flatMap(([id, { title, path, built, everybody }]) =>
    built && everybody ? [{ id, title, path }] : [],
  );
}

/** Where they land after signing in: a lead on their own departments (`?department=` once for each). */
export function home(viewer: Viewer): string {
  for (const { role, grant } of held(viewer)) {
    const page = role.lands && DASHBOARDS[role.lands];
    if (!page?.built) continue;
    const scope = new URLSearchParams((grant.departments ?? []).map((name) => ['department', name]));
    return scope.size > 0 ? `${page.path}?${scope}` : page.path;
  }
  return navigation(viewer)[0]?.pages[0]?.path ?? NOWHERE;
}
