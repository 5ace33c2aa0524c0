import { afterEach, describe, expect, it } from 'vitest';
import { allDepartments, departments, teams, tools, unmatchedPeople } from '@/db/people';
import { addDays } from '@/lib/core/period';
import { employees, seats, toolActivity } from '../fixtures/small-company/people';
import { adoption } from '../support/adoption-metrics';
import { askPeople } from '../support/ask-people';
import { createDatabase, useDatabase } from '../support/database';
import { loadPeople, type PeopleRows } from '../support/people';

const t = useDatabase();
afterEach(() => t.pool.query('truncate employee, tool_activity, seat, financials, activity_rollup'));

type Request = Parameters<typeof askPeople>[2];
const WHOLE = { from: '2024-01-01', to: '2024-02-01' };

/** `count` employees of department A since 2023, named p0, p1 … */
const staff = (count: number, rest: Partial<NonNullable<PeopleRows['employees']>[number]> = {}) =>
  Array.from({ length: count }, (_, index) => ({
    employee_id: `p${index}`,
    department: 'A',
    valid_from: '2023-01-01',
    ...rest,
  }));
/** Rows of somebody outside the roster, so that January 2024 is observed whole. */
const ends = (from = '2024-01-01', to = '2024-01-31') =>
  [from, to].map((date) => ({ employee_id: 'outsider', tool: 'chat', date, interactions: 1 }));

async function one(id: string, request: Request = WHOLE, options?: Parameters<typeof askPeople>[3]) {
  const rows = await askPeople(t.db, [adoption[id]!], request, options);
  expect(rows).toHaveLength(1);
  return rows[0]!.values[id]!;
}

describe('who counts', () => {
  it('matches activity by employee id or e-mail, even when the roster comes later: 2 of 5', async () => {
    const activity = [
      { employee_id: 'p0', tool: 'chat', date: '2024-01-10', interactions: 1 },
      { employee_id: 'p1@x', tool: 'chat', date: '2024-01-10', interactions: 1 },
      { employee_id: 'p2@elsewhere', tool: 'chat', date: '2024-01-10', interactions: 1 },
    ];
    await loadPeople(t.pool, { activity: [...activity, ...ends()] });
    expect(await one('monthly_active_rate')).toMatchObject({ value: null, status: 'no_data' });
    await loadPeople(
      t.pool,
      { employees: staff(5).map((row) => ({ ...row, email: `${row.employee_id}@x` })) },
      { run: 2 },
    );
    expect(await one('monthly_active_rate')).toMatchObject({ numerator: 2, denominator: 5 });
  });

  it('gives an address that passed on to whoever bore it that day', async () => {
    const shared = { department: 'A', email: 'desk@x' };
    const bearers = [
      { ...shared, employee_id: 'old', valid_from: '2023-01-01', valid_to: '2024-01-15' },
      { ...shared, employee_id: 'new', valid_from: '2024-01-15' },
    ];
    const activity = ['2024-01-10', '2024-01-20'].map((date) => ({
      employee_id: 'desk@x',
      tool: 'chat',
      date,
      interactions: 1,
    }));
    await loadPeople(t.pool, { employees: [...staff(5), ...bearers], activity: [...activity, ...ends()] });
    // Of the six of each workday one was active on Wednesday the 10th; the 20th is a Saturday.
    expect(await one('daily_active_rate')).toMatchObject({ numerator: 1, denominator: 23 * 6 });
    expect(await one('interactions_per_active_day', WHOLE)).toMatchObject({ value: null, status: 'suppressed' });
    const late = { from: '2024-01-15', to: '2024-01-29' };
    expect(await one('monthly_active_rate', late)).toMatchObject({ numerator: 1, denominator: 6 });
  });

  it('ends a stretch where a later one begins, also one that stays open: 5 + 5 people, never 11', async () => {
    const mover = [
      { employee_id: 'mover', department: 'A', valid_from: '2023-01-01' },
      { employee_id: 'mover', department: 'B', valid_from: '2024-01-15' },
    ];
    const b = staff(5).map((row) => ({ ...row, employee_id: `b${row.employee_id}`, department: 'B' }));
    await loadPeople(t.pool, { employees: [...staff(5), ...b, ...mover], activity: ends() });
    const rows = await askPeople(t.db, [adoption.monthly_active_rate!], { ...WHOLE, by: ['department'] });
    const sizes = rows.map(({ key, values }) => [key.department, values.monthly_active_rate!.denominator]);
    expect(sizes).toEqual([
      ['A', 5],
      ['B', 6],
    ]);
  });

  it('lets the later run win where two stretches begin on one day', async () => {
    await loadPeople(t.pool, { employees: staff(6), activity: ends() });
    await loadPeople(t.pool, { employees: staff(6, { department: 'B' }) }, { source: 2, run: 2 });
    const rows = await askPeople(t.db, [adoption.monthly_active_rate!], { ...WHOLE, by: ['department'] });
    expect(rows.map(({ key }) => key.department)).toEqual(['B']);
  });

  it('never counts contractors, but counts a seat whoever holds it', async () => {
    const contractor = { employee_id: 'c', department: 'A', employment: 'contractor', valid_from: '2023-01-01' };
    const activity = [{ employee_id: 'c', tool: 'chat', date: '2024-01-10', interactions: 9 }, ...ends()];
    const holders = ['p0', 'p1', 'p2', 'c', 'gone'];
    const held = holders.map((employee_id) => ({
      employee_id,
      tool: 'chat',
      assigned_on: '2023-06-01',
      monthly_cost: 30,
    }));
    await loadPeople(t.pool, { employees: [...staff(5), contractor], activity, seats: held });
    expect(await one('monthly_active_rate')).toMatchObject({ numerator: 0, denominator: 5 });
    expect(await one('seat_utilisation')).toMatchObject({ numerator: 1, denominator: 5 });
    expect(await one('idle_seat_cost')).toMatchObject({ value: 120 });
  });
});

