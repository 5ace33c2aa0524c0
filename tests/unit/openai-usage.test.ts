import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/connectors/define';
import { openaiUsage } from '@/lib/connectors/openai-usage';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (content: unknown) => readThrough(file('usage.json', JSON.stringify(content)), connectors);
const DAY = 1772409600;

const result = (user: string | null, changes: Row = {}): Row => ({
  ...{ object: 'organization.usage.completions.result', num_model_requests: 5, user_id: user, model: 'gpt-5' },
  ...changes,
});
const bucket = (results: Row[], changes: Row = {}): Row => ({
  ...{ object: 'bucket', start_time: DAY, end_time: DAY + 86_400, results },
  ...changes,
});
const page = (...data: Row[]) => ({ object: 'page', data, has_more: false, next_page: null });

test('a user of a day is one record, active without a number, over models and projects', async () => {
  const { records } = await read(page(bucket([result('user-1'), result('user-1', { model: 'o3' })])));
  expect(records).toEqual([
    {
      ...{ type: 'tool_activity', employee_id: 'user-1', tool: 'openai-api', date: '2026-03-02' },
      ...{ interactions: null, last_active_on: '2026-03-02' },
    },
  ]);
});

test('hours of a day are one day', async () => {
  const hour = (at: number) => bucket([result('user-1')], { start_time: DAY + at, end_time: DAY + at + 3600 });
  expect((await read(page(hour(0), hour(82_800)))).records).toHaveLength(1);
});

test('the list of users gives their addresses, whichever file came first', () => {
  const session = openaiUsage.begin();
  const head = { carrier: 'json', fields: [], rows: [] } as const;
  const users = session.open(head);
  users({ object: 'organization.user', id: 'user-1', email: 'Nora@example.test' }, undefined, 1);
  users({ object: 'organization.user', id: 'user-2', user: { email: 'ivo@example.test' } }, undefined, 2);
  session.open(head)(bucket([result('user-1'), result('user-2'), result('user-3')]), undefined, 1);
  const people = [...session.finish!()].map(({ record }) => record);
  expect(people).toMatchObject([
    { email: 'nora@example.test' },
    { email: 'ivo@example.test' },
    { employee_id: 'user-3' },
  ]);
  const order = (rows: Row[]) => openaiUsage.order!({ ...head, rows });
  expect(order([{ object: 'list', data: [{ object: 'organization.user' }] }])).toBeLessThan(order([page()]));
});

test('what names no user, or no request, is counted beside', async () => {
  const other = { object: 'organization.usage.vector_stores.result', usage_bytes: 5 };
  const reading = await read(
    page(bucket([result('u1'), result(null), other, result('u2', { num_model_requests: 0 })])),
  );
  expect(reading).toMatchObject({ gathered: 1, partsSkipped: 3, refused: [] });
  expect(reading.records).toHaveLength(1);
});

test('buckets of nothing hold nothing', async () => {
  for (const content of [page(), page(bucket([]))])
    expect(await read(content)).toMatchObject({ records: [], refused: [], claimedBy: ['openai-usage'] });
});

test.each<[Row, string]>([
  [{ start_time: null }, 'start_time is not a time in unix seconds'],
  [{ start_time: DAY * 1000 }, 'start_time is not a time in unix seconds'],
  [{ end_time: DAY + 172_800 }, 'the bucket is not within one day in UTC: take buckets of a day or less'],
  [{ end_time: null }, 'the bucket is not within one day in UTC: take buckets of a day or less'],
])('%j is refused: %s', async (changes, reason) => {
  const { refused, records } = await read(page(bucket([result('u1')]), bucket([result('u2')], changes)));
  expect(records).toHaveLength(1);
  expect(refused).toMatchObject([{ line: 2, reason }]);
});

describe('refused with what to take instead', () => {
  const cost = { object: 'organization.costs.result', amount: { value: 0.06, currency: 'usd' }, line_item: null };
  test.each<[unknown, RegExp]>([
    [page(bucket([cost])), /^This is what OpenAI’s API cost by project/],
    [page(bucket([result(null)])), /^This is OpenAI’s usage without users: .* group_by=user_id/],
    [{ object: 'list', data: [{ object: 'organization.project', id: 'p' }] }, /^This is a list of the OpenAI/],
  ])('%#', async (content, sentence) => {
    await expect(read(content)).rejects.toThrow(sentence);
  });
});
