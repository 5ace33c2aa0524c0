import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dimension } from '@/lib/core/dimensions';
import { addDays, isoWeekday } from '@/lib/core/period';
import type { Filter, MetricRequest } from '@/lib/core/request';
import { adoption } from '../support/adoption-metrics';
import { askPeople } from '../support/ask-people';
import { useDatabase } from '../support/database';
import { loadPeople, type PeopleRows } from '../support/people';

const t = useDatabase();
const K = 5;
const DEPARTMENTS = ['Alpha', 'Beta', 'Gamma', 'Delta'];
const TEAMS = ['one', 'two', 'three'];
const TOOLS = ['chat', 'code', 'draw'];
const QUARTERS = ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01'];
/** Weeks and months on both sides of a quarter's end, and quarters alone and together. */
const PERIODS = [
  ['2024-01-01', '2024-04-01'],
  ['2024-04-01', '2024-07-01'],
  ['2024-01-01', '2024-07-01'],
  ['2024-03-01', '2024-05-01'],
  ['2024-06-24', '2024-07-01'],
  ['2024-06-24', '2024-07-08'],
  ['2024-07-01', '2024-10-01'],
] as const;

interface Query {
  by: Dimension[];
  filter: Filter;
}
interface Person {
  /** cell by quarter, null = not employed in it */
  cells: ({ department: string; team: string } | null)[];
  /** days after its first quarter began on which the person came */
  late: number;
  seats: string[];
}

const cell = fc.record({ department: fc.constantFrom(...DEPARTMENTS), team: fc.constantFrom(...TEAMS) });
const person: fc.Arbitrary<Person> = fc.record({
  // Mostly one home for good, sometimes a move, a leave or a late start: whoever goes, goes at a quarter's end.
  cells: fc
    .tuple(cell, fc.option(cell, { freq: 6 }), fc.nat(5), fc.nat(5))
    .map(([home, other, first, second]) => [home, first === 0 ? other : home, second === 0 ? other : home]),
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(80)),
  seats: fc.subarray(TOOLS),
});
const company = fc.array(person, { minLength: 3, maxLength: 36 });

function rowsOf(people: Person[]): PeopleRows {
  const employees: NonNullable<PeopleRows['employees']> = [];
  people.forEach(({ cells, late }, index) => {
    const first = cells.findIndex((one) => one !== null);
    cells.forEach((one, quarter) => {
      if (!one) return;
      const valid_from = addDays(QUARTERS[quarter]!, quarter === first ? late : 0);
      employees.push({ employee_id: `p${index}`, ...one, valid_from, valid_to: QUARTERS[quarter + 1]! });
    });
  });
  const seats = people.flatMap((one, index) =>
    one.seats.map((tool) => ({ employee_id: `p${index}`, tool, assigned_on: '2023-12-01', monthly_cost: 10 })),
  );
  // The first and the last observed day.
  const activity = ['2023-10-01', '2024-09-30'].map((date) => ({
    employee_id: 'p0',
    tool: 'chat',
    date,
    interactions: 1,
  }));
  return { employees, seats, activity };
}

/** All subsets but the empty one. */
function subsets<T>(list: T[]): T[][] {
  return Array.from({ length: 2 ** list.length - 1 }, (_, mask) => list.filter((_one, at) => (mask + 1) & (1 << at)));
}

const ORGANISATION: Query[] = [
  { by: [], filter: {} },
  { by: ['department'], filter: {} },
  { by: ['team'], filter: {} },
  { by: ['department', 'team'], filter: {} },
  ...subsets(DEPARTMENTS).map((department): Query => ({ by: [], filter: { department } })),
  ...subsets(TEAMS).map((team): Query => ({ by: [], filter: { team } })),
  ...DEPARTMENTS.map((department): Query => ({ by: ['team'], filter: { department: [department] } })),
  ...TEAMS.map((team): Query => ({ by: ['department'], filter: { team: [team] } })),
];
const BY_TOOL: Query[] = [
  { by: [], filter: {} },
  { by: ['tool'], filter: {} },
  ...subsets(TOOLS).map((tool): Query => ({ by: [], filter: { tool } })),
];

type Thing = { person: string } & Partial<Record<Dimension, string>>;