describe('what counts as use', () => {
  it('is a number above 0, or no number and a last active day inside the row; such days are in no average', async () => {
    const date = '2024-01-10';
    const activity = [
      ...staff(5).map(({ employee_id }) => ({ employee_id, tool: 'chat', date, interactions: 4 })),
      { employee_id: 'p5', tool: 'chat', date, interactions: null, last_active_on: date },
      { employee_id: 'p6', tool: 'chat', date, interactions: null },
      { employee_id: 'p7', tool: 'chat', date, interactions: 0, last_active_on: date },
      ...ends(),
    ];
    await loadPeople(t.pool, { employees: staff(8), activity });
    expect(await one('daily_active_rate')).toMatchObject({ numerator: 6, denominator: 8 * 23 });
    expect(await one('interactions_per_active_day')).toMatchObject({ value: 4, numerator: 20, denominator: 5 });
  });

  it('puts a 7-day row into the week of its fourth day and into no day', async () => {
    // Thursday the 11th to Wednesday the 17th: the fourth day is Sunday the 14th, in the week from the 8th.
    const row = { employee_id: 'p0', tool: 'weekly', date: '2024-01-11', period_days: 7, interactions: 3 };
    await loadPeople(t.pool, { employees: staff(5), activity: [row, ...ends()] });
    const weeks = await askPeople(t.db, [adoption.weekly_active_rate!], {
      from: '2024-01-08',
      to: '2024-01-22',
      grain: 'week',
    });
    expect(weeks.map(({ values }) => values.weekly_active_rate!.numerator)).toEqual([1, 0]);
    expect(await one('daily_active_rate')).toMatchObject({ numerator: 0, denominator: 115, atLeast: true });
  });

  it('counts a longer row in 28 days that hold it whole, or its last active day', async () => {
    // The 28 days to 31 January begin on the 4th.
    const long = (employee_id: string, date: string, period_days: number, last_active_on?: string) => ({
      employee_id,
      tool: 'monthly',
      date,
      period_days,
      interactions: 9,
      last_active_on,
    });
    const activity = [
      long('p0', '2024-01-04', 28),
      long('p1', '2024-01-03', 28),
      long('p2', '2024-01-01', 31, '2024-01-04'),
      long('p3', '2024-01-01', 31, '2024-01-03'),
      ...ends(),
    ];
    await loadPeople(t.pool, { employees: staff(5), activity });
    expect(await one('monthly_active_rate')).toMatchObject({ numerator: 2, denominator: 5 });
  });
});

