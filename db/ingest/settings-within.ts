import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/core/settings';
import type { Database } from '../schema';
import { readSettings } from '../settings';

/** The query builder on a connection that has a transaction open. */
export function dbWithin(client: pg.ClientBase): Kysely<Database> {
  const borrowed = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => borrowed, end: async () => undefined };
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as never }) });
}

/** The workspace's settings as the open transaction sees them. */
export const settingsWithin = (client: pg.ClientBase): Promise<Settings> => readSettings(dbWithin(client));

/**
 * The currency that financials of a source have to be in. The reference company's settings go with it, so they do
 * not bind anybody else.
 */
export async function currencyFor(client: pg.ClientBase, source: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>(
    `select value from setting where name = 'currency' and ($1 or changed_by <> 'demo') order by version desc limit 1`,
    [source === 'demo'],
  );
  return rows[0]?.value ?? DEFAULT_SETTINGS.currency;
}
