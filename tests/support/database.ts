import { afterAll, beforeAll } from 'vitest';
import { type Connection, connect } from '@/db/client';

export interface TestDatabase extends Connection {
  url: string;
}

let created = 0;

/** A fresh, migrated database of its own; `close` drops it. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `t_${process.pid}_${Date.now().toString(36)}_${created++}`;
  const admin = connect(process.env.TANDEM_TEST_SERVER!, { max: 1 });
  await admin.pool.query(`create database ${name} template ${process.env.TANDEM_TEST_TEMPLATE}`);
  const url = new URL(process.env.TANDEM_TEST_SERVER!);
  url.pathname = `/${name}`;
  const connection = connect(url.toString());
  return {
    ...connection,
    url: url.toString(),
    async close() {
      await connection.close();
      await admin.pool.query(`drop database if exists ${name} with (force)`);
      await admin.close();
    },
  };
}

/** A database for one test file: `const t = useDatabase()`, then `t.db` inside the tests. */
export function useDatabase(): TestDatabase {
  const holder = {} as TestDatabase;
  beforeAll(async () => {
    Object.assign(holder, await createDatabase());
  });
  afterAll(() => holder.close?.());
  return holder;
}
