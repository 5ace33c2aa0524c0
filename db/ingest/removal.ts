import type pg from 'pg';
import type { Connection } from '../client';
import { rebuildAfterMerge } from '../rollups/rebuild';
import { lockMerges } from './runs';
import { settingsWithin } from './settings-within';
import { TABLES } from './tables';

/** What a removal took away. */
export interface Removed {
  conversations: number;
  activity: number;
  employees: number;
  seats: number;
  financials: number;
}

/** Removes records inside a transaction, remembering what the rollups need to know of them. */
export class Removal {
  readonly removed: Removed = { conversations: 0, activity: 0, employees: 0, seats: 0, financials: 0 };

  constructor(readonly client: pg.ClientBase) {}

  async open(): Promise<void> {
    await this.client.query(`
      create temp table removed_conversation on commit drop as
        select customer, intent, started_at, ended_at from conversation limit 0;
      create temp table removed_activity on commit drop as select date from tool_activity limit 0`);
  }

  async conversations(where: string, values: unknown[]): Promise<void> {
    this.removed.conversations += await this.run(
      `with gone as (delete from conversation where ${where} returning customer, intent, started_at, ended_at)
       insert into removed_conversation select * from gone`,
      values,
    );
  }

  async people(
    table: 'tool_activity' | 'employee' | 'seat' | 'financials',
    where: string,
    values: unknown[],
  ): Promise<void> {
    if (table === 'tool_activity')
      this.removed.activity += await this.run(
        `with gone as (delete from tool_activity where ${where} returning date)
         insert into removed_activity select * from gone`,
        values,
      );
    else {
      const name = table === 'financials' ? table : (`${table}s` as const);
      this.removed[name] += await this.run(`delete from ${TABLES[table].type} where ${where}`, values);
    }
  }

  async run(statement: string, values: unknown[]): Promise<number> {
    return (await this.client.query(statement, values)).rowCount ?? 0;
  }
}

/** Removes what `use` removes, and rebuilds the numbers it touches, in one transaction beside no merge. */
export async function removing(connection: Connection, use: (removal: Removal) => Promise<void>): Promise<Removed> {
  const client = await connection.pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local work_mem = '256MB'`);
    await lockMerges(client);
    const removal = new Removal(client);
    await removal.open();
    await use(removal);
    const { removed } = removal;
    const changes = {
      conversations: removed.conversations > 0 ? 'removed_conversation' : undefined,
      activity: removed.activity > 0 ? 'removed_activity' : undefined,
      people: removed.employees + removed.seats + removed.financials > 0,
    };
    if (Object.values(removed).some((count) => count > 0))
      await rebuildAfterMerge(client, changes, await settingsWithin(client), new Date());
    await client.query('commit');
    return removed;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
