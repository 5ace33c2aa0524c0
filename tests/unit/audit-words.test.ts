import { describe, expect, test } from 'vitest';
import { entryWords, type LogEntry, type Names } from '@/components/settings/audit-words';

const ROLES = [
  { id: 'analyst', title: 'Analyst', scoped: false },
  { id: 'team_lead', title: 'Team lead', scoped: true },
];
const NAMES: Names = {
  metrics: {
    ai_share: { title: 'Answered by AI alone', unit: 'share' },
    csat_mean: { title: 'Customer satisfaction', unit: 'rating' },
  },
  roles: ROLES,
  currency: 'USD',
};

const words = (entry: Partial<LogEntry>) => entryWords({ action: 'change', metrics: [], ...entry } as LogEntry, NAMES);
const grant = (role: string, departments: string[] = [], until: string | null = null) => ({ role, departments, until });

test('a panel that left is told by its name, format, period and filter', () => {
  const request = {
    panel: 'When customers come back',
    format: 'xlsx',
    metrics: [],
    from: '2024-02-01',
    to: '2024-03-01',
  };
  const filter = { channel: ['chat'] };
  expect(words({ action: 'export', request: { ...request, filter } })).toBe(
    'When customers come back, as XLSX · February 2024 · only channel Chat',
  );
  expect(words({ action: 'export', request: { panel: 'Assumptions', format: 'png', metrics: [] } })).toBe(
    'Assumptions, as an image',
  );
});

test('a customer who was forgotten is told without who it was', () => {
  const request = { forgotten: 'a customer', removed: { conversations: 2 } };
  expect(words({ action: 'delete', request })).toBe('A customer forgotten, everywhere');
  expect(words({ action: 'delete', request: { source: 'desk' } })).toBe('Source desk with all its records');
});

describe('an entry of the log in words', () => {
  test.each<[string, object, string]>([
    [
      'a value',
      { what: 'setting', name: 'time_zone', before: 'UTC', after: 'Asia/Tokyo' },
      'Time zone: UTC → Asia/Tokyo',
    ],
    [
      'no value',
      { what: 'setting', name: 'baseline', before: '2023-Q1', after: null },
      'Baseline quarter: 2023-Q1 → the first with financials',
    ],
    [
      'a day of the week',
      { what: 'setting', name: 'week_start', before: 1, after: 7 },
      'First day of the week: Monday → Sunday',
    ],
    [
      'a table',
      { what: 'setting', name: 'targets', before: { ai_share: 0.5 }, after: { ai_share: 0.6, csat_mean: 4.2 } },
      'Targets: Answered by AI alone 50.0\u00a0% → 60.0\u00a0%, Customer satisfaction none → 4.20',
    ],
    [
      'a long list',
      { what: 'setting', name: 'holidays', before: [], after: ['1', '2', '3', '4'] },
      'Holidays: 4 added, 0 removed',
    ],
    [
      'an event',
      { what: 'setting', name: 'events', before: [], after: [{ on: '2026-02-01', label: 'Launch', owner: 'Ann' }] },
      'Events: + 1 Feb 2026 Launch (Ann)',
    ],
    [
      'somebody new',
      {
        what: 'person',
        name: 'a@b.c',
        after: { grants: [grant('team_lead', ['Care'], '2031-01-01')], disabled: false },
      },
      'a@b.c: added as Team lead, Care, until 1 Jan 2031',
    ],
    [
      'roles and state',
      {
        what: 'person',
        name: 'a@b.c',
        before: { grants: [grant('analyst')], disabled: false },
        after: { grants: [grant('boss')], disabled: true },
      },
      'a@b.c: disabled, − Analyst, + boss',
    ],
    ['a link', { what: 'link', name: 'a@b.c', after: { expires_at: 'x' } }, 'a@b.c: link made'],
    ['a link that ended', { what: 'link', name: 'a@b.c', before: {} }, 'a@b.c: link revoked'],
    ['a password', { what: 'password', name: 'a@b.c' }, 'a@b.c: a new password'],
    [
      'a key',
      { what: 'key', name: 'n (key 1)', after: { scope: 'ingest', role: null, departments: [] } },
      'Key n (key 1): made, sends records in',
    ],
    ['a key that ended', { what: 'key', name: 'n (key 1)', before: {} }, 'Key n (key 1): revoked'],
    [
      'a schedule',
      { what: 'pull', name: 'chats', after: { vendor: 'intercom', region: 'us', schedule: 'day' } },
      'Source chats: put on a schedule: vendor intercom, region us, every night',
    ],
    [
      'another schedule',
      {
        what: 'pull',
        name: 'chats',
        before: { vendor: 'x', schedule: 'day' },
        after: { vendor: 'x', schedule: 'week' },
      },
      'Source chats: every Monday night',
    ],
    [
      'new credentials',
      { what: 'pull', name: 'chats', after: { did: 'its credentials replaced' } },
      'Source chats: its credentials replaced',
    ],
    ['a schedule that ended', { what: 'pull', name: 'chats', before: {} }, 'Source chats: its schedule removed'],
  ])('%s', (_, request, text) => {
    expect(words({ request })).toBe(text);
  });

  test('of figures names them, their period, breakdown and filters', () => {
    const request = { from: '2026-01-01', to: '2026-04-01', by: ['market'], filter: { channel: ['chat'] } };
    expect(words({ action: 'view', metrics: ['ai_share', 'csat_mean'], request })).toBe(
      'Answered by AI alone and Customer satisfaction · Q1 2026 · by market · only channel Chat',
    );
  });

  test('of the log itself says so', () => {
    expect(words({ action: 'export', request: { log: {} } })).toBe('this log');
  });
});