/** What an answered row is about, told from the question alone. */
function matcher({ filter }: Query, key: Record<string, string>) {
  return (thing: Thing) =>
    [...Object.entries(filter), ...Object.entries(key).map(([name, value]) => [name, [value]] as const)].every(
      ([name, values]) => name === 'period' || values!.includes(thing[name as Dimension]!),
    );
}

/** The answered rows of all queries over a period, as tests of membership. */
async function answered(metric: string, queries: Query[], [from, to]: readonly [string, string]) {
  const asked = await Promise.all(
    queries.map(async (query) => {
      const request: Omit<MetricRequest, 'metrics'> = { from, to, ...query };
      const rows = await askPeople(t.db, [adoption[metric]!], request);
      return rows
        .filter(({ values }) => values[metric]!.status !== 'suppressed' && values[metric]!.status !== 'no_data')
        .map(({ key }) => matcher(query, key));
    }),
  );
  return asked.flat();
}

/**
 * What cannot be told apart by any of the answers. Sums and differences of answers, over any number of periods,
 * are about whole such classes; so if each holds k people, nobody is isolated with fewer than k.
 */
function smallestClass(things: Thing[], answers: ((thing: Thing) => boolean)[]): number {
  const classes = new Map<string, Set<string>>();
  for (const thing of things) {
    const signature = answers.map((has) => (has(thing) ? 1 : 0)).join('');
    if (!signature.includes('1')) continue;
    classes.set(signature, (classes.get(signature) ?? new Set()).add(thing.person));
  }
  return Math.min(Number.POSITIVE_INFINITY, ...[...classes.values()].map((people) => people.size));
}

async function load(people: Person[]): Promise<PeopleRows> {
  await t.pool.query('truncate employee, tool_activity, seat, financials, activity_rollup');
  const rows = rowsOf(people);
  await loadPeople(t.pool, rows);
  return rows;
}

/** People on a day, each with department and team. */
function rosterOn({ employees = [] }: PeopleRows, day: string): Thing[] {
  return employees
    .filter((row) => row.valid_from <= day && day < row.valid_to!)
    .map(({ employee_id, department, team }) => ({ person: employee_id, department, team: team! }));
}

describe('no sequence of allowed questions isolates fewer than 5 people', () => {
  it('by filters, breakdowns and totals on department and team, over weeks, months and quarters', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(company, async (people) => {
        const rows = await load(people);
        const asked = new Map<string, ((thing: Thing) => boolean)[]>();
        for (const period of PERIODS) {
          const answers = await answered('daily_active_rate', ORGANISATION, period);
          for (let day = period[0] as string; day < period[1]; day = addDays(day, 1))
            if (isoWeekday(day) <= 5) asked.set(day, [...(asked.get(day) ?? []), ...answers]);
        }
        // Within a day an answer over a longer period is as good as one over the day: all of them count.
        for (const [day, answers] of asked) {
          const roster = rosterOn(rows, day);
          if (roster.length < K) continue;
          expect(smallestClass(roster, answers), `${day} of ${JSON.stringify(rows.employees)}`).toBeGreaterThanOrEqual(
            K,
          );
          if (answers.length > 7) checked++;
        }
      }),
      { numRuns: 25, seed: 20260105 },
    );
    expect(checked).toBeGreaterThan(500);
  });

  it.each([
    ['department and team', ORGANISATION],
    ['tool', BY_TOOL],
  ] as const)('of those who hold a seat, by %s', async (_title, queries) => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(company, async (people) => {
        const rows = await load(people);
        for (const period of PERIODS) {
          const answers = await answered('seats_held', queries, period);
          const last = addDays(period[1], -1);
          const homes = new Map(rosterOn(rows, last).map((thing) => [thing.person, thing]));
          const seats = rows.seats!.map(({ employee_id, tool }): Thing => {
            const home = homes.get(employee_id);
            return {
              person: employee_id,
              tool,
              department: home?.department ?? 'unknown',
              team: home?.team ?? 'unknown',
            };
          });
          expect(smallestClass(seats, answers), `${period} of ${JSON.stringify(rows)}`).toBeGreaterThanOrEqual(K);
          if (answers.length > 1) checked++;
        }
      }),
      { numRuns: 20, seed: 20260106 },
    );
    expect(checked).toBeGreaterThan(50);
  });
});
