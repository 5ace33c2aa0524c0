import { Logger, parseCronItems, type Runner, run, runMigrations } from 'graphile-worker';
import type { Connection } from '../client';
import { QUEUE } from './enqueue';

export interface QueueWork {
  /** once a minute on one of all processes, and when this one begins */
  tick(): Promise<void>;
  pull(id: number): Promise<void>;
  /** once a minute on one of all processes: takes in what was pushed */
  push(): Promise<void>;
  /** a fault of the queue itself */
  onError(what: string): void;
}

/** Several vendors at once, each source by one process only. */
const PULLS_AT_ONCE = 3;

const quiet = (onError: QueueWork['onError']) =>
  new Logger(() => (level, message) => {
    if (level === 'error') onError(message);
  });

const PREPARE_LOCK = [0x54414e47, 0] as const;

/** Makes the queue's tables, or brings them up to date; safe to repeat, and to run from several machines at once. */
export async function prepareQueue({ pool }: Pick<Connection, 'pool'>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...PREPARE_LOCK]);
    await runMigrations({ pgPool: pool, schema: QUEUE.schema, logger: quiet(() => undefined) });
    await client.query('select pg_advisory_unlock($1, $2)', [...PREPARE_LOCK]);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Takes work from the queue until `stop`, which waits for what is in hand. The tick never waits for a long pull. */
export async function workQueue({ pool }: Connection, work: QueueWork): Promise<{ stop(): Promise<void> }> {
  const common = {
    ...{ pgPool: pool, schema: QUEUE.schema, noHandleSignals: true, pollInterval: 2000 },
    logger: quiet(work.onError),
  };
  const every = (task: string) => ({
    ...{ task, match: '* * * * *' },
    options: { backfillPeriod: 0, maxAttempts: 1, jobKey: task },
  });
  const runners: Runner[] = [
    await run({
      ...common,
      concurrency: 1,
      taskList: { [QUEUE.tick]: () => work.tick() },
      parsedCronItems: parseCronItems([every(QUEUE.tick)]),
    }),
    await run({
      ...common,
      concurrency: PULLS_AT_ONCE,
      taskList: { [QUEUE.pull]: (payload) => work.pull((payload as { pull: number }).pull) },
      parsedCronItems: [],
    }),
    await run({
      ...common,
      concurrency: 1,
      taskList: { [QUEUE.push]: () => work.push() },
      parsedCronItems: parseCronItems([every(QUEUE.push)]),
    }),
  ];
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}
