import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema';

export type Db = Kysely<Database>;

export interface Connection {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;

function checkedNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError(`${text} does not fit a number exactly`);
  return value;
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    // pg would turn a date into a Date at local midnight, and int8 and numeric into strings.
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8 || oid === NUMERIC) return checkedNumber;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** Opens a pool. Statements are planned without JIT: it costs more than it brings at these sizes. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    // A second core is worth it for sums over hundreds of thousands of cells; the defaults ask for ten times as many.
    options: '-c jit=off -c timezone=UTC -c work_mem=32MB -c parallel_setup_cost=200 -c parallel_tuple_cost=0.02',
  });
  // An idle connection that the server ends (restart) must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  // kysely ends the pool only if it ever used it.
  const close = async () => {
    await db.destroy();
    if (!pool.ended) await pool.end();
  };
  return { db, pool, close };
}
