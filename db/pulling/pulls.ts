import { sql } from 'kysely';
import type { PullState, Schedule } from '@/lib/core/pulls';
import type { Db } from '../client';

/** What a pull that is under way has come to, so that any process can go on with it. */
export interface PullProgress {
  /** names its spool */
  attempt: string;
  from: string;
  until: string;
  /** steps in the spool; their parts and bytes are for showing */
  steps: number;
  parts: number;
  bytes: number;
  cursor: Record<string, unknown> | null;
  /** everything is fetched, and to be taken in */
  isWhole: boolean;
  notes: string[];
  at: string;
}

export interface PullRow {
  id: number;
  source: string;
  vendor: string;
  options: Record<string, string>;
  credentials: Buffer | null;
  /** sealed too: what the vendor held at the last pull that succeeded */
  memory: Buffer | null;
  schedule: Schedule;
  since: string | null;
  paused_at: Date | null;
  next_at: Date | null;
  pulled_until: Date | null;
  progress: PullProgress | null;
  failures: number;
  state: PullState;
  said: string | null;
  said_at: Date | null;
  succeeded_at: Date | null;
  run_id: number | null;
  created_at: Date;
  created_by: string;
}

export const listPulls = async (db: Db): Promise<PullRow[]> =>
  (await db.selectFrom('pull').selectAll().orderBy('source').execute()) as PullRow[];

export const pullById = async (db: Db, id: number): Promise<PullRow | undefined> =>
  (await db.selectFrom('pull').selectAll().where('id', '=', id).executeTakeFirst()) as PullRow | undefined;

export const pullBySource = async (db: Db, source: string): Promise<PullRow | undefined> =>
  (await db.selectFrom('pull').selectAll().where('source', '=', source).executeTakeFirst()) as PullRow | undefined;

export interface NewPull {
  source: string;
  vendor: string;
  options: Record<string, string>;
  credentials: Buffer | null;
  schedule: Schedule;
  since: string | null;
  created_by: string;
}

/** Null when the source has one already. */
export async function insertPull(db: Db, pull: NewPull): Promise<number | null> {
  const made = await db
    .insertInto('pull')
    .values({ ...pull, options: JSON.stringify(pull.options), next_at: sql<Date>`now()` })
    .onConflict((conflict) => conflict.column('source').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

export interface PullChange {
  options?: Record<string, string>;
  credentials?: Buffer | null;
  memory?: Buffer | null;
  schedule?: Schedule;
  paused_at?: Date | null;
  next_at?: Date | null;
  pulled_until?: Date | null;
  progress?: PullProgress | null;
  failures?: number;
  state?: PullState;
  said?: string | null;
  said_at?: Date | null;
  succeeded_at?: Date | null;
  run_id?: number | null;
}

export async function changePull(db: Db, id: number, change: PullChange): Promise<void> {
  const { options, progress, ...plain } = change;
  const json = {
    ...(options !== undefined && { options: JSON.stringify(options) }),
    ...(progress !== undefined && { progress: progress === null ? null : JSON.stringify(progress) }),
  };
  await db
    .updateTable('pull')
    .set({ ...plain, ...json })
    .where('id', '=', id)
    .execute();
}

/** Keeps how far a pull has come. False when somebody paused or removed it meanwhile. */
export async function keepProgress(db: Db, id: number, progress: PullProgress): Promise<boolean> {
  const kept = await db
    .updateTable('pull')
    .set({ progress: JSON.stringify(progress) })
    .where('id', '=', id)
    .returning('paused_at')
    .executeTakeFirst();
  return kept !== undefined && kept.paused_at === null;
}

export const deletePull = (db: Db, id: number) => db.deleteFrom('pull').where('id', '=', id).execute();

/**
 * When a schedule comes round again after now, in the workspace's zone. The minute is the pull's own, so that not all
 * of them begin at once; nights begin at three.
 */
export async function nextAt(db: Db, { id, schedule }: Pick<PullRow, 'id' | 'schedule'>, zone: string): Promise<Date> {
  const minute = schedule === 'minute' ? 1 : (id * 17) % 60;
  const local = sql`(now() at time zone ${zone})`;
  const then = {
    minute: sql`date_trunc('minute', ${local}) + interval '1 minute'`,
    hour: sql`date_trunc('hour', ${local}) + interval '1 hour' + make_interval(mins => ${minute}::int)`,
    six_hours: sql`date_trunc('day', ${local}) + interval '6 hours' * (1 + floor(extract(hour from ${local}) / 6))
      + make_interval(mins => ${minute}::int)`,
    day: sql`date_trunc('day', ${local} - interval '3 hours') + interval '1 day 3 hours'
      + make_interval(mins => ${minute}::int)`,
    week: sql`date_trunc('week', ${local} - interval '3 hours') + interval '7 days 3 hours'
      + make_interval(mins => ${minute}::int)`,
  }[schedule];
  const { rows } = await sql<{ at: Date }>`select (${then}) at time zone ${zone} as at`.execute(db);
  return rows[0]!.at;
}

/** Those whose time has come and that nobody has in hand. */
export async function duePulls(db: Db): Promise<number[]> {
  const due = await db
    .selectFrom('pull')
    .select('id')
    .where('paused_at', 'is', null)
    .where('next_at', '<=', sql<Date>`now()`)
    .orderBy('next_at')
    .execute();
  return due.map(({ id }) => id);
}