describe('what is observed', () => {
  it('ends with the slower source, and never after today', async () => {
    await loadPeople(t.pool, { employees: staff(5), activity: ends('2024-01-01', '2024-01-31') });
    expect(await one('daily_active_rate')).toMatchObject({ denominator: 115, status: 'ok' });
    const options = { now: new Date('2024-01-12T12:00:00Z') };
    expect(await one('daily_active_rate', WHOLE, options)).toMatchObject({ denominator: 50, status: 'provisional' });
    await loadPeople(t.pool, { activity: ends('2024-01-01', '2024-01-17') }, { source: 2, run: 2 });
    expect(await one('daily_active_rate')).toMatchObject({ denominator: 65, status: 'provisional' });
  });

  it('comes as far as a longer row: 5 of 6 in the 28 days to 30 January after one report of 30 days', async () => {
    const report = staff(6).map(({ employee_id }, index) => ({
      ...{ employee_id, tool: 'copilot', date: '2024-01-01', period_days: 30, interactions: null },
      last_active_on: index < 5 ? '2024-01-30' : '2024-01-02',
    }));
    await loadPeople(t.pool, { employees: staff(6), activity: report });
    const days = { from: '2024-01-03', to: '2024-01-31' };
    expect(await one('monthly_active_rate', days)).toEqual({
      value: 5 / 6,
      numerator: 5,
      denominator: 6,
      status: 'ok',
    });
    expect(await one('daily_active_rate', days)).toMatchObject({ value: null, status: 'no_data' });
  });

  it('comes as far as the shortest rows of a source: weeks told to the 14th, a month to the 31st, are 2 weeks × 5', async () => {
    const row = (date: string, period_days: number) => ({
      ...{ employee_id: 'p0', tool: 'chat', date, period_days, interactions: 3 },
    });
    const activity = [row('2024-01-01', 7), row('2024-01-08', 7), row('2024-01-01', 31)];
    await loadPeople(t.pool, { employees: staff(5), activity });
    expect(await one('weekly_active_rate')).toMatchObject({ numerator: 2, denominator: 10, status: 'provisional' });
    // A source that tells no weeks any more has come as far as its months: to 31 March.
    await loadPeople(t.pool, { activity: [row('2024-02-01', 29), row('2024-03-01', 31)] }, { run: 2 });
    const march = { from: '2024-03-01', to: '2024-04-01' };
    expect(await one('monthly_active_rate', march)).toMatchObject({ denominator: 5, status: 'ok' });
  });

  it('begins with the first record: from Wednesday the 10th 16 workdays × 5, and no whole week before Monday the 15th', async () => {
    await loadPeople(t.pool, { employees: staff(5), activity: ends('2024-01-10') });
    expect(await one('daily_active_rate')).toMatchObject({ denominator: 80, status: 'provisional' });
    // Weeks of the 15th and the 22nd.
    expect(await one('weekly_active_rate')).toMatchObject({ denominator: 10, status: 'provisional' });
    const before = { from: '2023-12-01', to: '2024-01-01' };
    expect(await one('daily_active_rate', before)).toMatchObject({ value: null, status: 'no_data' });
    expect(await one('seats_held', before)).toMatchObject({ value: null, status: 'no_data' });
  });

  it('leaves out holidays: 23 − 1 workdays × 5', async () => {
    await loadPeople(t.pool, { employees: staff(5), activity: ends() });
    expect(await one('daily_active_rate', WHOLE, { settings: { holidays: ['2024-01-01'] } })).toMatchObject({
      denominator: 110,
    });
  });

  it('says "at least" of any tool, nothing of the tool alone, where a tool in use reports no single days', async () => {
    const day = staff(3).map(({ employee_id }) => ({ employee_id, tool: 'chat', date: '2024-01-10', interactions: 1 }));
    const week = { employee_id: 'p4', tool: 'weekly', date: '2024-01-08', period_days: 7, interactions: 3 };
    await loadPeople(t.pool, { employees: staff(5), activity: [...day, week, ...ends()] });
    expect(await one('daily_active_rate')).toMatchObject({ numerator: 3, atLeast: true });
    expect((await one('weekly_active_rate')).atLeast).toBeUndefined();
    const rows = await askPeople(t.db, [adoption.daily_active_rate!], { ...WHOLE, by: ['tool'] });
    expect(
      rows.map(({ key, values }) => [key.tool, values.daily_active_rate!.numerator, values.daily_active_rate!.status]),
    ).toEqual([
      ['chat', 3, 'ok'],
      ['weekly', undefined, 'no_data'],
    ]);
    expect(rows.every(({ values }) => values.daily_active_rate!.atLeast === undefined)).toBe(true);
  });

  it('says so too of a tool of which there are only seats', async () => {
    const seat = { employee_id: 'p0', tool: 'code', assigned_on: '2023-06-01' };
    await loadPeople(t.pool, { employees: staff(5), activity: ends(), seats: [seat] });
    expect(await one('daily_active_rate')).toMatchObject({ atLeast: true });
    const earlier = { from: '2023-05-01', to: '2023-06-01' };
    expect((await one('daily_active_rate', earlier)).atLeast).toBeUndefined();
  });
});

