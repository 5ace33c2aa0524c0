import { describe, expect, test } from 'vitest';
import { checkGrant } from '@/lib/access/grant';
import {
  builtPages,
  home,
  mayAsk,
  mayDo,
  mayOpen,
  maySee,
  navigation,
  openPages,
  roles,
  rolesOf,
} from '@/lib/access/policy';
import { TandemError } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import type { Grant, Viewer } from '@/lib/core/viewer';
import { type Metric, type MetricClass, ratio } from '@/lib/metrics/define';

const viewer = (...grants: Grant[]): Viewer => ({ kind: 'user', name: 'somebody@example.com', grants });
const lead = viewer({ role: 'team_lead', departments: ['Legal'] });

const metricOf = (kind: MetricClass): Metric =>
  ratio({
    id: `some_${kind}`,
    title: kind,
    question: '?',
    formula: 'a ÷ b',
    caveat: '',
    unit: 'share',
    direction: 'up',
    class: kind,
    source: kind === 'service' ? 'conversations' : kind === 'adoption' ? 'people' : 'company',
    dimensions: kind === 'adoption' ? ['department', 'team', 'tool'] : [],
    grains: ['month'],
    version: 1,
    example: { from: '2026-01-01', to: '2026-02-01', equals: 1, because: '1 / 1' },
    numerator: 'a',
    denominator: 'b',
  });

const adoption = metricOf('adoption');
const service = metricOf('service');
const company = metricOf('company');

function asks(who: Viewer, metric: Metric, request: Partial<MetricRequest> = {}): boolean {
  try {
    mayAsk(who, { metrics: [metric.id], from: '2026-01-01', to: '2026-02-01', ...request }, [metric]);
    return true;
  } catch (error) {
    if (error instanceof TandemError && error.status === 403) return false;
    throw error;
  }
}

describe('a lead asks about people', () => {
  test.each<[string, Partial<MetricRequest>, boolean]>([
    ['the company total', {}, true],
    ['the company total by tool', { by: ['tool'] }, true],
    ['one tool', { filter: { tool: ['claude'] } }, true],
    ['their department', { filter: { department: ['Legal'] } }, true],
    ['their department by team', { filter: { department: ['Legal'] }, by: ['team'] }, true],
    ['their department by department', { filter: { department: ['Legal'] }, by: ['department'] }, true],
    ['their department and one tool', { filter: { department: ['Legal'], tool: ['claude'] } }, true],
    ['their department, named twice', { filter: { department: ['Legal', 'Legal'] } }, true],
    ['another department', { filter: { department: ['Sales'] } }, false],
    ['their department and another', { filter: { department: ['Legal', 'Sales'] } }, false],
    ['no department at all', { filter: { department: [] } }, false],
    ['everybody by department', { by: ['department'] }, false],
    ['everybody by team', { by: ['team'] }, false],
    ['a team', { filter: { team: ['Contracts'] } }, false],
    ['a team of their department', { filter: { department: ['Legal'], team: ['Contracts'] } }, false],
    ['their department in another spelling', { filter: { department: ['legal'] } }, false],
  ])('%s', (_, request, allowed) => {
    expect(asks(lead, adoption, request)).toBe(allowed);
  });

  test('one with two departments in one grant asks for both together, never for one of them', () => {
    const both = viewer({ role: 'team_lead', departments: ['Legal', 'Sales'] });
    expect(asks(both, adoption, { filter: { department: ['Sales', 'Legal'] } })).toBe(true);
    expect(asks(both, adoption, { filter: { department: ['Legal'] } })).toBe(false);
  });

  test('two grants are not added up: each is a whole', () => {
    const twice = viewer({ role: 'team_lead', departments: ['Legal'] }, { role: 'team_lead', departments: ['Sales'] });
    expect(asks(twice, adoption, { filter: { department: ['Legal'] } })).toBe(true);
    expect(asks(twice, adoption, { filter: { department: ['Sales'] } })).toBe(true);
    expect(asks(twice, adoption, { filter: { department: ['Legal', 'Sales'] } })).toBe(false);
  });

  test('without a department there is only the company total', () => {
    const nobody = viewer({ role: 'team_lead' });
    expect(asks(nobody, adoption)).toBe(true);
    expect(asks(nobody, adoption, { filter: { department: ['Legal'] } })).toBe(false);
  });

  test('a refusal says what may be asked instead', () => {
    const request = { metrics: ['x'], from: '2026-01-01', to: '2026-02-01', by: ['department' as const] };
    expect(() => mayAsk(lead, request, [adoption])).toThrow(/filter department to exactly Legal/);
    expect(() => mayAsk(lead, request, [service])).toThrow(/some_service is not among the metrics you may see/);
  });
});

