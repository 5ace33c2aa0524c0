import { beforeAll, describe, expect, test } from 'vitest';
import { POST as changes } from '@/app/api/v1/changes/route';
import { POST as impact } from '@/app/api/v1/impact/route';
import { POST as parity } from '@/app/api/v1/parity/route';
import { POST as query } from '@/app/api/v1/query/route';
import { listAccess } from '@/db/audit';
import { rebuildAll } from '@/db/rollups/rebuild';
import { readSettings } from '@/db/settings';
import type { MetricRequest } from '@/lib/core/request';
import type { Grant, Viewer } from '@/lib/core/viewer';
import { begin, type Opening } from '@/lib/http/begin';
import type { Handler } from '@/lib/http/route';
import { call, useServer } from '../support/api';
import { insertConversations, type LooseConversation } from '../support/conversations';

const t = useServer();
const QUARTER = { from: '2024-04-01', to: '2024-07-01' };
const UNHURRIED = 30_000;

const chat = (at: number): LooseConversation => ({
  ...{ id: `chat-${at}`, customer_id: `customer-${at}`, channel: 'chat', intent: 'refund', complexity: 'simple' },
  started_at: new Date(Date.parse('2024-04-02T00:00:00Z') + at * 3_600_000).toISOString(),
  ended_at: new Date(Date.parse('2024-04-02T00:10:00Z') + at * 3_600_000).toISOString(),
  ...{ outcome: at % 3 ? 'resolved' : 'unresolved', csat: (at % 5) + 1 },
  ...(at % 2
    ? { first_handler: 'ai', ai_involved: true, human_involved: false, ai_cost: 0.5 }
    : { first_handler: 'human', ai_involved: false, human_involved: true, handle_seconds: 300 }),
});

beforeAll(async () => {
  const client = await t.pool.connect();
  await client.query('begin');
  await insertConversations(
    client,
    Array.from({ length: 300 }, (_, at) => chat(at)),
  );
  await rebuildAll(client, await readSettings(t.db), new Date('2024-12-01T00:00:00Z'));
  await client.query('commit');
  client.release();
});

const somebody = (name: string, role: Grant['role']): Viewer => ({ kind: 'user', name, grants: [{ role }] });
const opening = (part: Partial<Opening>): Opening => ({ metrics: [], others: [], last: [], ...part });
const keysOf = async (viewer: Viewer, asked: Opening) =>
  (await begin(viewer, asked, UNHURRIED)).queries.map(({ queryKey }) => queryKey);

describe('a page that is answered before it is sent', () => {
  const solved: MetricRequest = { ...QUARTER, metrics: ['resolution_rate'] };
  const escalated: MetricRequest = { ...QUARTER, metrics: ['escalation_rate'] };
  const monthly: MetricRequest = { ...QUARTER, metrics: ['resolution_rate'], grain: 'month' };
  const compared = { ...QUARTER, compare: 'previous_period' } as const;
  const asked = opening({
    metrics: [solved, escalated, monthly],
    others: [
      ['parity', { ...QUARTER, arms: 'first_handler' }],
      ['changes', compared],
    ],
    last: [['impact', QUARTER]],
  });

  test('holds what the page would have been told over HTTP', async () => {
    const headers = await t.session('executive@example.com', { role: 'executive' });
    const over = async (handler: Handler, body: object) => {
      const answer = await call(handler, '/x', { method: 'POST', headers, body });
      expect(answer.status).toBe(200);
      return answer.json();
    };
    const { queries } = await begin(somebody('executive@example.com', 'executive'), asked, UNHURRIED);
    const data = Object.fromEntries(queries.map(({ queryKey, state }) => [JSON.stringify(queryKey), state.data]));
    const both = await over(query, { ...QUARTER, metrics: ['resolution_rate', 'escalation_rate'] });
    expect(data).toEqual({
      [JSON.stringify(['query', solved])]: both,
      [JSON.stringify(['query', escalated])]: both,
      [JSON.stringify(['query', monthly])]: await over(query, monthly),
      [JSON.stringify(['parity', { ...QUARTER, arms: 'first_handler' }])]: await over(parity, {
        ...QUARTER,
        arms: 'first_handler',
      }),
      [JSON.stringify(['changes', compared])]: await over(changes, compared),
      [JSON.stringify(['impact', QUARTER])]: await over(impact, QUARTER),
    });
  });

  test('stands in the log as views by a page: two metrics of one shape once, five questions in all', async () => {
    await begin(somebody('logged@example.com', 'executive'), asked, UNHURRIED);
    const seen = await listAccess(t.db, 20, { person: 'logged@example.com', timeZone: 'UTC' });
    expect(seen.map(({ road, action }) => `${road} ${action}`)).toEqual(Array(5).fill('page view'));
    expect(seen.filter(({ metrics }) => metrics.join() === 'resolution_rate,escalation_rate')).toHaveLength(1);
  });

  test('leaves out what its reader is refused or what makes no sense, and keeps the rest', async () => {
    const departments: MetricRequest = { ...QUARTER, metrics: ['daily_active_rate'], by: ['department'] };
    const backwards: MetricRequest = { from: QUARTER.to, to: QUARTER.from, metrics: ['resolution_rate'] };
    const keys = await keysOf(
      somebody('service@example.com', 'service_lead'),
      opening({ metrics: [departments, backwards, solved], others: [['parity', { from: 'never' }]] }),
    );
    expect(keys).toEqual([['query', solved]]);
  });

  test('holds nothing for somebody who may not ask', async () => {
    expect(await keysOf(somebody('admin@example.com', 'admin'), asked)).toEqual([]);
    expect(await listAccess(t.db, 1, { person: 'admin@example.com', timeZone: 'UTC' })).toEqual([]);
  });

  test('does not wait longer than its patience: what is late, the page asks for itself, and the dearest is not begun', async () => {
    const viewer = somebody('late@example.com', 'executive');
    const late = await begin(viewer, opening({ metrics: [monthly], last: [['impact', QUARTER]] }), 0);
    expect(late.queries).toEqual([]);
    await expect
      .poll(async () => (await listAccess(t.db, 5, { person: viewer.name, timeZone: 'UTC' })).length)
      .toBeGreaterThan(0);
    const seen = await listAccess(t.db, 5, { person: viewer.name, timeZone: 'UTC' });
    expect(seen.map(({ metrics }) => metrics)).toEqual([['resolution_rate']]);
  });
});
