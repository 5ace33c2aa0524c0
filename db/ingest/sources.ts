import { TandemError } from '@/lib/core/errors';
import type { Actor } from '../audit';
import type { Connection } from '../client';
import { DEMO } from './demo';
import { type Removed, removing } from './removal';
import { failDeadRuns } from './runs';

/** A source and what its last run came to. */
export interface SourceState {
  name: string;
  /** the last successful run's end */
  last_run_at: Date | null;
  last_run: number | null;
  runs: number;
  read: number;
  rejected: number;
}

/** All sources by name. `read` and `rejected` are the last successful run's. */
export async function listSources({ pool }: Pick<Connection, 'pool'>): Promise<SourceState[]> {
  const { rows } = await pool.query<SourceState>(
    `select source.name, last.finished_at as last_run_at, last.id as last_run,
       (select count(*) from run where run.source_id = source.id) as runs,
       coalesce(last.read, 0) as read, coalesce(last.rejected, 0) as rejected
     from source left join lateral (
       select id, finished_at, read, rejected from run
       where run.source_id = source.id and state = 'succeeded' order by id desc limit 1) last on true
     order by source.name`,
  );
  return rows;
}

/**
 * Erases a source: its records, runs, refused rows and what waits to be taken in, and with the reference company its
 * settings. The numbers are rebuilt, and the log tells it, in the same transaction; `by` null leaves the log to the
 * caller. Throws a 404 when there is no such source, a 409 while a run of it is under way.
 */
export async function deleteSource(connection: Connection, name: string, by: Actor | null): Promise<Removed> {
  return removing(connection, async (removal) => {
    const { rows } = await removal.client.query<{ id: number }>('select id from source where name = $1 for update', [
      name,
    ]);
    const source = rows[0];
    if (!source) throw new TandemError(404, `There is no source called ${name}.`);
    await failDeadRuns(removal.client);
    const running = `select from run where source_id = $1 and state = 'running' limit 1`;
    if ((await removal.run(running, [source.id])) > 0)
      throw new TandemError(409, `A run of ${name} is under way: let it end or cancel it first.`);
    await removal.conversations('source_id = $1', [source.id]);
    for (const table of ['tool_activity', 'employee', 'seat', 'financials'] as const)
      await removal.people(table, 'source_id = $1', [source.id]);
    await removal.run('delete from source where id = $1', [source.id]);
    // Its schedule would bring back only what is new since.
    await removal.run('delete from pull where source = $1', [name]);
    for (const table of ['pushed', 'pushed_part']) await removal.run(`delete from ${table} where source = $1`, [name]);
    if (name === DEMO) await removal.run(`delete from setting where changed_by = 'demo'`, []);
    if (by) await removal.note(by, { source: name });
  });
}
