import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { listKeys } from '@/db/keys';
import { createKey, keyViewer, revokeKey } from '@/lib/auth/keys';
import { useDatabase } from '../support/database';

const t = useDatabase();

describe('keys', () => {
  test('are seen once; the database holds their SHA-256 alone', async () => {
    const { id, key } = await createKey(t.db, { name: 'nightly', scope: 'ingest' });
    expect(key).toMatch(/^tdm_[\w-]{43}$/);
    const { rows } = await t.pool.query('select hash, row_to_json(api_key)::text as everything from api_key');
    expect(rows[0].hash).toEqual(createHash('sha256').update(key).digest());
    expect(rows[0].everything).not.toContain(key.slice(4));
    expect(await keyViewer(t.db, key)).toEqual({
      viewer: { kind: 'key', name: `nightly (key ${id})`, grants: [{ role: 'sender', departments: [] }] },
      scope: 'ingest',
    });
  });

  test('ask with their role and scope', async () => {
    const wanted = { name: 'lead', scope: 'query', role: 'team_lead', departments: ['Legal'] };
    const { key } = await createKey(t.db, wanted);
    const found = await keyViewer(t.db, key);
    expect(found?.viewer.grants).toEqual([{ role: 'team_lead', departments: ['Legal'] }]);
    expect(found?.scope).toBe('query');
  });

  test('remember when they were last used', async () => {
    const { id, key } = await createKey(t.db, { name: 'used', scope: 'ingest' });
    const used = async () => (await listKeys(t.db)).find((one) => one.id === id)!.last_used_at;
    expect(await used()).toBeNull();
    await keyViewer(t.db, key);
    expect(Math.abs((await used())!.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('that are revoked, unknown or no keys at all speak for nobody', async () => {
    const { id, key } = await createKey(t.db, { name: 'gone', scope: 'query', role: 'analyst' });
    await revokeKey(t.db, id);
    await expect(revokeKey(t.db, id)).rejects.toMatchObject({ status: 404 });
    for (const one of [key, `${key}x`, key.slice(4), 'tdm_', '']) expect(await keyViewer(t.db, one)).toBeNull();
  });

  test.each([
    ['no name', { name: ' ', scope: 'ingest' }],
    ['another scope', { name: 'n', scope: 'all' }],
    ['a query key without a role', { name: 'n', scope: 'query' }],
    ['a role nobody knows', { name: 'n', scope: 'query', role: 'boss' }],
    ['the role of an ingest key', { name: 'n', scope: 'query', role: 'sender' }],
    ['a lead without a department', { name: 'n', scope: 'query', role: 'team_lead' }],
    ['an ingest key with a role', { name: 'n', scope: 'ingest', role: 'analyst' }],
  ])('with %s are not made', async (_, wanted) => {
    await expect(createKey(t.db, wanted)).rejects.toMatchObject({ status: 422 });
  });
});
