import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConversationRow, conversationRows } from '@/db/conversation-rows';
import { rebuildAll } from '@/db/rollups/rebuild';
import type { Behind } from '@/lib/core/answer';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { addDays } from '@/lib/core/period';
import type { Filter } from '@/lib/core/request';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/core/settings';
import { metrics as registry } from '@/lib/metrics/registry';
import { behind } from '@/lib/query/behind';
import { engine } from '@/lib/query/engines/conversations';
import { evaluate } from '@/lib/query/evaluate';
import { exactPercentile, type OracleConversation } from '../support/conversation-oracle';
import { insertConversations } from '../support/conversations';
import { useDatabase } from '../support/database';
import { chance, pick, type Random, randomConversation, seeded } from '../support/random-conversations';

const t = useDatabase();
const metrics = [...registry.values()].filter(({ source }) => source === 'conversations');

/** Where clocks change at midnight, where they are half an hour off, where they change in the night, and where never. */
const PLACES = [
  { zone: 'America/Havana', from: '2024-10-20' },
  { zone: 'Asia/Kolkata', from: '2024-01-05' },
  { zone: 'Europe/Stockholm', from: '2024-03-10' },
  { zone: 'UTC', from: '2024-02-10' },
];
const DAYS = 45;
const SIZE = 1400;

beforeAll(async () => {
  await t.pool.query(`insert into source (id, name) overriding system value values (1, 'one'), (2, 'two')`);
});
afterAll(() => t.pool.query('truncate conversation'));

async function company(random: Random, { zone, from }: { zone: string; from: string }): Promise<[Settings, Date]> {
  const records: OracleConversation[] = [];
  for (let index = 0; index < SIZE; index++)
    records.push(randomConversation(random, `c${index}`, { from, days: DAYS }));
  const settings = { ...DEFAULT_SETTINGS, time_zone: zone, human_target_seconds: pick(random, [60, 300]) };
  // Sometimes the clock stands before the last record: days after the watermark are nobody's.
  const now = new Date(`${addDays(from, chance(random, 0.5) ? DAYS - 10 : 400)}T11:12:13Z`);
  const client = await t.pool.connect();
  await client.query('begin');
  await client.query('truncate conversation');
  await insertConversations(client, records);
  await rebuildAll(client, settings, now);
  await client.query('commit');
  client.release();
  return [settings, now];
}

function randomFilter(random: Random): Filter {
  const filter: Filter = {};
  for (const dimension of SERVICE_DIMENSIONS)
    if (chance(random, 0.1))
      filter[dimension] = ['unknown', 'ai', 'human', 'chat', 'SE', 'sv', 'refund', 'resolved', 'simple'].filter(() =>
        chance(random, 0.6),
      );
  return filter;
}

async function all(query: Parameters<typeof conversationRows>[1]): Promise<ConversationRow[]> {
  const rows: ConversationRow[] = [];
  for await (const batch of conversationRows(t.pool, query)) rows.push(...batch);
  return rows;
}

const sum = (brought: Behind[], part: 'numerator' | 'denominator' | 'n') =>
  brought.reduce((total, one) => total + (one[part] ?? 0), 0);

function perValue(brought: Behind[]): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const { value } of brought) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

describe('the conversations behind a number', () => {
  it.each(PLACES)('add up to it, whatever is asked: $zone', async (place) => {
    const looked = { rows: 0, repeated: 0, waiting: 0, provisional: 0 };
    for (let seed = 1; seed <= 4; seed++) {
      const random = seeded(seed * 7919 + place.zone.length);
      const [settings, now] = await company(random, place);
      for (let question = 0; question < 9; question++) {
        const from = addDays(place.from, Math.floor(random() * 40) - 5);
        const range = { from, to: addDays(from, 1 + Math.floor(random() * 40)) };
        const filter = randomFilter(random);
        const periods = [{ key: null, ...range }];
        const asked = { metrics, range, periods, by: [], filter, settings, now };
        const answer = (await engine(t.db, asked)).rows[0]!;
        const rows = await all({
          ...range,
          filter,
          timeZone: settings.time_zone,
          targetSeconds: settings.human_target_seconds,
        });
        looked.rows += rows.length;
        for (const metric of metrics) {
          const value = evaluate(metric, answer);
          const { bring } = behind(metric);
          const brought = rows.flatMap((row) => bring(row) ?? []);
          const what = `${metric.id} ${JSON.stringify({ range, filter, seed })}`;
          if (value.status === 'provisional') looked.provisional++;
          if (metric.id === 'repeat_inquiry_rate') looked.repeated += sum(brought, 'numerator');
          if (metric.id === 'coverage_24_7') expect(perValue(brought).size, what).toBe(value.numerator);
          else if (value.denominator !== undefined) {
            expect(sum(brought, 'numerator'), what).toBeCloseTo(value.numerator!, 6);
            expect(sum(brought, 'denominator'), what).toBe(value.denominator);
          } else if (metric.shape.kind === 'percentile') {
            expect(sum(brought, 'n'), what).toBe(value.n ?? 0);
            const times = brought.flatMap(({ value: time }) => (time == null ? [] : (time as number)));
            looked.waiting += brought.length - times.length;
            const exact = exactPercentile(times, brought.length - times.length, metric.shape.p);
            if (exact === null) expect(value.value, what).toBeNull();
            else expect(Math.abs(value.value! - exact), what).toBeLessThanOrEqual(0.01 * exact + 1e-6);
          } else if (metric.id === 'conversations') {
            // A period with no observed day is unknown, not 0.
            expect(sum(brought, 'n'), what).toBe(value.value ?? 0);
          } else {
            const enough = [...perValue(brought).values()].filter((count) => count >= 30);
            expect(enough.length, what).toBe(value.value ?? 0);
          }
        }
      }
    }
    // The loops above must have had something to look at.
    expect(looked.rows).toBeGreaterThan(2000);
    expect(looked.repeated).toBeGreaterThan(50);
    expect(looked.waiting).toBeGreaterThan(10);
    expect(looked.provisional).toBeGreaterThan(50);
  });

  it('come in the order of their start, the same from any of them on', async () => {
    const place = PLACES[0]!;
    const [settings] = await company(seeded(5), place);
    const query = {
      from: place.from,
      to: addDays(place.from, DAYS),
      filter: {},
      timeZone: settings.time_zone,
      targetSeconds: settings.human_target_seconds,
    };
    const rows = await all(query);
    const starts = rows.map(({ facts }) => facts.startedAt);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const index of [0, 1, 700, rows.length - 1]) {
      const rest = await all({ ...query, startedFrom: starts[index]! });
      expect(rest.map(({ id }) => id)).toEqual(rows.slice(starts.indexOf(starts[index]!)).map(({ id }) => id));
    }
  });
});
