import { sql } from 'kysely';
import type { MetricRequest } from '@/lib/core/request';
import type { Viewer } from '@/lib/core/viewer';
import type { Db } from './client';

export type Road = 'page' | 'api' | 'key' | 'cli';

export interface Access {
  viewer: Viewer;
  action: 'view' | 'export' | 'rows';
  road: Road;
  request: MetricRequest;
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

/** Notes an act on the workspace's records, with what it was about. Waits for the disk. */
export async function recordAct(
  db: Db,
  { viewer, action, road, about }: { viewer: Viewer; action: 'delete' | 'sample'; road: Road; about: object },
): Promise<void> {
  await db
    .insertInto('access_log')
    .values({
      viewer_kind: viewer.kind,
      viewer: viewer.name,
      road,
      action,
      metrics: [],
      request: JSON.stringify(about),
      rows: null,
    })
    .execute();
}

export interface AccessRow {
  at: Date;
  viewer_kind: string;
  viewer: string;
  road: string;
  action: string;
  metrics: string[];
  request: unknown;
  rows: number | null;
}

/** The newest entries first. */
export const listAccess = (db: Db, limit = 100): Promise<AccessRow[]> =>
  db
    .selectFrom('access_log')
    .select(['at', 'viewer_kind', 'viewer', 'road', 'action', 'metrics', 'request', 'rows'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
