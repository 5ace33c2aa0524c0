import { afterEach, describe, expect, it } from 'vitest';
import { adoption } from '../support/adoption-metrics';
import { askPeople } from '../support/ask-people';
import { useDatabase } from '../support/database';
import { loadPeople, type PeopleRows } from '../support/people';

const t = useDatabase();
afterEach(() => t.pool.query('truncate employee, tool_activity, seat, financials, activity_rollup'));

const JANUARY = { from: '2024-01-01', to: '2024-02-01' };
const FIVE = ['p0', 'p1', 'p2', 'p3', 'p4'];
const employees = FIVE.map((employee_id) => ({
  ...{ employee_id, email: `${employee_id}@x`, department: 'A', valid_from: '2023-01-01' },
}));
type Use = NonNullable<PeopleRows['activity']>[number];
type Seat = NonNullable<PeopleRows['seats']>[number];
/** One row of each of the five. */
const five = (row: Partial<Use>) =>
  FIVE.map((employee_id): Use => ({ ...{ employee_id, tool: 'chat', date: '2024-01-10', interactions: 1 }, ...row }));
/** Somebody outside the roster bounds what is observed, in each source. */
const bounds = (from = '2024-01-01', to = '2024-01-31') =>
  [from, to].map((date): Use => ({ employee_id: 'outsider', tool: 'chat', date, interactions: 1 }));

/** Loads each as a source of its own, known in this order. */
async function sources(...each: PeopleRows[]): Promise<void> {
  for (const [at, rows] of each.entries())
    await loadPeople(
      t.pool,
      { ...rows, ...(at === 0 && { employees }), activity: rows.activity ?? bounds() },
      { source: at + 1, run: at + 1 },
    );
}
async function one(id: string, range = JANUARY) {
  const rows = await askPeople(t.db, [adoption[id]!], range);
  return rows[0]!.values[id]!;
}

describe('a day that two sources tell', () => {
  it('counts the numbers of the source known first: 5 people × 3, not × (3 + 4), on 5 days', async () => {
    await sources(
      { activity: [...five({ interactions: 3 }), ...bounds()] },
      { activity: [...five({ interactions: 4 }), ...bounds()] },
    );
    expect(await one('interactions_per_active_day')).toMatchObject({ value: 3, numerator: 15, denominator: 5 });
    expect(await one('daily_active_rate')).toMatchObject({ numerator: 5, denominator: 115 });
  });

  it('is the same whichever came last, and whoever is named by an address: 15 on 5 days', async () => {
    const byAddress = FIVE.map(
      (id): Use => ({
        ...{ employee_id: `${id}@x`, tool: 'chat', date: '2024-01-10', interactions: 4 },
      }),
    );
    await loadPeople(t.pool, { activity: [...byAddress, ...bounds()] }, { source: 2, run: 1 });
    await loadPeople(
      t.pool,
      { employees, activity: [...five({ interactions: 3 }), ...bounds()] },
      { source: 1, run: 2 },
    );
    expect(await one('interactions_per_active_day')).toMatchObject({ numerator: 15, denominator: 5 });
  });

  it('prefers a number to none: 5 × 4 where the first source tells only that they were active', async () => {
    const unnumbered = { interactions: null, last_active_on: '2024-01-10' };
    await sources(
      { activity: [...five(unnumbered), ...bounds()] },
      { activity: [...five({ interactions: 4 }), ...bounds()] },
    );
    expect(await one('interactions_per_active_day')).toMatchObject({ numerator: 20, denominator: 5 });
  });

  it('is active in either: 5 and 5 on other days are 10, with 5 × 3 + 5 × 4 = 35', async () => {
    await sources(
      { activity: [...five({ interactions: 3 }), ...bounds()] },
      { activity: [...five({ interactions: 4, date: '2024-01-11' }), ...bounds()] },
    );
    expect(await one('daily_active_rate')).toMatchObject({ numerator: 10 });
    expect(await one('interactions_per_active_day')).toMatchObject({ numerator: 35, denominator: 10 });
  });

  it('adds two accounts of one person in one source: 5 × (3 + 2)', async () => {
    const second = FIVE.map(
      (id): Use => ({
        ...{ employee_id: `${id}@x`, tool: 'chat', date: '2024-01-10', interactions: 2 },
      }),
    );
    await sources({ activity: [...five({ interactions: 3 }), ...second, ...bounds()] });
    expect(await one('interactions_per_active_day')).toMatchObject({ numerator: 25, denominator: 5 });
  });

  it('keeps tools apart: 3 in one and 4 in another are 7', async () => {
    await sources(
      { activity: [...five({ interactions: 3 }), ...bounds()] },
      { activity: [...five({ interactions: 4, tool: 'code' }), ...bounds()] },
    );
    expect(await one('interactions_per_active_day')).toMatchObject({ numerator: 35, denominator: 5 });
  });
});

