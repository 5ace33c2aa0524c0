import { describe, expect, it } from 'vitest';
import type { Dimension } from '@/lib/core/dimensions';
import type { MetricRequest } from '@/lib/core/request';
import { adoption } from '../support/adoption-metrics';
import { askPeople } from '../support/ask-people';
import { useDatabase } from '../support/database';
import { loadPeople } from '../support/people';
import { oracle, type World } from '../support/people-oracle';
import { type Random, seeded } from '../support/random';
import { randomCompany } from '../support/random-company';

const t = useDatabase();
const NARROW = /seat|activation|interactions/;

async function load(world: World): Promise<void> {
  await t.pool.query('truncate employee, tool_activity, seat, financials, activity_rollup');
  const { employees, seatsOfSecond = [] } = world;
  const seats = world.seats.filter((seat) => !seatsOfSecond.includes(seat));
  await loadPeople(t.pool, { employees, seats, activity: world.activityBySource[0] }, { source: 1, run: 1 });
  await loadPeople(t.pool, { seats: seatsOfSecond, activity: world.activityBySource[1] }, { source: 2, run: 2 });
}

const RANGES = [
  ['2024-01-01', '2024-04-01'],
  ['2024-04-01', '2024-07-01'],
  ['2024-02-01', '2024-06-03'],
  ['2024-03-25', '2024-04-08'],
  ['2023-12-01', '2024-08-01'],
  ['2024-06-01', '2024-07-01'],
  ['2024-07-15', '2024-08-01'],
] as const;

function randomRequest(r: Random, world: World): Omit<MetricRequest, 'compare'> {
  const organisation = r.chance(0.6);
  const departments = [...new Set(world.employees.map((row) => row.department))];
  const teams = [...new Set(world.employees.map((row) => row.team ?? 'unknown'))];
  const tools = [...new Set(world.activity.map((row) => row.tool))];
  const by: Dimension[] = [];
  const filter: NonNullable<MetricRequest['filter']> = {};
  if (organisation) {
    if (r.chance(0.6)) by.push('department');
    if (r.chance(0.4)) by.push('team');
    if (r.chance(0.4)) filter.department = departments.filter(() => r.chance(0.6)).concat('Nowhere');
    if (r.chance(0.2)) filter.team = teams.filter(() => r.chance(0.6)).concat('unknown');
  }
  const asksTool = r.chance(0.4);
  if (asksTool && r.chance(0.6)) by.push('tool');
  else if (asksTool) filter.tool = tools.filter(() => r.chance(0.6)).concat('none');
  const grain = r.pick(
    organisation ? (['week', 'month', 'quarter', undefined] as const) : (['day', 'week', 'month', undefined] as const),
  );
  const [from, to] = grain === 'day' ? (['2024-05-20', '2024-06-05'] as const) : r.pick(RANGES);
  const both = organisation && (by.includes('tool') || filter.tool);
  const metrics = Object.keys(adoption).filter((id) => !(both && NARROW.test(id)) && r.chance(0.4));
  return { metrics: metrics.length ? metrics : ['daily_active_rate'], from, to, grain, by, filter };
}

describe('Adoption agrees with plain loops over people and days', () => {
  it.each(Array.from({ length: 16 }, (_, seed) => [seed]))('in random company %i', async (seed) => {
    const world = randomCompany(seed);
    await load(world);
    const r = seeded(seed + 1000);
    for (let i = 0; i < 10; i++) await compare(world, randomRequest(r, world));
  });
});

let answered = 0;
async function compare(world: World, request: Omit<MetricRequest, 'compare'>): Promise<void> {
  const told = await askPeople(
    t.db,
    request.metrics.map((id) => adoption[id]!),
    request,
    { settings: { holidays: world.holidays } },
  );
  const expected = oracle(world, request);
  const name = (key: Record<string, string>) => JSON.stringify(Object.entries(key).sort());
  const found = new Map(told.map((row) => [name(row.key), row.values]));
  expect([...found.keys()].sort()).toEqual(expected.map(({ key }) => name(key)).sort());
  for (const { key, sums } of expected)
    for (const id of request.metrics) {
      const about = JSON.stringify({ request, key, id });
      const value = found.get(name(key))![id]!;
      const { n, d, people, cut, provisional } = sums[id]!;
      if (cut || (people > 0 && people < world.k)) {
        expect(value, about).toEqual({ value: null, status: 'suppressed' });
        continue;
      }
      // Held back to keep a smaller neighbour from being worked out: tested in privacy.test.ts.
      if (value.status === 'suppressed' && NARROW.test(id) && (request.by?.length || request.filter)) continue;
      answered++;
      const right = d === undefined ? n : n === null || !d ? null : n / d;
      if (right === null) expect(value, about).toMatchObject({ value: null, status: 'no_data' });
      else {
        expect(value.value, about).toBeCloseTo(right, 9);
        expect(value.status, about).toBe(provisional ? 'provisional' : 'ok');
        if (d !== undefined) expect(value, about).toMatchObject({ numerator: n, denominator: d });
      }
    }
}

it('has compared a good many figures', () => expect(answered).toBeGreaterThan(3000));
