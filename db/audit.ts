import { sql } from 'kysely';
import type { Change } from '@/lib/core/change';
import type { PanelAsked, PanelFormat } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';
import type { Viewer } from '@/lib/core/viewer';
import type { Db } from './client';

export const ROADS = ['page', 'api', 'key', 'cli'] as const;
export type Road = (typeof ROADS)[number];

export const LOGGED = ['view', 'export', 'rows', 'change', 'delete', 'sample'] as const;
export type Logged = (typeof LOGGED)[number];

/** Who does something, and by which way they came. */
export interface Actor {
  viewer: Viewer;
  road: Road;
}

/** Whoever sits at the machine's own terminal. */
export const COMMAND_LINE: Actor = { viewer: { kind: 'cli', name: 'command line', grants: [] }, road: 'cli' };

/** A panel that leaves as a file or image. */
export interface PanelTaken extends Omit<PanelAsked, 'title'> {
  panel: string;
  format: PanelFormat;
}

export interface Access extends Actor {
  action: 'view' | 'export' | 'rows';
  request: MetricRequest | PanelTaken;
  /** how many rows they got, where that is known */
  rows?: number;
}

/**
 * Notes who saw or took away which numbers. Awaited before the answer leaves. A view does not wait for the disk
 * (a crash of the server may lose its last moment of them), an export does.
 */
export async function recordAccess(db: Db, { viewer, action, road, request, rows }: Access): Promise<void> {
  const commit = action === 'view' ? 'off' : 'on';
  await sql`
    with quick as (select set_config('synchronous_commit', ${commit}, true))
    insert into access_log (viewer_kind, viewer, road, action, metrics, request, rows)
    select ${viewer.kind}, ${viewer.name}, ${road}, ${action}, ${request.metrics}::text[],
           ${JSON.stringify(request)}::jsonb, ${rows ?? null}
    from quick`.execute(db);
}

/** Notes a change of settings, people or keys, in the transaction that makes it. */
export const recordChange = (db: Db, by: Actor, change: Change): Promise<void> => note(db, by, 'change', change);

/** Notes that the log itself was taken away. */
export const recordLogExport = (db: Db, by: Actor, asked: object): Promise<void> =>
  note(db, by, 'export', { log: asked });

/** Notes what became of the sample company. Waits for the disk. */
export const recordSample = (db: Db, { about, ...by }: Actor & { about: object }): Promise<void> =>
  note(db, by, 'sample', about);

async function note(db: Db, { viewer, road }: Actor, action: Logged, request: object): Promise<void> {
  const entry = { viewer_kind: viewer.kind, viewer: viewer.name, road, action, metrics: [] };
  await db
    .insertInto('access_log')
    .values({ ...entry, request: JSON.stringify(request), rows: null })
    .execute();
}

export interface AccessRow {
  id: number;
  at: Date;
  viewer_kind: string;
  viewer: string;
  road: string;
  action: string;
  metrics: string[];
  request: unknown;
  rows: number | null;
}

export interface AccessFilter {
  person?: string;
  action?: Logged;
  road?: Road;
  /** days of `timeZone`, half-open */
  from?: string;
  to?: string;
  timeZone: string;
  /** entries older than this one */
  before?: number;
}

/** The newest entries first. */
export function listAccess(db: Db, limit = 100, asked: AccessFilter = { timeZone: 'UTC' }): Promise<AccessRow[]> {
  const { person, action, road, from, to, timeZone, before } = asked;
  const midnight = (day: string) => sql<Date>`(${day}::date)::timestamp at time zone ${timeZone}`;
  return db
    .selectFrom('access_log')
    .select(['id', 'at', 'viewer_kind', 'viewer', 'road', 'action', 'metrics', 'request', 'rows'])
    .$if(person !== undefined, (query) => query.where('viewer', '=', person!))
    .$if(action !== undefined, (query) => query.where('action', '=', action!))
    .$if(road !== undefined, (query) => query.where('road', '=', road!))
    .$if(from !== undefined, (query) => query.where('at', '>=', midnight(from!)))
    .$if(to !== undefined, (query) => query.where('at', '<', midnight(to!)))
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Everybody in the log. Hops from one name to the next along the index instead of reading every view. */
export async function loggedPeople(db: Db): Promise<string[]> {
  const { rows } = await sql<{ viewer: string }>`
    with recursive names as (
      (select viewer from access_log order by viewer limit 1)
      union all
      select (select a.viewer from access_log a where a.viewer > names.viewer order by a.viewer limit 1)
      from names where names.viewer is not null
    )
    select viewer from names where viewer is not null`.execute(db);
  return rows.map(({ viewer }) => viewer);
}