describe('the small company', () => {
  const load = () => loadPeople(t.pool, { employees, seats, activity: toolActivity });
  const Q1 = { from: '2026-01-01', to: '2026-04-01' };

  it('leaves Emil’s seat, revoked unused after 14 days, out of both and counts it beside', async () => {
    await load();
    const value = await one('activation_rate', Q1);
    // 6 of 7 seats; its window is observed, but the first four days of the quarter are not.
    expect(value).toEqual({
      value: 6 / 7,
      numerator: 6,
      denominator: 7,
      status: 'provisional',
      beside: { left_out: 1 },
    });
  });

  it('waits for 30 days: of the seats assigned on 2026-04-06 nothing is known on 2026-04-29', async () => {
    const late = employees
      .slice(0, 6)
      .map(({ employee_id }) => ({ employee_id, tool: 'code', assigned_on: '2026-04-06' }));
    await loadPeople(t.pool, { employees, activity: toolActivity, seats: late });
    const april = { from: '2026-04-01', to: '2026-05-01' };
    expect(await one('activation_rate', april)).toMatchObject({ value: null, status: 'no_data' });
  });

  it('answers each month with its own last day', async () => {
    await load();
    const months = await askPeople(t.db, [adoption.monthly_active_rate!], { ...Q1, grain: 'month' });
    // January: Anna, Bela, Carl, Gina. February adds Ines. March: Gina is gone, Hanna came.
    expect(months.map(({ key, values }) => [key.period, values.monthly_active_rate!.numerator])).toEqual([
      ['2026-01-01', 4],
      ['2026-02-01', 5],
      ['2026-03-01', 5],
    ]);
  });

  it('answers about its two departments of six, and hides what fewer than five use', async () => {
    await load();
    const metrics = [adoption.monthly_active_rate!, adoption.seat_utilisation!, adoption.interactions_per_active_day!];
    const rows = await askPeople(t.db, metrics, { ...Q1, by: ['department'] });
    // Care: Anna, Bela, Carl of six; Product: Hanna and Ines of six. Neither has five seats or five users.
    expect(rows).toEqual([
      {
        key: { department: 'Care' },
        values: expect.objectContaining({
          monthly_active_rate: { value: 0.5, numerator: 3, denominator: 6, status: 'ok' },
        }),
      },
      {
        key: { department: 'Product' },
        values: expect.objectContaining({
          monthly_active_rate: { value: 1 / 3, numerator: 2, denominator: 6, status: 'ok' },
        }),
      },
    ]);
    for (const { values } of rows) {
      expect(values.seat_utilisation).toEqual({ value: null, status: 'suppressed' });
      expect(values.interactions_per_active_day).toEqual({ value: null, status: 'suppressed' });
    }
  });

  it('hides a team of three, and both of a department when k is 7', async () => {
    await load();
    const team = await one('monthly_active_rate', { ...Q1, filter: { team: ['Chat'] } });
    expect(team).toEqual({ value: null, status: 'suppressed' });
    const request = { ...Q1, filter: { department: ['Care'] } };
    expect(await one('monthly_active_rate', request, { settings: { group_size: 7 } })).toEqual({
      value: null,
      status: 'suppressed',
    });
    expect(await one('monthly_active_rate', request, { settings: { group_size: 2 } })).toMatchObject({
      denominator: 6,
    });
    expect(
      await one('monthly_active_rate', { ...Q1, filter: { team: ['Chat'] } }, { settings: { group_size: 2 } }),
    ).toMatchObject({ status: 'suppressed' });
  });
});

