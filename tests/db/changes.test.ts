import { beforeAll, describe, expect, it } from 'vitest';
import { runChanges } from '@/lib/analysis/changes';
import type { Viewer } from '@/lib/core/viewer';
import { useDatabase } from '../support/database';
import { conversation, file, lines, take } from '../support/ingest';

const t = useDatabase();
const analyst: Viewer = { kind: 'cli', name: 'test', grants: [{ role: 'analyst' }] };
const lead: Viewer = { kind: 'cli', name: 'test', grants: [{ role: 'team_lead', departments: ['Legal'] }] };
const ASKED = { from: '2026-02-01', to: '2026-03-01', compare: { from: '2026-01-01', to: '2026-02-01' } };

/** `n` conversations of a month on one topic, of which `solved` were. */
function month(prefix: string, on: string, intent: string, n: number, solved: number): object[] {
  return Array.from({ length: n }, (_, i) =>
    conversation(`${prefix}-${intent}-${i}`, {
      ...{ started_at: `${on}T09:00:00Z`, ended_at: `${on}T09:02:00Z`, intent, market: 'SE' },
      outcome: i < solved ? 'resolved' : 'unresolved',
    }),
  );
}

describe('what changed', () => {
  beforeAll(async () => {
    const rows = [
      ...month('jan', '2026-01-10', 'refund', 400, 200),
      ...month('feb', '2026-02-10', 'refund', 400, 280),
      ...month('jan', '2026-01-10', 'invoice', 400, 300),
      ...month('feb', '2026-02-10', 'invoice', 400, 302),
      // Far from even, but of 20 conversations nothing is said.
      ...month('jan', '2026-01-10', 'rare', 20, 20),
      ...month('feb', '2026-02-10', 'rare', 20, 0),
      // The watermark lies behind both months, so that nothing waits.
      ...month('apr', '2026-04-10', 'refund', 1, 1),
    ];
    await take(t, [file('c.jsonl', lines(...rows))]);
  });

  it('refunds solved rose from 50 % to 70 %: 80 of 400 fare otherwise, 20 points ± 1.96 √(0.21/400 + 0.25/400)', async () => {
    const { changes, comparedWith } = await runChanges(t.db, analyst, ASKED);
    expect(comparedWith).toEqual(ASKED.compare);
    const refunds = changes.find(({ metric, value }) => metric === 'resolution_rate' && value === 'refund')!;
    expect(refunds).toMatchObject({ dimension: 'intent', now: 0.7, before: 0.5, n: 400, provisional: false });
    expect(refunds.affected).toBeCloseTo(80, 9);
    expect(refunds.high).toBeCloseTo(0.2 + 1.959964 * Math.sqrt(0.21 / 400 + 0.25 / 400), 9);
  });

  it('a topic that went from 75.0 % to 75.5 % and one of 20 conversations are no changes', async () => {
    const { changes, tested } = await runChanges(t.db, analyst, ASKED);
    expect(changes.map(({ value }) => value)).not.toContain('invoice');
    expect(changes.map(({ value }) => value)).not.toContain('rare');
    // Two shares that are neither all nor nothing, for everybody, one channel, one market and two topics.
    expect(tested).toBe(2 * 5);
  });

  it('at most five, at most two of a metric, most conversations first', async () => {
    const { changes } = await runChanges(t.db, analyst, ASKED);
    expect(changes.length).toBeGreaterThan(1);
    expect(changes.length).toBeLessThanOrEqual(5);
    for (const { metric } of changes) expect(changes.filter((one) => one.metric === metric).length).toBeLessThan(3);
    const affected = changes.map((one) => one.affected);
    expect(affected).toEqual([...affected].sort((a, b) => b - a));
  });

  it('the same month against itself changed nothing', async () => {
    const { changes } = await runChanges(t.db, analyst, { ...ASKED, compare: { from: ASKED.from, to: ASKED.to } });
    expect(changes).toEqual([]);
  });

  it('is not a lead’s to ask', async () => {
    await expect(runChanges(t.db, lead, ASKED)).rejects.toMatchObject({ status: 403 });
  });
});