describe('a week that is told several times', () => {
  /** The 12 ISO weeks that end on Sunday 24 March 2024, from Monday 1 January. */
  const MONDAYS = Array.from({ length: 12 }, (_, week) => new Date(Date.UTC(2024, 0, 1 + 7 * week)));
  const on = (monday: Date, away: number) => new Date(monday.getTime() + away * 86_400_000).toISOString().slice(0, 10);
  const weekly = (interactions: number | null, away = 0) =>
    MONDAYS.flatMap((monday) => five({ date: on(monday, away), period_days: 7, interactions }));
  const range = { from: '2024-03-01', to: '2024-03-25' };
  const daily = (interactions: number) => MONDAYS.flatMap((monday) => five({ date: on(monday, 2), interactions }));
  const edges = bounds('2024-01-01', '2024-03-24');

  it('counts one row: the last seven days pulled every day, 10 a week, are 10 a week and no power use', async () => {
    const pulled = [-3, -2, -1, 0, 1, 2, 3].flatMap((away) => weekly(10, away));
    await sources({ activity: [...pulled, ...edges] });
    // Added up, it would be 70 a week.
    expect(await one('habit_power', range)).toMatchObject({ numerator: 0, denominator: 5 });
    expect(await one('habit_habitual', range)).toMatchObject({ numerator: 5, denominator: 5 });
  });

  it('counts the row from Monday before any other: 16 a week is power use, the rows beside it tell 1', async () => {
    await sources({ activity: [...weekly(1, -1), ...weekly(16), ...weekly(1, 1), ...edges] });
    expect(await one('habit_power', range)).toMatchObject({ numerator: 5, denominator: 5 });
  });

  it('counts, of two rows a day off, the later: 16 from Tuesday, not 1 from Sunday', async () => {
    await sources({ activity: [...weekly(1, -1), ...weekly(16, 1), ...edges] });
    expect(await one('habit_power', range)).toMatchObject({ numerator: 5 });
  });

  it('goes by the row from Monday where it says nobody was active: 0 of 5 in each week', async () => {
    await sources({ activity: [...weekly(0), ...weekly(9, -2), ...edges] });
    expect(await one('weekly_active_rate', range)).toMatchObject({ numerator: 0, denominator: 15 });
    expect(await one('habit_none', range)).toMatchObject({ numerator: 5 });
  });

  it('counts single days before weeks, from one source or two: 8 + 0, not 8 + 8 a week', async () => {
    await sources({ activity: [...weekly(8), ...daily(8), ...edges] });
    expect(await one('habit_power', range)).toMatchObject({ numerator: 0 });
    await t.pool.query('truncate tool_activity, activity_rollup, employee');
    await sources({ activity: weekly(8) }, { activity: [...daily(8), ...edges] });
    expect(await one('habit_power', range)).toMatchObject({ numerator: 0, denominator: 5 });
    expect(await one('habit_habitual', range)).toMatchObject({ numerator: 5 });
  });

  it('counts a week’s number where the days have none: 16 a week', async () => {
    const days = MONDAYS.flatMap((monday) =>
      five({ date: on(monday, 2), interactions: null, last_active_on: on(monday, 2) }),
    );
    await sources({ activity: weekly(16) }, { activity: [...days, ...edges] });
    expect(await one('habit_power', range)).toMatchObject({ numerator: 5 });
  });

  it('counts one of two sources that both tell weeks: 8, not 8 + 9', async () => {
    await sources({ activity: weekly(8) }, { activity: weekly(9, 1) });
    expect(await one('habit_power', range)).toMatchObject({ numerator: 0 });
    expect(await one('habit_habitual', range)).toMatchObject({ numerator: 5 });
  });
});

describe('a seat that two sources tell', () => {
  const seats = (row: Partial<Seat> = {}) =>
    FIVE.map((employee_id): Seat => ({ ...{ employee_id, tool: 'code', assigned_on: '2023-06-01' }, ...row }));

  it('is held once and costs once: 5 seats of 30 are 150, not 10 and 275', async () => {
    await sources(
      { seats: seats({ monthly_cost: 30 }) },
      { seats: seats({ assigned_on: '2023-07-15', monthly_cost: 25 }) },
    );
    expect(await one('seats_held')).toMatchObject({ value: 5 });
    expect(await one('idle_seat_cost')).toMatchObject({ value: 150 });
  });

  it('takes a cost and an end from the source that tells them: 5 × 25, and none in February', async () => {
    const activity = bounds('2024-01-01', '2024-02-29');
    await sources(
      { seats: seats(), activity },
      { seats: seats({ monthly_cost: 25, revoked_on: '2024-02-01' }), activity },
    );
    expect(await one('idle_seat_cost')).toMatchObject({ value: 125 });
    expect(await one('seats_held', { from: '2024-02-01', to: '2024-03-01' })).toMatchObject({ value: 0 });
  });

  it('is two seats, one after the other, where the times do not overlap: assigned twice', async () => {
    await sources(
      {
        seats: seats({ assigned_on: '2024-01-02', revoked_on: '2024-01-10' }),
        activity: bounds('2024-01-01', '2024-03-31'),
      },
      { seats: seats({ assigned_on: '2024-01-10' }), activity: bounds('2024-01-01', '2024-03-31') },
    );
    // The first five were revoked unused within 30 days: left out of both.
    expect(await one('activation_rate')).toMatchObject({ denominator: 5, beside: { left_out: 5 } });
  });

  it('is assigned once: 5 new seats in January, not 10', async () => {
    const activity = bounds('2024-01-01', '2024-03-31');
    await sources(
      { seats: seats({ assigned_on: '2024-01-02' }), activity },
      { seats: seats({ assigned_on: '2024-01-20' }), activity },
    );
    expect(await one('activation_rate')).toMatchObject({ denominator: 5 });
  });
});
