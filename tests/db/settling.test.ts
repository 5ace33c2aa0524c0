import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fileInput } from '@/lib/ingest/inputs';
import { sourcesOverview } from '@/lib/ingest/overview';
import { adoption } from '../support/adoption-metrics';
import { askPeople } from '../support/ask-people';
import { FIXTURES } from '../support/connectors';
import { useDatabase } from '../support/database';
import { file, lines, take } from '../support/ingest';

const t = useDatabase();
afterEach(() =>
  t.pool.query('truncate tool_activity, activity_rollup, rollup_state, employee, rejected_row, run, source cascade'),
);

const roster = Array.from({ length: 5 }, (_, index) => ({
  ...{ type: 'employee', employee_id: `p${index}`, department: 'A', is_tech: false, employment: 'employee' },
  valid_from: '2023-01-01',
}));
/** Days to 3 March 2026; its vendor's figures settle after one day. */
const FILE = path.join(FIXTURES, 'claude-code/rows.ndjson');
const load = (now: string) => take(t, [fileInput(FILE)], { source: 'claude-code', now: new Date(now) });
async function status(id: string, from: string, to: string) {
  const [row] = await askPeople(t.db, [adoption[id]!], { from, to });
  return row!.values[id]!.status;
}

describe('days that the vendor may still change', () => {
  it('are provisional, and those before them not; loaded again a day later they are settled', async () => {
    const edges = ['2026-02-02', '2026-03-04'].map((date) => ({
      ...{ type: 'tool_activity', employee_id: 'outsider', tool: 'chat', date, interactions: 1 },
    }));
    await take(t, [file('own.jsonl', lines(...roster, ...edges))]);
    await load('2026-03-04T08:00:00Z');
    const week = ['2026-03-02', '2026-03-04'] as const;
    for (const id of ['daily_active_rate', 'monthly_active_rate'])
      expect([id, await status(id, ...week)]).toEqual([id, 'provisional']);
    expect(await status('daily_active_rate', '2026-03-02', '2026-03-03')).toBe('ok');
    expect(await status('monthly_active_rate', '2026-03-01', '2026-03-03')).toBe('ok');
    const told = await sourcesOverview(t.db, new Date('2026-03-04T09:00:00Z'), (text) => text);
    expect(told.sources.map(({ name, unsettledFrom }) => [name, unsettledFrom])).toEqual([
      ['claude-code', '2026-03-03'],
      ['own', null],
    ]);
    // The same file again: every row is a duplicate, and what it says is settled now.
    expect(await load('2026-03-05T08:00:00Z')).toMatchObject({ accepted: 0, updated: 0 });
    for (const id of ['daily_active_rate', 'monthly_active_rate'])
      expect([id, await status(id, ...week)]).toEqual([id, 'ok']);
    const later = await sourcesOverview(t.db, new Date('2026-03-05T09:00:00Z'), (text) => text);
    expect(later.sources.every(({ unsettledFrom }) => unsettledFrom === null)).toBe(true);
  });

  it('stay so when older days come later: a month of February settles nothing of March', async () => {
    await load('2026-03-04T08:00:00Z');
    const february = lines({
      ...{ type: 'tool_activity', employee_id: 'p0', tool: 'chat', date: '2026-02-01', interactions: 3 },
    });
    const note = async () =>
      (await t.pool.query("select unsettled_from::text as day from source where name = 'claude-code'")).rows[0].day;
    expect(await note()).toBe('2026-03-03');
    await take(t, [file('february.jsonl', february)], { source: 'claude-code', now: new Date('2026-03-20T08:00:00Z') });
    expect(await note()).toBe('2026-03-03');
    await load('2026-03-20T09:00:00Z');
    // As far as the source reaches, and no further back: nothing it holds is open any more.
    expect(await note()).toBe('2026-03-19');
  });
});
