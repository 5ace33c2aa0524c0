import { beforeAll, describe, expect, it } from 'vitest';
import { POST as QUERY } from '@/app/api/v1/query/route';
import { POST } from '@/app/api/v1/returns/route';
import { rebuildAll } from '@/db/rollups/rebuild';
import type { ReturnsAnswer, ReturnsRequest } from '@/lib/core/returns';
import { DEFAULT_SETTINGS } from '@/lib/core/settings';
import type { Grant } from '@/lib/core/viewer';
import { call, useServer } from '../support/api';
import type { OracleConversation } from '../support/conversation-oracle';
import { insertConversations } from '../support/conversations';
import { randomConversation, seeded } from '../support/random-conversations';

const WHOLE = { from: '2024-01-01', to: '2024-04-01' };
const random = seeded(77);
const all: OracleConversation[] = Array.from({ length: 3000 }, (_, index) => ({
  ...randomConversation(random, `c${index}`, { from: WHOLE.from, days: 91 }),
  source_id: 1,
  // Enough customers that some never come back.
  customer_id: `customer-${Math.floor(random() * 900)}`,
}));

const t = useServer();
beforeAll(async () => {
  const client = await t.pool.connect();
  await client.query('begin');
  await insertConversations(client, all);
  await rebuildAll(client, DEFAULT_SETTINGS, new Date('2024-06-01T00:00:00Z'));
  await client.query('commit');
  client.release();
});

const ask = async (body: object, grant: Grant = { role: 'analyst' }) =>
  call(POST, '/api/v1/returns', { method: 'POST', headers: await t.session(`${grant.role}@test.local`, grant), body });
async function answerTo(request: Partial<ReturnsRequest> = {}): Promise<ReturnsAnswer> {
  const answer = await ask({ ...WHOLE, ...request });
  expect(answer.status, answer.bytes.toString()).toBe(200);
  return answer.json() as ReturnsAnswer;
}

describe('POST /api/v1/returns', () => {
  it('7 days after the end of conversations long watched it is the repeat inquiry rate, filtered and not', async () => {
    const early = { from: '2024-01-01', to: '2024-02-01' };
    for (const filter of [undefined, { channel: ['chat'] }, { intent: ['refund'], handled_by: ['ai'] }]) {
      const body = { metrics: ['repeat_inquiry_rate'], by: ['handled_by'], ...early, ...(filter && { filter }) };
      const headers = await t.session('analyst@test.local', { role: 'analyst' });
      const { rows } = (await call(QUERY, '/api/v1/query', { method: 'POST', headers, body })).json() as {
        rows: { key: { handled_by: string }; values: { repeat_inquiry_rate: { value: number } } }[];
      };
      const { curves } = await answerTo({ ...early, filter });
      expect(curves.length).toBe(filter && 'handled_by' in filter ? 1 : 3);
      for (const { handledBy, points, n, watchedThroughout } of curves) {
        expect(watchedThroughout).toBe(n);
        const rate = rows.find(({ key }) => key.handled_by === handledBy)!.values.repeat_inquiry_rate.value;
        expect(points[6]!.share).toBeCloseTo(rate, 12);
        expect(points[6]!.low).toBeLessThanOrEqual(rate);
      }
    }
  });

  it('counts those not watched for 30 days for the days they were, and says of how many', async () => {
    const { curves } = await answerTo();
    const open = curves.filter(({ n, watchedThroughout }) => watchedThroughout < n);
    expect(open.length).toBeGreaterThan(0);
    for (const { points } of open) {
      expect(points[29]!.atRisk).toBeLessThan(points[0]!.atRisk);
      for (let day = 1; day < points.length; day++)
        expect(points[day]!.share).toBeGreaterThanOrEqual(points[day - 1]!.share);
    }
  });

  it('no conversation is no curve', async () => {
    expect(await answerTo({ from: '2020-01-01', to: '2020-02-01' })).toMatchObject({ curves: [] });
  });

  it.each([
    [{ filter: { channel: ['chat'], market: ['SE'] } }, /one of channel, market at a time/],
    [{ filter: { department: ['Sales'] } }, /department/],
    [{ from: '2024-02-01', to: '2024-02-01' }, /must be before/],
    [{ by: ['market'] }, /by/],
  ])('%j is refused in a sentence', async (more, sentence) => {
    const answer = await ask({ ...WHOLE, ...more });
    expect(answer.status).toBe(422);
    expect((answer.json() as { detail: string }).detail).toMatch(sentence);
  });

  it('is for who may see repeat inquiries: a lead of a department is refused, a stranger has to sign in', async () => {
    expect((await ask(WHOLE, { role: 'team_lead', departments: ['Care'] })).status).toBe(403);
    expect((await call(POST, '/api/v1/returns', { method: 'POST', body: WHOLE })).status).toBe(401);
  });
});
