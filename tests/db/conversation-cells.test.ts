import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuildAfterMerge, rebuildAll } from '@/db/rollups/rebuild';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { addDays, periodsOf } from '@/lib/core/period';
import type { Filter, Grain } from '@/lib/core/request';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/core/settings';
import { metrics as registry } from '@/lib/metrics/registry';
import { engine } from '@/lib/query/engines/conversations';
import { evaluate } from '@/lib/query/evaluate';
import type { SourceQuery } from '@/lib/query/source';
import { arrivalOracle, type OracleArrivals } from '../support/arrival-oracle';
import {
  exactPercentile,
  isProvisional,
  keyOf,
  type OracleConversation,
  oracle,
  reach,
} from '../support/conversation-oracle';
import { customerOf, insertConversations } from '../support/conversations';
import { useDatabase } from '../support/database';
import { chance, pick, type Random, randomConversation, seeded } from '../support/random-conversations';
import { returnOracle } from '../support/return-oracle';

const t = useDatabase();
let client: pg.PoolClient;
beforeAll(async () => {
  client = await t.pool.connect();
});
afterAll(() => client?.release());

/** Where clocks change at midnight, where they are half an hour off, where they change at 01:00 UTC, and where never. */
const PLACES = [
  { zone: 'America/Havana', from: '2024-10-20' },
  { zone: 'Asia/Kolkata', from: '2024-01-05' },
  { zone: 'Europe/Stockholm', from: '2024-03-10' },
  { zone: 'UTC', from: '2024-02-10' },
];
const DAYS = 40;
const metrics = [...registry.values()].filter((metric) => metric.source === 'conversations');

type Company = Map<string, OracleConversation>;
const nameOf = (c: OracleConversation) => JSON.stringify([c.source_id, c.id, c.customer_id]);

/** Adds, changes, moves and removes some conversations and tells the rollups, as a merge does. */
async function merge(company: Company, random: Random, size: number, place: { from: string }, run: number) {
  const changed: OracleConversation[] = [];
  const put = (c: OracleConversation) => {
    changed.push(c);
    company.set(nameOf(c), c);
  };
  const drop = (c: OracleConversation) => {
    changed.push(c);
    company.delete(nameOf(c));
  };
  const span = { from: addDays(place.from, Math.floor(random() * 25)), days: chance(random, 0.4) ? 2 : 15 };
  for (let i = 0; i < size; i++) put(randomConversation(random, `c${run}-${i}`, span));
  for (const c of [...company.values()]) {
    if (!chance(random, 0.04)) continue;
    drop(c);
    const again = { ...randomConversation(random, c.id, { from: place.from, days: DAYS }), source_id: c.source_id };
    if (chance(random, 0.3)) put({ ...c, csat: 1 + Math.floor(random() * 5), csat_at: null });
    else if (chance(random, 0.7)) put(again);
  }
  await client.query(`create temp table changed (customer uuid, intent text, started_at timestamptz, ended_at timestamptz)
    on commit drop`);
  for (const { customer_id, intent, started_at, ended_at } of changed)
    await client.query('insert into changed values ($1, $2, $3, $4)', [
      customerOf(customer_id),
      intent,
      started_at,
      ended_at,
    ]);
  await client.query('truncate conversation');
  await insertConversations(client, company.values());
}

/** What a failed test left open. */
beforeEach(() => client.query('rollback'));

