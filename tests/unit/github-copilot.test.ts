import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/connectors/define';
import { githubCopilot } from '@/lib/connectors/github-copilot';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (content: unknown) => readThrough(file('report', JSON.stringify(content)), connectors);

const user = (changes: Row = {}): Row => ({
  ...{ day: '2026-03-02', user_id: 7, user_login: 'maja-dev' },
  ...{ user_initiated_interaction_count: 10, code_generation_activity_count: 99, code_acceptance_activity_count: 4 },
  ...changes,
});

test('interactions are prompts and accepted suggestions, nothing else', async () => {
  const busy = user({ used_agent: 1, used_cli: null, loc_added_sum: 500, ai_credits_used: 3.5 });
  expect((await read([busy])).records).toEqual([
    { type: 'tool_activity', employee_id: 'maja-dev', tool: 'github-copilot', date: '2026-03-02', interactions: 14 },
  ]);
});

test('a user who is listed without either is a row of 0, not of nothing', async () => {
  const idle = user({ user_initiated_interaction_count: 0, code_acceptance_activity_count: 0, used_cli: true });
  expect((await read([idle])).records).toMatchObject([{ interactions: 0 }]);
});

describe('a row without a day', () => {
  const { day: _, ...without } = user();
  const records = async (content: unknown) => (await read(content)).records;

  test('is the period of its report, its own or the one around it, never spread', async () => {
    const period = { report_start_day: '2026-02-02', report_end_day: '2026-03-01' };
    const wanted = [{ date: '2026-02-02', period_days: 28, interactions: 14 }];
    expect(await records([{ ...without, ...period }])).toMatchObject(wanted);
    expect(await records({ ...period, day_totals: [without] })).toMatchObject(wanted);
  });

  test('is a day where the period is one', async () => {
    const [record] = await records({
      report_start_day: '2026-03-02',
      report_end_day: '2026-03-02',
      day_totals: [without],
    });
    expect(record).toMatchObject({ date: '2026-03-02' });
    expect(record).not.toHaveProperty('period_days');
  });

  test('is refused where no period is told, or one that ends before it begins', async () => {
    const backwards = { ...without, report_start_day: '2026-03-02', report_end_day: '2026-03-01' };
    const { refused } = await read([without, backwards]);
    expect(refused.map(({ reason }) => reason)).toEqual(
      Array(2).fill('day is missing, and so is the period of its report'),
    );
  });
});

test.each<[Row, string]>([
  [{ user_login: null }, 'user_login is missing'],
  [{ user_login: '' }, 'user_login is missing'],
  [{ user_initiated_interaction_count: null }, 'user_initiated_interaction_count is missing'],
  [{ code_acceptance_activity_count: -1 }, 'code_acceptance_activity_count is not a whole number'],
  [{ code_acceptance_activity_count: 1.5 }, 'code_acceptance_activity_count is not a whole number'],
  [{ day: '2026-02-30' }, 'date is not a date (YYYY-MM-DD)'],
])('%j is refused: %s', async (changes, reason) => {
  const { refused, records } = await read([user(), user(changes)]);
  expect(records).toHaveLength(1);
  expect(refused).toMatchObject([{ line: 2, reason }]);
});

test('of a refused row only its key and its counts are kept', () => {
  const full = user({
    totals_by_ide: [{ ide: 'vscode' }],
    user_name: 'Maja Ek',
    email: 'maja@example.test',
    day: { a: 1 },
  });
  const { day: _, code_generation_activity_count: __, ...kept } = user();
  expect(JSON.parse(JSON.stringify(githubCopilot.keep(full)))).toEqual(kept);
});

test.each<[unknown, RegExp]>([
  [
    { download_links: ['https://example.test/x'], report_day: '2026-03-02' },
    /^These are the links to a Copilot report/,
  ],
  [
    { report_start_day: 'x', day_totals: [{ day: 'x', daily_active_users: 3 }] },
    /names no users: download the users report/,
  ],
  [[{ date: '2024-11-04', copilot_ide_code_completions: null, total_active_users: 4 }], /retired Copilot metrics API/],
  [
    [{ day: '2026-03-02', team_id: 1, slug: 'core', user_id: 7, user_login: 'maja-dev' }],
    /which Copilot users are in which GitHub team.* come with the roster/,
  ],
])('another of GitHub’s files is refused with what to take instead: %j', async (content, sentence) => {
  await expect(read(content)).rejects.toThrow(sentence);
});

test('an empty report is no rows', async () => {
  expect(await read({ report_start_day: '2026-03-02', report_end_day: '2026-03-02', day_totals: [] })).toMatchObject({
    ...{ rows: 0, records: [], claimedBy: ['github-copilot'] },
  });
});