describe('grants', () => {
  test('a role the table does not name is refused everything, however it is called', () => {
    for (const role of ['owner', 'Executive', '', 'constructor', '__proto__', 'toString']) {
      const stranger = viewer({ role });
      expect(asks(stranger, service), role).toBe(false);
      expect(mayOpen(stranger, 'overview')).toBe(false);
      expect(mayDo(stranger, 'query')).toBe(false);
      expect(navigation(stranger)).toEqual([]);
    }
  });

  test('one that ended counts for nothing; `until` is the first day without it', () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(asks(viewer({ role: 'executive', until: '2020-01-01' }), service)).toBe(false);
    expect(asks(viewer({ role: 'executive', until: today }), service)).toBe(false);
    expect(asks(viewer({ role: 'executive', until: '2999-01-01' }), service)).toBe(true);
    expect(asks(viewer({ role: 'executive', until: null }), service)).toBe(true);
  });

  test('a scope on a role that has none does not widen it: it counts for nothing', () => {
    expect(asks(viewer({ role: 'executive', departments: ['Legal'] }), service)).toBe(false);
  });

  test('several roles add up, but each metric needs one grant that allows it as a whole', () => {
    const both = viewer({ role: 'team_lead', departments: ['Legal'] }, { role: 'service_lead' });
    const request = { metrics: ['a', 'b'], from: '2026-01-01', to: '2026-02-01', filter: { department: ['Legal'] } };
    expect(() => mayAsk(both, request, [adoption, company])).not.toThrow();
    expect(() => mayAsk(both, { ...request, filter: { department: ['Sales'] } }, [company, adoption])).toThrow(
      /adoption/,
    );
  });

  test('checked before they are given: role, scope, end date', () => {
    expect(checkGrant({ role: 'team_lead', departments: [' Sales', 'Legal', 'Sales'] })).toEqual({
      role: 'team_lead',
      departments: ['Legal', 'Sales'],
      until: null,
    });
    expect(() => checkGrant({ role: 'boss' })).toThrow(/no role called boss.*executive/);
    expect(() => checkGrant({ role: 'sender' })).toThrow(/no role called sender/);
    expect(() => checkGrant({ role: 'team_lead' })).toThrow(/needs a department/);
    expect(() => checkGrant({ role: 'analyst', departments: ['Legal'] })).toThrow(/carries no department/);
    expect(() => checkGrant({ role: 'analyst', until: '2026-02-30' })).toThrow(/2026-02-30/);
  });
});

/** Typed by hand from the roles table of the interfaces; a new role fails here until its row is typed. */
const TABLE: Record<string, { adoption: string; service: boolean; company: boolean; does: string[]; opens: string[] }> =
  {
    executive: {
      adoption: 'all',
      service: true,
      company: true,
      does: ['query', 'export', 'populations', 'definitions.read'],
      opens: ['overview', 'adoption', 'service', 'quality', 'staffing', 'impact', 'company', 'definitions'],
    },
    team_lead: {
      adoption: 'own',
      service: false,
      company: false,
      does: ['query', 'export', 'definitions.read'],
      opens: ['adoption', 'definitions'],
    },
    service_lead: {
      adoption: 'total',
      service: true,
      company: true,
      does: ['query', 'export', 'populations', 'definitions.read', 'runs.read'],
      opens: ['overview', 'adoption', 'service', 'quality', 'staffing', 'impact', 'company', 'sources', 'definitions'],
    },
    analyst: {
      adoption: 'all',
      service: true,
      company: true,
      does: ['query', 'export', 'rows', 'populations', 'definitions.read', 'runs.read'],
      opens: ['overview', 'adoption', 'service', 'quality', 'staffing', 'impact', 'company', 'sources', 'definitions'],
    },
    admin: {
      adoption: 'none',
      service: false,
      company: false,
      does: ['definitions.read', 'runs.read', 'runs.rejected', 'ingest', 'settings'],
      opens: ['sources', 'definitions', 'settings'],
    },
  };
