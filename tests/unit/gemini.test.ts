import { expect, test } from 'vitest';
import type { Row } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (content: unknown) => readThrough(file('activities.json', JSON.stringify(content)), connectors);

const event = (action: string, category?: string, name = 'feature_utilization'): Row => ({
  ...{ type: 'ai_usage_event', name },
  parameters: [
    { name: 'action', value: action },
    ...(category === undefined ? [] : [{ name: 'event_category', value: category }]),
  ],
});
const activity = (id: string, events: Row[], changes: Row = {}): Row => ({
  kind: 'admin#reports#activity',
  id: { time: '2026-03-02T09:15:00.123Z', uniqueQualifier: id, applicationName: 'gemini_in_workspace_apps' },
  actor: { email: 'Nora@example.test', profileId: '1' },
  ipAddress: '203.0.113.7',
  events,
  ...changes,
});
const page = (...items: Row[]) => ({ kind: 'admin#reports#activities', items });

test('events of a person and day are added up', async () => {
  const { records } = await read(
    page(activity('1', [event('help_me_write'), event('x')]), activity('2', [event('y')])),
  );
  expect(records).toEqual([
    { type: 'tool_activity', email: 'nora@example.test', tool: 'gemini', date: '2026-03-02', interactions: 3 },
  ]);
});

test('an activity that comes twice counts once', async () => {
  const one = activity('1', [event('help_me_write')]);
  expect((await read([page(one), page(one)])).records).toMatchObject([{ interactions: 1 }]);
});

test.each([
  event('help_me_write', 'inactive'),
  event('generate_starter_tile_prompts', 'active_generate'),
  event('proactive_suggestions_response'),
  event('generate_nudge_prompts'),
  event('summarize_proactive'),
  event('help_me_write', 'active_generate', 'something_else'),
])('not asked for: %j', async (unasked) => {
  expect(await read(page(activity('1', [unasked])))).toMatchObject({ records: [], skipped: 1 });
  expect((await read(page(activity('1', [unasked, event('summarize')])))).records).toMatchObject([{ interactions: 1 }]);
});

test.each<[Row, string]>([
  [{ actor: {} }, 'actor.email is missing, and so is actor.profileId'],
  [
    { id: { time: 'x', uniqueQualifier: '9', applicationName: 'gemini_in_workspace_apps' } },
    'id.time is not a time (ISO 8601)',
  ],
  [{ id: null }, 'id is missing'],
  [{ events: null }, 'events is missing'],
])('%j is refused: %s', async (changes, reason) => {
  const good = activity('1', [event('x')]);
  expect((await read(page(good, activity('2', [event('x')], changes)))).refused).toMatchObject([{ line: 2, reason }]);
});

test('a page without activities holds nothing; other logs are refused with what to take instead', async () => {
  expect(await read({ kind: 'admin#reports#activities', etag: 'x' })).toMatchObject({ records: [], skipped: 1 });
  const login = activity('1', [{ type: 'login', name: 'login_success' }], { id: { applicationName: 'login' } });
  await expect(read(page(login))).rejects.toThrow(/^This is Google Workspace’s log of another application/);
  await expect(read({ kind: 'admin#reports#usageReports', usageReports: [] })).rejects.toThrow(
    /^This is a usage report/,
  );
  const copied = [{ time_usec: 1, email: 'nora@example.test', gemini_for_workspace: {} }];
  await expect(read(copied)).rejects.toThrow(/^This is BigQuery’s copy/);
});
