import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuildAfterMerge } from '@/db/rollups/rebuild';
import { DEFAULT_SETTINGS } from '@/lib/core/settings';
import { customerOf, insertConversations, type LooseConversation } from '../support/conversations';
import { useDatabase } from '../support/database';

const t = useDatabase();
let client: pg.PoolClient;
beforeAll(async () => {
  client = await t.pool.connect();
});
afterAll(() => client?.release());
beforeEach(() =>
  client.query(
    'rollback; truncate conversation, conversation_cell, conversation_cell_full, conversation_span, rollup_state, return_cell',
  ),
);

const NOW = new Date('2024-12-01T00:00:00Z');
const base = { ai_involved: true, human_involved: false, first_handler: 'ai', intent: 'refund' };

/** Adds conversations as one merge and returns how many days were rebuilt. */
async function arrive(...records: LooseConversation[]): Promise<number> {
  await client.query('begin');
  await client.query(
    'create temp table changed (customer uuid, intent text, started_at timestamptz, ended_at timestamptz) on commit drop',
  );
  for (const { customer_id, intent, started_at, ended_at } of records)
    await client.query('insert into changed values ($1, $2, $3, $4)', [
      customerOf(customer_id),
      intent,
      started_at,
      ended_at,
    ]);
  await insertConversations(client, records);
  const { days } = await rebuildAfterMerge(client, { conversations: 'changed' }, DEFAULT_SETTINGS, NOW);
  await client.query('commit');
  return days;
}

const solved = (id: string, started_at: string, ended_at: string, rest = {}): LooseConversation => ({
  ...base,
  id,
  customer_id: 'one',
  started_at,
  ended_at,
  outcome: 'resolved',
  ...rest,
});
const other = (id: string, started_at: string, rest = {}): LooseConversation => ({
  ...base,
  id,
  customer_id: `customer-${id}`,
  started_at,
  ended_at: null,
  outcome: 'unknown',
  ...rest,
});

async function day(on: string) {
  const { rows } = await client.query('select * from conversation_cell where set_id = 0 and day = $1', [on]);
  return rows[0];
}

describe('a customer who comes back', () => {
  it.each([
    ['exactly 7 days after the end', '2024-02-09T10:00:00Z', 1],
    ['a second later', '2024-02-09T10:00:01Z', null],
    ['at the moment of the end', '2024-02-02T10:00:00Z', null],
    ['a second after the end', '2024-02-02T10:00:01Z', 1],
  ])('%s', async (_, again, repeated) => {
    await arrive(solved('a', '2024-01-20T10:00:00Z', '2024-02-02T10:00:00Z'));
    await arrive(other('b', again, { customer_id: 'one' }));
    await arrive(other('c', '2024-03-01T00:00:00Z'));
    expect(await day('2024-01-20')).toMatchObject({ n: 1, repeat_eligible_n: 1, repeated_n: repeated });
    expect((await day('2024-01-20')).durable_n).toBe(repeated ? null : 1);
  });
  it('counts in whatever order the two arrive, by another source, and not about another matter', async () => {
    await arrive(
      other('z', '2024-03-01T00:00:00Z'),
      other('b', '2024-02-05T00:00:00Z', { customer_id: 'one', source_id: 2 }),
    );
    await arrive(other('y', '2024-03-01T00:00:00Z', { source_id: 2 }));
    await arrive(
      solved('a', '2024-02-02T10:00:00Z', '2024-02-02T11:00:00Z'),
      solved('d', '2024-02-02T10:00:00Z', '2024-02-02T11:00:00Z', { intent: 'delivery' }),
    );
    expect(await day('2024-02-02')).toMatchObject({ n: 2, repeat_eligible_n: 2, repeated_n: 1 });
  });
  it('is looked for only past conversations that overlap: started during it does not count, started after does', async () => {
    await arrive(
      solved('a', '2024-02-02T10:00:00Z', '2024-02-02T12:00:00Z'),
      other('during', '2024-02-02T11:00:00Z', { customer_id: 'one' }),
      other('after', '2024-02-04T11:00:00Z', { customer_id: 'one' }),
      other('z', '2024-03-01T00:00:00Z'),
    );
    expect(await day('2024-02-02')).toMatchObject({ repeated_n: 1 });
  });
});

describe('windows that close', () => {
  it('a solved conversation is judged once the watermark is 7 days past its end', async () => {
    await arrive(solved('a', '2024-02-02T10:00:00Z', '2024-02-02T11:00:00Z'), other('b', '2024-02-09T10:59:59Z'));
    expect((await day('2024-02-02')).repeat_eligible_n).toBeNull();
    expect(await arrive(other('c', '2024-02-09T11:00:00Z'))).toBe(2);
    expect(await day('2024-02-02')).toMatchObject({ repeat_eligible_n: 1, durable_eligible_n: 1, durable_n: 1 });
  });
  it('a request for a person waits 24 hours of the watermark before it counts as not met', async () => {
    await arrive(other('a', '2024-02-02T10:00:00Z', { human_requested_at: '2024-02-02T10:05:00Z' }));
    await arrive(other('b', '2024-02-03T10:04:59Z'));
    expect(await day('2024-02-02')).toMatchObject({ request_pending_n: 1, request_n: null });
    await arrive(other('c', '2024-02-03T10:05:00Z'));
    expect(await day('2024-02-02')).toMatchObject({ request_pending_n: null, request_n: 1, request_joined_n: null });
  });
  it('nothing else is rebuilt: a late row among months of others touches its own day', async () => {
    const months = Array.from({ length: 90 }, (_, index) =>
      other(`m${index}`, new Date(Date.UTC(2024, 0, 1 + index)).toISOString()),
    );
    expect(await arrive(...months)).toBe(90);
    expect(await arrive(other('late', '2024-02-10T12:00:00Z'))).toBe(1);
  });
});
