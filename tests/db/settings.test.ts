import { describe, expect, it } from 'vitest';
import { baselineQuarter, readSettings, writeSetting } from '@/db/settings';
import { DEFAULT_SETTINGS } from '@/lib/core/settings';
import { useDatabase } from '../support/database';

const t = useDatabase();

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
