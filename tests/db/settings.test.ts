import { describe, expect, it } from 'vitest';
import { removeDemo } from '@/db/ingest/demo';
import { baselineQuarter, readSettings, writeSetting } from '@/db/settings';
import { DEFAULT_SETTINGS } from '@/lib/core/settings';
import { useDatabase } from '../support/database';

const t = useDatabase();

describe('the sample company’s settings', () => {
  it('leave with it, with what was built on its lists; own ones from before count again and others stay', async () => {
    await writeSetting(t.db, 'holidays', ['2026-01-01'], 'a@b.c');
    await writeSetting(t.db, 'holidays', ['2024-01-01'], 'demo');
    await writeSetting(t.db, 'holidays', ['2024-01-01', '2024-12-25'], 'a@b.c');
    await writeSetting(t.db, 'events', [{ on: '2024-01-27', label: 'Invented', owner: '' }], 'demo');
    await writeSetting(t.db, 'events', [{ on: '2024-01-27', label: 'Invented launch', owner: '' }], 'a@b.c');
    await writeSetting(t.db, 'targets', { csat_mean: 4 }, 'demo');
    await writeSetting(t.db, 'name', 'Reference company', 'demo');
    await writeSetting(t.db, 'name', 'Ours', 'a@b.c');
    await writeSetting(t.db, 'week_start', 7, 'a@b.c');
    await t.pool.query(`insert into source (name) values ('demo')`);
    const client = await t.pool.connect();
    try {
      expect(await removeDemo(client)).toBe(true);
    } finally {
      client.release();
    }
    expect(await readSettings(t.db)).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ holidays: ['2026-01-01'], name: 'Ours', week_start: 7 },
    });
    await t.pool.query('delete from setting');
  });
});

describe('settings', () => {
  it('are the defaults until set; the newest version counts and the old ones stay', async () => {
    expect(await readSettings(t.db)).toEqual(DEFAULT_SETTINGS);
    await writeSetting(t.db, 'time_zone', 'Europe/Stockholm', 'a@b.c');
    await writeSetting(t.db, 'time_zone', 'Asia/Tokyo', 'a@b.c');
    expect((await readSettings(t.db)).time_zone).toBe('Asia/Tokyo');
    const { rows } = await t.pool.query(`select version from setting where name = 'time_zone' order by 1`);
    expect(rows.map((row) => row.version)).toEqual([1, 2]);
  });
  it.each([
    ['time_zone', 'Mars/Olympus', 'time_zone is not a known time zone'],
    ['group_size', 4, 'never below 5'],
    ['holidays', ['2024-02-30'], 'holidays.0'],
    ['mood', 1, 'no setting called mood'],
  ])('%s = %j is refused: %s', async (name, value, words) => {
    await expect(writeSetting(t.db, name, value, 'a@b.c')).rejects.toThrow(words);
  });
  it('without financials and setting there is no baseline', async () => {
    expect(await baselineQuarter(t.db, DEFAULT_SETTINGS)).toBeNull();
  });
});
