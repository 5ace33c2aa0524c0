import type pg from 'pg';
import { TandemError } from '@/lib/core/errors';
import { RECORD_TABLES } from './tables';

export const DEMO = 'demo';

/** The sources that hold at least one record. */
async function sourcesWithRecords(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const held = RECORD_TABLES.map(({ type }) => `exists (select from ${type} r where r.source_id = source.id)`);
  const { rows } = await client.query<{ name: string }>(
    `select name from source where ${held.join(' or ')} order by name`,
  );
  return rows.map(({ name }) => name);
}

/** Throws a 409 where the reference company would come to stand beside a company's own records. */
export async function refuseDemoBesideOwn(client: pg.ClientBase | pg.Pool): Promise<void> {
  const own = (await sourcesWithRecords(client)).filter((name) => name !== DEMO);
  if (own.length > 0)
    throw new TandemError(409, `The reference company is not loaded beside your own records (${own.join(', ')}).`);
}

/**
 * Takes the reference company out whole, its settings included, inside the caller's transaction.
 * Returns false when there was none.
 */
export async function removeDemo(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ id: number }>('select id from source where name = $1', [DEMO]);
  const demo = rows[0];
  if (!demo) return false;
  const others = (await sourcesWithRecords(client)).filter((name) => name !== DEMO);
  if (others.length === 0) await client.query(`truncate ${RECORD_TABLES.map(({ type }) => type).join(', ')}`);
  else for (const { type } of RECORD_TABLES) await client.query(`delete from ${type} where source_id = $1`, [demo.id]);
  // What was built on the sample's own lists goes as well; versions from before it came count again.
  await client.query(
    `delete from setting s using (
       select name, min(version) as first from setting where changed_by = $1 group by name) d
     where s.name = d.name and s.version >= d.first and (s.changed_by = $1 or s.name = any($2))`,
    [DEMO, ['targets', 'events', 'holidays', 'baseline', 'assumptions']],
  );
  await client.query('delete from parity_record');
  await client.query('delete from banked_record');
  await client.query('delete from source where id = $1', [demo.id]);
  return true;
}