const normal = (rows: Record<string, unknown>[]) => rows.map((row) => JSON.stringify(row)).sort();
/** Every row as the server writes it: hundreds of thousands of objects would be most of the time this test takes. */
async function written(table: string): Promise<string[]> {
  const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t`);
  return rows.map(({ row }) => `${table} ${row}`).sort();
}

async function dump() {
  const state = await client.query(
    `select first_at, watermark from rollup_state where type = 'conversation'
     union all select first_at, last_at from conversation_span order by 1, 2`,
  );
  const tables = ['conversation_cell', 'conversation_cell_full', 'arrival_cell', 'answering_agents', 'return_cell'];
  const rows = [];
  for (const table of tables) rows.push(...(await written(table)));
  return [...normal(state.rows), ...rows];
}

/** What needed people, as the tables hold it. */
async function arrivals(): Promise<OracleArrivals> {
  const cells = await client.query('select * from arrival_cell');
  const agents = await client.query('select day, channel, language, complexity, agents::text[] from answering_agents');
  return { cells: cells.rows, agents: agents.rows };
}

/** The first few rows that only one of two dumps has: all of them would be pages. */
function apart(one: string[], other: string[]): string[] {
  const [mine, theirs] = [new Set(one), new Set(other)];
  return [...one.filter((row) => !theirs.has(row)), ...other.filter((row) => !mine.has(row))].slice(0, 4);
}

function randomQuery(random: Random, settings: Settings, now: Date, start: string): SourceQuery {
  const by = SERVICE_DIMENSIONS.filter(() => chance(random, pick(random, [0, 0.1, 0.25])));
  const filter: Filter = {};
  for (const dimension of SERVICE_DIMENSIONS)
    if (chance(random, 0.08))
      filter[dimension] = ['unknown', 'ai', 'chat', 'SE', 'sv', 'refund', 'resolved', 'simple'].filter(() =>
        chance(random, 0.6),
      );
  const from = addDays(start, Math.floor(random() * 30) - 4);
  const range = { from, to: addDays(from, 1 + Math.floor(random() * 30)) };
  const grain = pick<Grain | undefined>(random, [undefined, undefined, 'day', 'week', 'month', 'quarter']);
  return { metrics, range, grain, periods: periodsOf(range, grain), by, filter, settings, now };
}

/** Where an answer differs from plain loops; `looked` counts the conversations it was about. */
async function differences(company: Company, query: SourceQuery, looked: { n: number }): Promise<unknown[]> {
  const all = [...company.values()];
  const wanted = oracle(all, query);
  const reached = reach(all, query.now)!;
  const { rows } = await engine(t.db, query);
  const found: unknown[] = [];
  const compare = (what: string, mine: unknown, right: unknown) => {
    const isClose = typeof mine === 'number' && typeof right === 'number' && Math.abs(mine - right) < 1e-6;
    if (mine !== right && !isClose) found.push({ what, mine, right });
  };
  compare(
    'rows',
    rows
      .map((row) => keyOf(row.period, row.group))
      .sort()
      .join(),
    [...wanted.keys()].sort().join(),
  );
  for (const row of rows) {
    const key = keyOf(row.period, row.group);
    const right = wanted.get(key)!;
    looked.n += right.measures.n ?? 0;
    for (const [name, value] of Object.entries(row.measures))
      if (value !== null && name !== 'hours_of_week') compare(`${key} ${name}`, value, right.measures[name] ?? 0);
    const period = query.periods.find((one) => one.key === row.period)!;
    for (const metric of metrics) {
      const provisional = isProvisional(metric.id, period, reached, query.settings.time_zone, right.measures);
      compare(`${key} ${metric.id} provisional`, row.remarks[metric.id]?.provisional ?? false, provisional);
      if (metric.shape.kind !== 'percentile') continue;
      const never = metric.shape.histogram === 'time_to_human_seconds' ? right.never : 0;
      const durations = right.durations[metric.shape.histogram as keyof typeof right.durations];
      const exact = exactPercentile(
        durations.map((seconds) => Math.max(0, seconds)),
        never,
        metric.shape.p,
      );
      const { value, n } = evaluate(metric, row);
      compare(`${key} ${metric.id} n`, n, durations.length + never);
      const isWithin = exact !== null && value !== null && Math.abs(value - exact) <= exact * 0.01 + 1e-9;
      if (!isWithin) compare(`${key} ${metric.id}`, value, exact);
    }
  }
  return found;
}

describe('cells of a random small company', () => {
  it.each(PLACES.map((place, index) => [place.zone, place, index + 1] as const))(
    'in %s: refreshed run by run they equal a rebuild, and both equal plain loops over the records',
    async (zone, place, seed) => {
      const random = seeded(seed * 7919);
      const settings: Settings = { ...DEFAULT_SETTINGS, time_zone: zone, human_target_seconds: 240 };
      const company: Company = new Map();
      await client.query(
        `truncate conversation, conversation_cell, conversation_cell_full, conversation_span, rollup_state, arrival_cell,
         answering_agents, return_cell`,
      );
      const looked = { n: 0 };
      let late = 0;
      for (let run = 0; run < 9; run++) {
        // The clock may stand before the last records: then it is the watermark.
        const now = new Date(`${addDays(place.from, pick(random, [20, 60, 60]))}T12:00:00Z`);
        await client.query('begin');
        await merge(company, random, pick(random, [1, 5, 60, 120]), place, run);
        await rebuildAfterMerge(client, { conversations: 'changed' }, settings, now);
        const refreshed = await dump();
        await rebuildAll(client, settings, now);
        expect(apart(refreshed, await dump())).toEqual([]);
        const [held, right] = [await arrivals(), arrivalOracle(company.values(), zone)];
        expect(apart(normal(held.cells), normal(right.cells))).toEqual([]);
        expect(apart(normal(held.agents), normal(right.agents))).toEqual([]);
        const returns = await client.query('select * from return_cell');
        expect(apart(normal(returns.rows), normal(returnOracle(company.values(), zone)))).toEqual([]);
        late += returns.rows.filter(({ returned }) => returned.length > 7).length;
        await client.query('commit');
        for (let i = 0; i < 12; i++)
          expect(await differences(company, randomQuery(random, settings, now, place.from), looked)).toEqual([]);
      }
      expect(looked.n).toBeGreaterThan(1000);
      expect(late).toBeGreaterThan(20);
      const { cells, agents } = await arrivals();
      expect(cells.length).toBeGreaterThan(100);
      expect(agents.length).toBeGreaterThan(5);
    },
  );

  it('that loses all its records has none', async () => {
    await client.query('begin');
    await client.query('create temp table changed on commit drop as select * from conversation');
    await client.query('truncate conversation');
    await rebuildAfterMerge(client, { conversations: 'changed' }, DEFAULT_SETTINGS, new Date('2025-01-01'));
    expect(await dump()).toEqual(['{"first_at":null,"watermark":null}']);
    await client.query('commit');
    const range = { from: '2024-02-01', to: '2024-03-01' };
    const answer = await engine(t.db, {
      metrics,
      range,
      periods: periodsOf(range),
      by: [],
      filter: {},
      settings: DEFAULT_SETTINGS,
      now: new Date('2025-01-01'),
    });
    expect(answer.asOf).toBeNull();
    expect(answer.rows).toHaveLength(1);
    for (const metric of metrics)
      expect([metric.id, evaluate(metric, answer.rows[0]).value]).toEqual([metric.id, null]);
  });
});
