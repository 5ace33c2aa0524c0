import { afterEach, describe, expect, it } from 'vitest';
import contacts_per_1000_transactions from '@/lib/metrics/definitions/contacts_per_1000_transactions';
import cost_per_transaction from '@/lib/metrics/definitions/cost_per_transaction';
import headcount from '@/lib/metrics/definitions/headcount';
import revenue_per_employee from '@/lib/metrics/definitions/revenue_per_employee';
import tech_share from '@/lib/metrics/definitions/tech_share';
import { engine } from '@/lib/query/engines/company';
import { employees, financials } from '../fixtures/small-company/people';
import { askPeople } from '../support/ask-people';
import { useDatabase } from '../support/database';
import { goldenPeople } from '../support/golden-people';
import { loadPeople } from '../support/people';

const t = useDatabase();
afterEach(() => t.pool.query('truncate employee, tool_activity, seat, financials, activity_rollup'));

const metrics = [headcount, tech_share, revenue_per_employee, cost_per_transaction, contacts_per_1000_transactions];
type Request = Parameters<typeof askPeople>[2];
const ask = (request: Request, now = new Date('2030-01-01')) => askPeople(t.db, metrics, request, { now, by: engine });
const Q1 = { from: '2026-01-01', to: '2026-04-01' };

describe('the golden company’s Company figures', () => {
  it('come out exactly for 2024-Q1', async () => {
    await loadPeople(t.pool, goldenPeople());
    const [row] = await ask({ from: '2024-01-01', to: '2024-04-01', grain: 'quarter' });
    expect(row!.key).toEqual({ period: '2024-01-01' });
    expect(row!.values.headcount!.value).toBeCloseTo(139.4065934065934, 10);
    expect(row!.values.tech_share!.value).toBeCloseTo(0.3883020652688003, 12);
    expect(row!.values.revenue_per_employee!.value! / 697814.9140785118).toBeCloseTo(1, 12);
    expect(row!.values.cost_per_transaction!.value).toBeCloseTo(0.24615384615384617, 12);
  });
});

describe('the small company', () => {
  const load = () => loadPeople(t.pool, { employees, financials });

  it('has 12 people, half of them in tech, and one contractor beside them', async () => {
    await load();
    const [row] = await ask(Q1);
    expect(row!.values.headcount).toEqual({
      value: 12,
      numerator: 1080,
      denominator: 90,
      status: 'ok',
      beside: { contractors: 1 },
    });
    expect(row!.values.tech_share).toMatchObject({ value: 0.5, numerator: 540, denominator: 1080 });
  });

  it('books 3,000,000 × 4 / 12 people, and over two quarters 5,400,000 × 4 / (12 + 12)', async () => {
    await load();
    expect((await ask(Q1))[0]!.values.revenue_per_employee).toMatchObject({ value: 1_000_000, status: 'ok' });
    const both = await ask({ from: '2025-10-01', to: '2026-04-01' });
    expect(both[0]!.values.revenue_per_employee).toMatchObject({
      value: 900_000,
      numerator: 5_400_000,
      denominator: 24,
    });
    expect(both[0]!.values.cost_per_transaction).toMatchObject({ value: 270_000 / 110_000 });
  });

  it('answers for the whole quarters inside a period, and says nothing where there is none', async () => {
    await load();
    const around = await ask({ from: '2025-12-15', to: '2026-06-15' });
    expect(around[0]!.values.revenue_per_employee).toMatchObject({ value: 1_000_000 });
    const within = await ask({ from: '2026-01-02', to: '2026-04-01' });
    expect(within[0]!.values.revenue_per_employee).toMatchObject({ value: null, status: 'no_data' });
    expect(within[0]!.values.cost_per_transaction).toMatchObject({ value: null, status: 'no_data' });
    expect(within[0]!.values.headcount).toMatchObject({ value: 12 });
    const clipped = await ask({ from: '2025-12-15', to: '2026-04-01', grain: 'quarter' });
    expect(clipped.map(({ values }) => values.revenue_per_employee!.status)).toEqual(['no_data', 'ok']);
  });

  it('counts only days up to now: on 10 February 41 days, provisional', async () => {
    await load();
    const [row] = await ask(Q1, new Date('2026-02-10T12:00:00Z'));
    expect(row!.values.headcount).toMatchObject({ value: 12, denominator: 41, status: 'provisional' });
    expect(row!.values.revenue_per_employee).toMatchObject({ value: 1_000_000, status: 'provisional' });
    const [later] = await ask({ from: '2026-07-01', to: '2026-10-01' }, new Date('2026-02-10T12:00:00Z'));
    expect(later!.values.headcount).toMatchObject({ value: null, status: 'no_data' });
  });

  it('leaves days before the roster out of the mean: 6 people since 15 February are 6, not 3', async () => {
    const late = employees.slice(0, 6).map((row) => ({ ...row, valid_from: '2026-02-15' }));
    await loadPeople(t.pool, { employees: late, financials });
    const [row] = await ask(Q1);
    expect(row!.values.headcount).toMatchObject({ value: 6, denominator: 45, status: 'provisional' });
  });

  it('has no contacts per transaction while no conversation is known', async () => {
    await load();
    expect((await ask(Q1))[0]!.values.contacts_per_1000_transactions).toMatchObject({ value: null, status: 'no_data' });
  });

  it('believes the later run where two sources bring one quarter', async () => {
    await load();
    const corrected = { quarter: '2026-Q1', revenue: 6_000_000, customer_service_cost: 60_000, transactions: 60_000 };
    await loadPeople(t.pool, { financials: [corrected] }, { source: 2, run: 2 });
    expect((await ask(Q1))[0]!.values.revenue_per_employee).toMatchObject({ value: 2_000_000 });
  });
});
