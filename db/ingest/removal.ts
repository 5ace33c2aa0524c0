import type pg from 'pg';
import type { RecordType } from '@/lib/core/record';
import type { Actor } from '../audit';
import type { Connection } from '../client';
import { type Changes, rebuildAfterMerge } from '../rollups/rebuild';
import { lockMerges } from './runs';
import { settingsWithin } from './settings-within';
import { hasPerson, refreshSources, takeRecords } from './source-state';
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
      create temp table removed_activity on commit drop as select date from tool_activity limit 0;
      create temp table removed_record (source_id int, type text, person uuid, n bigint) on commit drop`);
  }

  async conversations(where: string, values: unknown[]): Promise<void> {
    const columns = 'customer, intent, started_at, ended_at';
    this.removed.conversations += await this.erase('conversation', where, values, ['removed_conversation', columns]);
  }

  async people(
    table: 'tool_activity' | 'employee' | 'seat' | 'financials',
    where: string,
    values: unknown[],
  ): Promise<void> {
    if (table === 'tool_activity')
      this.removed.activity += await this.erase(table, where, values, ['removed_activity', 'date']);
    else {
      const name = table === 'financials' ? table : (`${table}s` as const);
      this.removed[name] += await this.erase(table, where, values);
    }
  }

  /** Deletes rows, remembering whose they were by source, and in `into` the columns the rollups ask for. */
  private async erase(
    type: RecordType,
    where: string,
    values: unknown[],
    [into, columns]: [into?: string, columns?: string] = [],
  ): Promise<number> {
    const person = hasPerson(type) ? 'person' : 'null::uuid';
    const { rows } = await this.client.query<{ n: string }>(
      `with gone as (delete from ${TABLES[type].type} where ${where} returning *),
       ${into ? `kept as (insert into ${into} select ${columns} from gone),` : ''}
       told as (
         insert into removed_record select source_id, '${type}', ${person}, count(*) from gone group by 1, 2, 3
         returning n)
       select coalesce(sum(n), 0) as n from told`,
      values,
    );
    return Number(rows[0]!.n);
  }

  /** Notes in the log who removed what: it stands there exactly when it is gone. */
  async note({ viewer, road }: Actor, about: object): Promise<void> {
    await this.client.query(
      `insert into access_log (viewer_kind, viewer, road, action, metrics, request)
       values ($1, $2, $3, 'delete', '{}', $4)`,
      [viewer.kind, viewer.name, road, JSON.stringify({ ...about, removed: this.removed })],
    );
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
    if (Object.values(removed).some((count) => count > 0)) await follow(client, changes);
    await client.query('commit');
    return removed;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function follow(client: pg.ClientBase, changes: Changes): Promise<void> {
  const settings = await settingsWithin(client);
  await takeRecords(client, 'removed_record');
  await rebuildAfterMerge(client, changes, settings, new Date());
  await refreshSources(client, settings.time_zone);
}
