import { afterEach, expect, test } from 'vitest';
import { COMMAND_LINE, listAccess } from '@/db/audit';
import { forget } from '@/db/ingest/forget';
import { deleteSource, listSources } from '@/db/ingest/sources';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { inputsOf } from '@/lib/ingest/inputs';
import { useDatabase } from '@/tests/support/database';
import { conversation, file, KEY, lines, state, take } from '@/tests/support/ingest';

const t = useDatabase();
const hasher = makeHasher(KEY);
const FIXTURE = ['tests/fixtures/connectors/canonical'];

afterEach(async () => {
  for (const { name } of await listSources(t)) await deleteSource(t, name, null);
});

async function conversations(): Promise<number> {
  const { rows } = await t.pool.query('select coalesce(sum(n), 0)::int as n from conversation_cell where set_id = 0');
  return rows[0].n;
}

test('a source is listed, and erased with its runs and numbers: 5 + 1 conversations, then 1', async () => {
  await take(t, inputsOf(FIXTURE), { source: 'canonical' });
  await take(t, [file('own.jsonl', `${lines(conversation('1'))}{`)]);
  expect(await listSources(t)).toMatchObject([
    { name: 'canonical', runs: 1, read: 14, rejected: 0, last_run_at: expect.any(Date) },
    { name: 'own', runs: 1, read: 2, rejected: 1 },
  ]);
  expect(await conversations()).toBe(6);
  expect(await deleteSource(t, 'canonical', null)).toEqual({
    conversations: 5,
    activity: 4,
    employees: 3,
    seats: 1,
    financials: 1,
  });
  expect(await conversations()).toBe(1);
  expect(await state(t)).toHaveLength(1);
  expect(await listSources(t)).toHaveLength(1);
  expect((await t.pool.query('select count(*)::int as n from run')).rows).toEqual([{ n: 1 }]);
  await expect(deleteSource(t, 'canonical', null)).rejects.toThrow('There is no source called canonical.');
});

test('a forgotten customer is gone from records, numbers and refused rows: 2 of 6 conversations are Anna’s', async () => {
  const refused = [
    conversation('r1', { customer_id: 'anna', csat: 7 }),
    conversation('r2', { customer_id: 'anna-lena', csat: 7 }),
    // Whatever a vendor calls the field.
    conversation('r3', { customer_id: null, intent: 'anna', csat: 7 }),
  ];
  await take(t, [
    ...inputsOf(FIXTURE),
    file('bad.jsonl', `${lines(conversation('1'), ...refused)}{"customer_id":"anna"`),
  ]);
  expect(await conversations()).toBe(6);
  const removed = await forget(t, { id: 'anna', customer: hashAsUuid(hasher, 'customer', 'anna') }, COMMAND_LINE);
  expect(removed).toMatchObject({ conversations: 2, employees: 0 });
  expect(await conversations()).toBe(4);
  const { rows } = await t.pool.query(`select raw::json ->> 'customer_id' as customer from rejected_row`);
  expect(rows).toEqual([{ customer: 'anna-lena' }]);
  const [entry] = await listAccess(t.db, 1);
  expect(entry).toMatchObject({ action: 'delete', road: 'cli', request: { forgotten: 'a customer' } });
  expect(JSON.stringify(entry)).not.toContain('anna');
});

/** Somebody who asked for a person, and whom agent-7 answered. */
const ASKED = conversation('asked', {
  human_involved: true,
  human_requested_at: '2026-01-05T09:00:20Z',
  human_joined_at: '2026-01-05T09:01:00Z',
  human_agent: 'agent-7',
});

test.each([['e1'], ['E1@example.test']])(
  'an employee is forgotten by number or address (%s), as an agent too',
  async (id) => {
    await take(t, [...inputsOf(FIXTURE), file('asked.jsonl', lines(ASKED))]);
    const named = () => t.pool.query('select agents::text[] from answering_agents');
    expect((await named()).rows).toEqual([{ agents: [hashAsUuid(hasher, 'agent', 'agent-7')] }]);
    const removed = await forget(
      t,
      {
        id,
        employee: hashAsUuid(hasher, 'employee', id),
        email: hashAsUuid(hasher, 'email', id),
        agent: hashAsUuid(hasher, 'agent', id),
      },
      COMMAND_LINE,
    );
    // One day by number, one week by address, one seat, one roster row.
    expect(removed).toEqual({ conversations: 0, activity: 2, employees: 1, seats: 1, financials: 0 });
    await forget(
      t,
      {
        id: 'agent-7',
        employee: hashAsUuid(hasher, 'employee', 'agent-7'),
        agent: hashAsUuid(hasher, 'agent', 'agent-7'),
      },
      COMMAND_LINE,
    );
    const { rows } = await t.pool.query(
      'select count(human_agent)::int as agents, count(*)::int as n from conversation',
    );
    expect(rows).toEqual([{ agents: 0, n: 6 }]);
    expect((await named()).rows).toEqual([]);
  },
);