const ACTIONS = [
  'query',
  'export',
  'rows',
  'populations',
  'definitions.read',
  'runs.read',
  'runs.rejected',
  'ingest',
  'settings',
] as const;
const PAGES = [
  ...['overview', 'adoption', 'service', 'quality', 'staffing', 'impact', 'company'],
  ...['sources', 'definitions', 'settings'],
] as ('overview' | 'settings')[];

describe('the roles table', () => {
  test('every role has its row here', () => {
    expect(roles().map(({ id }) => id)).toEqual(Object.keys(TABLE));
  });

  test.each(Object.entries(TABLE))('%s', (role, expected) => {
    const who = viewer({ role, departments: role === 'team_lead' ? ['Legal'] : [] });
    expect(asks(who, service)).toBe(expected.service);
    expect(asks(who, company)).toBe(expected.company);
    expect(asks(who, adoption)).toBe(expected.adoption !== 'none');
    expect(asks(who, adoption, { filter: { department: ['Legal'] } })).toBe(['all', 'own'].includes(expected.adoption));
    expect(asks(who, adoption, { by: ['department'] })).toBe(expected.adoption === 'all');
    expect(ACTIONS.filter((action) => mayDo(who, action))).toEqual(
      ACTIONS.filter((action) => expected.does.includes(action)),
    );
    expect(PAGES.filter((page) => mayOpen(who, page))).toEqual(PAGES.filter((page) => expected.opens.includes(page)));
  });

  test('definitions: an administrator sees all, everybody else those they may ask for', () => {
    const seen = (role: string) => [adoption, service, company].filter((one) => maySee(viewer({ role }), one)).length;
    expect([seen('executive'), seen('team_lead'), seen('service_lead'), seen('analyst'), seen('admin')]).toEqual([
      3, 1, 3, 3, 3,
    ]);
    expect(rolesOf(adoption)).toEqual(['executive', 'team_lead', 'service_lead', 'analyst']);
    expect(rolesOf(company)).toEqual(['executive', 'service_lead', 'analyst']);
  });
});

describe('what is measured about us', () => {
  test('is open to everybody signed in: every role, a role that has ended, and nobody’s role', () => {
    const everybody = [
      ...roles().map(({ id, scoped }) => viewer({ role: id, departments: scoped ? ['Legal'] : [] })),
      viewer({ role: 'executive', until: '2020-01-01' }),
      viewer(),
    ];
    for (const who of everybody) expect(mayOpen(who, 'measured')).toBe(true);
    expect(openPages()).toEqual([{ id: 'measured', title: 'What is measured about us', path: '/measured' }]);
  });

  test('stands at the foot, not among the dashboards, and is nobody’s landing page', () => {
    const listed = navigation(viewer({ role: 'executive' })).flatMap(({ pages }) => pages.map(({ id }) => id));
    expect(listed).not.toContain('measured');
    expect(builtPages().map(({ id }) => id)).toEqual(expect.arrayContaining([...listed, 'measured']));
  });
});

describe('where people land', () => {
  test('a lead on their own departments, an executive on Overview, the head of service on Service', () => {
    expect(home(lead)).toBe('/adoption?department=Legal');
    expect(home(viewer({ role: 'team_lead', departments: ['R&D', 'Legal'] }))).toBe(
      '/adoption?department=R%26D&department=Legal',
    );
    expect(home(viewer({ role: 'executive' }))).toBe('/overview');
    expect(home(viewer({ role: 'service_lead' }))).toBe('/service');
    expect(home(viewer())).toBe('/welcome');
  });

  test('the navigation lists what they may open and what exists', () => {
    expect(navigation(lead).flatMap(({ pages }) => pages.map(({ id }) => id))).not.toContain('overview');
    expect(navigation(viewer({ role: 'executive' })).slice(0, 3)).toEqual([
      { title: 'This week', pages: [{ id: 'overview', title: 'Overview', path: '/overview' }] },
      { title: 'Employees', pages: [{ id: 'adoption', title: 'Adoption', path: '/adoption' }] },
      {
        title: 'Customers',
        pages: [
          { id: 'service', title: 'Service', path: '/service' },
          { id: 'quality', title: 'Quality', path: '/quality' },
          { id: 'staffing', title: 'Staffing', path: '/staffing' },
        ],
      },
    ]);
  });
});
