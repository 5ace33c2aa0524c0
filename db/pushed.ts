import { sql } from 'kysely';
import type { Db } from './client';

export type PushKind = 'traces' | 'logs';

/** A sealed span or log record, and what it is a part of: a trace, or a person's day. */
export interface Pushed {
  part: string;
  id: Buffer;
  /** what joins several parts: a conversation's hash */
  thread: Buffer | null;
  body: Buffer;
}

export interface Of {
  source: string;
  kind: PushKind;
}

/** Keeps what is new; what was sent before changes nothing. Returns how many were new. */
export async function keepPushed(db: Db, { source, kind }: Of, given: readonly Pushed[]): Promise<number> {
  if (given.length === 0) return 0;
  const { rows } = await sql<{ fresh: number }>`
    with fresh as (
      insert into pushed (source, kind, part, id, thread, body)
      select ${source}, ${kind}, part, id, thread, body
      from unnest(${given.map(({ part }) => part)}::text[], ${given.map(({ id }) => id)}::bytea[],
        ${given.map(({ thread }) => thread)}::bytea[], ${given.map(({ body }) => body)}::bytea[])
        given (part, id, thread, body)
      on conflict do nothing returning part
    ), changed as (
      insert into pushed_part (source, kind, part) select distinct ${source}, ${kind}, part from fresh
      on conflict (source, kind, part) do update set changed_at = clock_timestamp()
    )
    select count(*)::int as fresh from fresh`.execute(db);
  return rows[0]!.fresh;
}

const IS_OPEN = sql`(taken_at is null or changed_at > taken_at)`;

/** Sources of which something is not taken in yet, was not within so many minutes, and did not fail within an hour. */
export async function duePushes(db: Db, minutes: number): Promise<Of[]> {
  const { rows } = await sql<Of>`
    select source, kind from pushed_part group by source, kind
    having bool_or(${IS_OPEN})
      and coalesce(max(taken_at), '-infinity') <= clock_timestamp() - ${minutes} * interval '1 minute'
      and coalesce(max(tried_at), '-infinity') <= clock_timestamp() - interval '1 hour'
    order by source, kind`.execute(db);
  return rows;
}

/** The database's clock, which tells when parts changed. */
export async function pushedUntil(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`select clock_timestamp()::text as at`.execute(db);
  return rows[0]!.at;
}

/** A part as it was when it was read. */
export interface ReadPart {
  part: string;
  changed_at: string;
}

export interface ChangedParts {
  /** how many were asked for because they changed, without those joined to them */
  changed: number;
  parts: ReadPart[];
  bodies: Buffer[];
}

/**
 * At most so many parts that changed until an instant, and whatever threads join to them over any number of parts,
 * with everything they are made of. Parts and bodies are of one moment: what comes later is not among what was read.
 */
export async function changedParts(
  db: Db,
  { source, kind }: Of,
  { most, until }: { most: number; until: string },
): Promise<ChangedParts> {
  const { rows } = await sql<ReadPart & { body: Buffer | null; is_changed: boolean }>`
    with recursive changed as (
      select part from pushed_part
      where source = ${source} and kind = ${kind} and ${IS_OPEN} and changed_at <= ${until}::timestamptz
      order by changed_at, part limit ${most}
    ), joined as (
      select part from changed
      union
      select other.part
      from joined
      join pushed own on own.source = ${source} and own.kind = ${kind} and own.part = joined.part
      join pushed other on other.source = ${source} and other.kind = ${kind} and other.thread = own.thread
    )
    select p.part, p.changed_at::text, piece.body, p.part in (select part from changed) as is_changed
    from pushed_part p
    left join pushed piece on piece.source = p.source and piece.kind = p.kind and piece.part = p.part
    where p.source = ${source} and p.kind = ${kind} and p.part in (select part from joined)
    order by p.part, piece.id`.execute(db);
  const parts = new Map(rows.map(({ part, changed_at, is_changed }) => [part, { part, changed_at, is_changed }]));
  return {
    changed: [...parts.values()].filter(({ is_changed }) => is_changed).length,
    parts: [...parts.values()],
    bodies: rows.flatMap(({ body }) => body ?? []),
  };
}

/** Marks parts as taken in as they were read: one that changed meanwhile is taken in again. */
export async function markTaken(db: Db, { source, kind }: Of, parts: readonly ReadPart[]): Promise<void> {
  await sql`
    update pushed_part p set taken_at = clock_timestamp(), tried_at = null
    from unnest(${parts.map(({ part }) => part)}::text[], ${parts.map((one) => one.changed_at)}::timestamptz[])
      read (part, changed_at)
    where p.source = ${source} and p.kind = ${kind} and p.part = read.part and p.changed_at = read.changed_at`.execute(
    db,
  );
}

/** Notes that what is open of a source could not be taken in. */
export async function markTried(db: Db, { source, kind }: Of): Promise<void> {
  await sql`
    update pushed_part set tried_at = clock_timestamp()
    where source = ${source} and kind = ${kind} and ${IS_OPEN}`.execute(db);
}

/** Forgets what has been taken in and of which, or of what a thread joins to it, nothing has come for so many days. */
export async function forgetPushed(db: Db, days: number): Promise<void> {
  const cutoff = sql`clock_timestamp() - ${days} * interval '1 day'`;
  await sql`
    with old as (
      delete from pushed_part p
      where taken_at >= changed_at and changed_at < ${cutoff}
        and not exists (
          select from pushed own
          join pushed other on other.source = own.source and other.kind = own.kind and other.thread = own.thread
          join pushed_part young on young.source = other.source and young.kind = other.kind and young.part = other.part
          where own.source = p.source and own.kind = p.kind and own.part = p.part and young.changed_at >= ${cutoff})
      returning source, kind, part
    )
    delete from pushed p using old
    where p.source = old.source and p.kind = old.kind and p.part = old.part`.execute(db);
}
