import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildAll } from '@/db/rollups/rebuild';
import { readSettings, writeSetting } from '@/db/settings';
import { runImpact } from '@/lib/analysis/impact/run';
import { runParity } from '@/lib/analysis/parity/run';
import { addDays } from '@/lib/core/period';
import type { Filter } from '@/lib/core/request';
import { impactOracle, type OracleCase, parityOracle } from '../support/analysis-oracle';
import { insertConversations } from '../support/conversations';
import { useDatabase } from '../support/database';
import { chance, pick, type Random, randomConversation, seeded } from '../support/random-conversations';

const t = useDatabase();
let client: pg.PoolClient;
beforeAll(async () => {
  client = await t.pool.connect();
});
afterAll(() => client?.release());

const analyst = { kind: 'cli' as const, name: 'analyst', grants: [{ role: 'analyst' }] };
const FROM = '2024-01-20';
const DAYS = 130;
const LAUNCH = '2024-02-25';

/** Large enough for strata of 30 ratings in both arms, small enough that many have fewer, and the AI from a day on. */
function randomCompany(random: Random, size: number): OracleCase[] {
  const costKnown = pick(random, [1, 0.99, 0.9, 0.5]);
  const timeKnown = pick(random, [1, 0.8, 0.1]);
  return Array.from({ length: size }, (_, at): OracleCase => {
    const one = randomConversation(random, `c${at}`, { from: FROM, days: DAYS });
    const isEarly = one.started_at < LAUNCH;
    const people = { ai_involved: false, human_involved: chance(random, 0.9), first_handler: 'human' };
    const before = people.human_involved ? people : { ...people, first_handler: 'none' };
    return {
      ...one,
      ...(isEarly && before),
      customer_id: `customer-${Math.floor(random() * size * 0.4)}`,
      channel: pick(random, ['chat', 'chat', 'chat', 'chat', 'email', null]),
      intent: pick(random, ['refund', 'refund', 'refund', 'status', 'rare', null]),
      csat: chance(random, 0.85) ? 1 + Math.floor(random() * 5) : null,
      complexity: pick(random, ['simple', 'simple', 'simple', 'complex', null]),
      ai_cost: chance(random, costKnown) ? Math.round(random() * 1e6) / 1e6 : null,
      handle_seconds: chance(random, timeKnown) ? Math.round(random() * 900_000) / 1000 : null,
      assignment: chance(random, 0.1) ? 'random' : null,
    };
  });
}

const FILTERS: Filter[] = [
  {},
  {},
  { channel: ['chat'] },
  { market: ['SE', 'unknown'] },
  { intent: ['refund', 'status'], language: ['sv', 'de'] },
  { complexity: ['unknown'] },
  { market: ['XX'] },
];

function differences(found: unknown, wanted: unknown, where: string, into: string[]): string[] {
  if (wanted !== null && typeof wanted === 'object') {
    for (const [key, one] of Object.entries(wanted)) differences((found as never)?.[key], one, `${where}.${key}`, into);
  } else if (typeof wanted === 'number' && typeof found === 'number') {
    if (Math.abs(found - wanted) > 1e-9 * Math.max(1, Math.abs(wanted))) into.push(`${where}: ${found} for ${wanted}`);
  } else if (found !== wanted) into.push(`${where}: ${found} for ${wanted}`);
  return into;
}