describe('what nobody may ask', () => {
  const refused = (id: string, request: Request) =>
    askPeople(t.db, [adoption[id]!], request).then(
      () => null,
      (error) => ({ status: error.status, detail: error.detail }),
    );

  it('is a department or team over days or from a Tuesday', async () => {
    const by = ['department' as const];
    expect(await refused('daily_active_rate', { ...WHOLE, grain: 'day', by })).toMatchObject({
      status: 422,
      detail: expect.stringContaining('days are not a grain'),
    });
    const tuesday = { from: '2024-01-02', to: '2024-02-01' };
    expect(await refused('daily_active_rate', { ...tuesday, by })).toMatchObject({
      status: 422,
      detail: expect.stringContaining('2024-01-02'),
    });
    expect(await refused('daily_active_rate', { ...tuesday, filter: { team: ['x'] } })).toMatchObject({ status: 422 });
    expect(await refused('daily_active_rate', { from: '2024-01-01', to: addDays('2024-01-01', 3), by })).toMatchObject({
      status: 422,
    });
    expect(await refused('daily_active_rate', { ...tuesday, grain: 'day' })).toBeNull();
    expect(await refused('daily_active_rate', { from: '2024-01-08', to: '2024-03-01', by })).toBeNull();
  });

  it('is tool and organisation at once, of seats and of interactions', async () => {
    for (const id of [
      'interactions_per_active_day',
      'seats_held',
      'seats_idle',
      'idle_seat_cost',
      'seat_utilisation',
      'activation_rate',
    ]) {
      expect(await refused(id, { ...WHOLE, by: ['department', 'tool'] })).toMatchObject({ status: 422 });
      expect(await refused(id, { ...WHOLE, by: ['team'], filter: { tool: ['chat'] } })).toMatchObject({ status: 422 });
      expect(await refused(id, { ...WHOLE, by: ['tool'] })).toBeNull();
    }
    expect(await refused('weekly_active_rate', { ...WHOLE, by: ['department', 'tool'] })).toBeNull();
  });
});

describe('the snapshot', () => {
  it('follows every merge at once and keeps databases apart', async () => {
    const other = await createDatabase();
    try {
      await loadPeople(t.pool, { employees: staff(5), activity: ends() });
      await loadPeople(other.pool, { employees: staff(9), activity: ends() });
      expect(await one('monthly_active_rate')).toMatchObject({ denominator: 5 });
      const [row] = await askPeople(other.db, [adoption.monthly_active_rate!], WHOLE);
      expect(row!.values.monthly_active_rate).toMatchObject({ denominator: 9 });
      await loadPeople(t.pool, { employees: staff(7).slice(5) }, { run: 2 });
      expect(await one('monthly_active_rate')).toMatchObject({ denominator: 7 });
    } finally {
      await other.close();
    }
  });

  it('answers an empty workspace with no_data', async () => {
    await loadPeople(t.pool, {});
    for (const id of Object.keys(adoption)) expect(await one(id)).toMatchObject({ value: null, status: 'no_data' });
  });
});

describe('readers for filter bars and the Sources page', () => {
  it('name what the roster and the tools hold', async () => {
    const before = {
      employee_id: 'x',
      department: 'Old',
      team: null,
      valid_from: '2024-01-01',
      valid_to: '2025-01-01',
    };
    await loadPeople(t.pool, { employees: [...employees, before], seats, activity: [...toolActivity, ...ends()] });
    expect(await departments(t.db, '2026-03-01')).toEqual(['Care', 'Product']);
    expect(await allDepartments(t.db)).toEqual(['Care', 'Old', 'Product']);
    expect(await teams(t.db, ['Care'])).toEqual([
      { department: 'Care', team: 'Chat' },
      { department: 'Care', team: 'Phone' },
    ]);
    expect(await teams(t.db)).toHaveLength(4);
    expect(await tools(t.db)).toEqual(['chat', 'chatgpt', 'github-copilot']);
    // The outsider whose two rows bound January 2024.
    expect(await unmatchedPeople(t.db)).toBe(1);
  });
});
