import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '@/db/settings';
import { dayOf } from '@/lib/demo/calendar';
import { workspaceSettings } from '@/lib/demo/workspace';
import { loadCompany } from '@/scripts/commands/demo';
import { useDatabase } from '../support/database';
import { conversation, file, lines, take } from '../support/ingest';
import { publishedFigures } from '../support/published-figures';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-test-'));
beforeAll(() => {
  process.env.TANDEM_DATA_DIR = folder;
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

publishedFigures(1);

describe('loading the reference company', () => {
  const t = useDatabase();
  const few = { seed: 1, scale: 0.001, from: dayOf('2024-02-05'), to: dayOf('2024-02-08') };
  const quiet = () => undefined;

  it('takes every row in and applies its workspace', async () => {
    const summary = await loadCompany(t, few, quiet);
    expect(summary).toMatchObject({
      source: 'demo',
      rejected: 0,
      updated: 0,
      duplicate: 0,
      unknownFields: {},
      failed: [],
    });
    expect(summary.accepted).toBe(summary.read);
    expect(await readSettings(t.db)).toMatchObject(workspaceSettings(few.scale));
  });

  it('changes nothing the second time', async () => {
    const versions = () => t.pool.query('select count(*)::int as n from setting').then(({ rows }) => rows[0].n);
    const before = await versions();
    const summary = await loadCompany(t, few, quiet);
    expect(summary).toMatchObject({ accepted: 0, updated: 0, rejected: 0, duplicate: summary.read });
    expect(await versions()).toBe(before);
  });

  it('adds the rest of the time to a part of it', async () => {
    const longer = { ...few, to: dayOf('2024-02-10') };
    const summary = await loadCompany(t, longer, quiet);
    expect(summary.updated).toBe(0);
    expect(summary.duplicate).toBeGreaterThan(15_000);
    expect(summary.accepted).toBeGreaterThan(200);
  });

  it('refuses a company of another seed or scale beside it', async () => {
    await expect(loadCompany(t, { ...few, seed: 2 }, quiet)).rejects.toThrow(/another seed or scale is loaded/);
    await expect(loadCompany(t, { ...few, scale: 0.002 }, quiet)).rejects.toThrow(/another seed or scale is loaded/);
  });

  it('goes whole when own records come, and is refused beside them', async () => {
    await take(t, [file('own.jsonl', lines(conversation('one')))]);
    const { rows } = await t.pool.query('select count(*)::int as n from conversation');
    expect(rows[0].n).toBe(1);
    expect((await readSettings(t.db)).name).toBe('Our company');
    await expect(loadCompany(t, few, quiet)).rejects.toThrow(/not loaded beside your own records \(own\)/);
  });
});