async function checkParity(world: { all: OracleCase[]; now: Date; zone: string }, random: Random) {
  const from = addDays(FROM, Math.floor(random() * DAYS) - 5);
  const range = { from, to: addDays(from, 1 + Math.floor(random() * 160)) };
  const filter = pick(random, FILTERS);
  const arms = pick(random, ['first_handler', 'as_handled'] as const);
  const byLanguage = (await readSettings(t.db)).parity_by_language;
  const found = await runParity(t.db, analyst, { ...range, filter, arms });
  const { strata, byComplexity, random: chosen, ...wanted } = parityOracle(world, range, { filter, arms, byLanguage });
  const where = JSON.stringify({ ...range, filter, arms });
  const wrong = differences(found, wanted, where, []);
  const named = found.strata.map((one) => {
    const name = [one.channel, one.intent, one.complexity, ...(byLanguage ? [one.language] : [])].join(' | ');
    return [name, { ...one }] as const;
  });
  differences(Object.fromEntries(named), strata, `${where} strata`, wrong);
  if (named.length !== Object.keys(strata).length) wrong.push(`${where}: ${named.length} strata`);
  for (const [name, difference] of Object.entries(byComplexity))
    differences(found.byComplexity[name]?.difference, difference, `${where} ${name}`, wrong);
  const holdout = Math.min(...chosen) < 30 ? undefined : { nAi: chosen[0], nHuman: chosen[1] };
  if (holdout) differences(found.holdout, holdout, `${where} holdout`, wrong);
  else if (found.holdout) wrong.push(`${where}: a holdout of ${chosen}`);
  return { wrong, adjusted: wanted.adjusted !== null };
}

async function checkImpact(world: { all: OracleCase[]; now: Date; zone: string }, random: Random) {
  const from = addDays(FROM, Math.floor(random() * DAYS) - 5);
  const range = { from, to: addDays(from, 1 + Math.floor(random() * 160)) };
  const { base_period } = await readSettings(t.db);
  const found = await runImpact(t.db, analyst, range);
  const wanted = impactOracle(world, range, base_period);
  return {
    wrong: differences(found, wanted, JSON.stringify(range), []),
    people: wanted.fte_freed !== null,
    profit: wanted.profit_improvement !== null,
  };
}

const looked = { adjusted: 0, people: 0, profit: 0 };

describe('parity and money of a random company equal plain loops over its records', () => {
  it.each([
    ['UTC', 1, 5000],
    ['Europe/Stockholm', 2, 5000],
    ['America/Havana', 3, 700],
    ['America/New_York', 4, 5000],
    ['UTC', 5, 120],
  ])('in %s, company %d of %d conversations', async (zone, seed, size) => {
    const random = seeded(seed * 7919);
    const all = randomCompany(random, size);
    // The clock may stand before the last records: then it is the watermark.
    const now = new Date(`${addDays(FROM, pick(random, [100, 400]))}T12:00:00Z`);
    await client.query('truncate conversation, parity_record, banked_record, setting');
    await writeSetting(t.db, 'time_zone', zone, 'test');
    if (chance(random, 0.5)) await writeSetting(t.db, 'base_period', { from: FROM, to: LAUNCH }, 'test');
    await insertConversations(client, all);
    await client.query('begin');
    await rebuildAll(client, await readSettings(t.db), now);
    await client.query('commit');
    const world = { all, now, zone };
    const seen = { adjusted: 0, people: 0, profit: 0 };
    for (let round = 0; round < 24; round++) {
      if (round === 12) await writeSetting(t.db, 'parity_by_language', true, 'test');
      const parity = await checkParity(world, random);
      const impact = await checkImpact(world, random);
      expect([...parity.wrong, ...impact.wrong]).toEqual([]);
      if (parity.adjusted) seen.adjusted++;
      if (impact.people) seen.people++;
      if (impact.profit) seen.profit++;
    }
    // That the loops looked at something: the large companies have comparisons.
    if (size > 1000) expect(seen.adjusted).toBeGreaterThan(0);
    looked.adjusted += seen.adjusted;
    looked.people += seen.people;
    looked.profit += seen.profit;
  });

  it('and there was something to compare', () => {
    expect(looked.adjusted).toBeGreaterThan(12);
    expect(looked.people).toBeGreaterThan(12);
    // Where the AI's cost is told for too few there is no profit: half of the companies.
    expect(looked.profit).toBeGreaterThan(4);
  });
});
