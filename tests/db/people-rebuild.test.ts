import { afterEach, describe, expect, it } from 'vitest';
import { rebuildAllPeople, rebuildPeople } from '@/db/rollups/people';
import { useDatabase } from '../support/database';
import { hashOf, loadPeople } from '../support/people';
import { randomCompany } from '../support/random-company';

const t = useDatabase();
afterEach(() => t.pool.query('truncate employee, tool_activity, seat, financials, activity_rollup, rollup_state'));
const NOW = new Date('2030-01-01');

/** The rollup with hashes for numbers, so that two histories can be compared. */
async function contents(): Promise<unknown[]> {
  const { rows } = await t.pool.query(`
    select r.source_id, r.tool, r.date, r.period_days, p.hash, e.value
    from activity_rollup r
    left join lateral (
      select substr(r.entries, n, case when r.period_days > 1 then 12 else 8 end) as entry,
        encode(substr(r.entries, n + 4, case when r.period_days > 1 then 8 else 4 end), 'hex') as value
      from generate_series(1, length(r.entries), case when r.period_days > 1 then 12 else 8 end) n
    ) e on true
    left join person p on int4send(p.person_no) = substr(e.entry, 1, 4)
    order by 1, 2, 3, 4, 5, 6`);
  return rows;
}
const state = async () =>
  (await t.pool.query("select first_at, watermark, version from rollup_state where type = 'people'")).rows[0];

async function inTransaction<T>(work: (client: import('pg').PoolClient) => Promise<T>): Promise<T> {
  const client = await t.pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    client.release();
  }
}

describe('the rollup of activity', () => {
  it('is the same after any order of arrival and after a rebuild of everything', async () => {
    const activity = randomCompany(3).activityBySource[0]!;
    const half = Math.floor(activity.length / 2);
    await loadPeople(t.pool, { activity });
    const atOnce = await contents();
    expect(atOnce.length).toBeGreaterThan(500);
    await t.pool.query('truncate tool_activity, activity_rollup');
    await loadPeople(t.pool, { activity: activity.slice(half).reverse() }, { run: 1 });
    await loadPeople(t.pool, { activity: activity.slice(0, half) }, { run: 2 });
    expect(await contents()).toEqual(atOnce);
    await inTransaction((client) => rebuildAllPeople(client, NOW));
    expect(await contents()).toEqual(atOnce);
  });

  it('rebuilds only the dates it is told, follows a correction and forgets a removed row', async () => {
    const row = (date: string, interactions: number) => ({ employee_id: 'p', tool: 'chat', date, interactions });
    await loadPeople(t.pool, { activity: [row('2024-01-01', 1), row('2024-01-02', 2), row('2024-01-03', 3)] });
    await t.pool.query('update tool_activity set interactions = interactions + 10');
    await t.pool.query("delete from tool_activity where date = '2024-01-03'");
    const touch = (dates: string) =>
      inTransaction(async (client) => {
        await client.query(`create temp table changed on commit drop as select unnest('{${dates}}'::date[]) as date`);
        return rebuildPeople(client, { activity: 'changed' }, NOW);
      });
    expect(await touch('2024-01-02,2024-01-02')).toEqual({ days: 1 });
    const values = async () =>
      ((await contents()) as { value: string }[]).map(({ value }) => Number.parseInt(value, 16));
    expect(await values()).toEqual([1, 12, 3]);
    expect(await touch('2024-01-01,2024-01-03')).toEqual({ days: 2 });
    expect(await values()).toEqual([11, 12]);
    expect((await state()).watermark).toEqual(new Date('2024-01-02T00:00:00Z'));
  });

  it('moves the version with every change and the watermark with the slowest source, never past now', async () => {
    const row = (date: string) => ({ employee_id: 'p', tool: 'chat', date, interactions: 1 });
    await loadPeople(
      t.pool,
      { activity: [row('2024-01-05'), row('2024-03-01')] },
      { now: new Date('2024-02-10T10:00:00Z') },
    );
    expect(await state()).toEqual({ first_at: new Date('2024-01-05'), watermark: new Date('2024-02-10'), version: 1 });
    await loadPeople(t.pool, { activity: [row('2024-01-20')] }, { source: 2, run: 2 });
    expect(await state()).toMatchObject({ watermark: new Date('2024-01-20'), version: 2 });
    await inTransaction((client) => rebuildPeople(client, { people: true }, NOW));
    expect((await state()).version).toBe(3);
    expect(await inTransaction((client) => rebuildPeople(client, {}, NOW))).toEqual({ days: 0 });
    expect((await state()).version).toBe(3);
  });

  it('keeps a person’s number', async () => {
    await loadPeople(t.pool, { activity: [{ employee_id: 'p', tool: 'chat', date: '2024-01-05', interactions: 1 }] });
    const number = async () =>
      (await t.pool.query('select person_no from person where hash = $1', [hashOf('p')])).rows[0].person_no;
    const before = await number();
    await inTransaction((client) => rebuildAllPeople(client, NOW, { from: '2024-01-01', to: '2024-02-01' }));
    expect(await number()).toBe(before);
  });
});
