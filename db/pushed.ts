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

interface Of {
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

/** Sources of which something is not taken in yet, and was not within so many minutes. */
export async function duePushes(db: Db, minutes: number): Promise<Of[]> {
  const { rows } = await sql<Of>`
    select source, kind from pushed_part group by source, kind
    having bool_or(taken_at is null or changed_at > taken_at)
      and coalesce(max(taken_at), '-infinity') <= clock_timestamp() - ${minutes} * interval '1 minute'
    order by source, kind`.execute(db);
  return rows;
}

/** The parts that changed and those joined to them by a thread, with everything they are made of. */
export async function changedParts(db: Db, { source, kind }: Of, most: number) {
  const at = await sql<{ at: string }>`select clock_timestamp()::text as at`.execute(db);
  const { rows } = await sql<{ part: string; body: Buffer }>`
    with changed as (
      select part from pushed_part
      where source = ${source} and kind = ${kind} and (taken_at is null or changed_at > taken_at)
      order by changed_at limit ${most}
    ), joined as (
      select part from changed
      union
      select other.part from pushed own join pushed other
        on other.source = own.source and other.kind = own.kind and other.thread = own.thread
      where own.source = ${source} and own.kind = ${kind} and own.part in (select part from changed)
    )
    select part, body from pushed
    where source = ${source} and kind = ${kind} and part in (select part from joined)
    order by part, id`.execute(db);
  return { at: at.rows[0]!.at, rows };
}

export async function markTaken(db: Db, { source, kind }: Of, parts: readonly string[], at: string): Promise<void> {
  await sql`
    update pushed_part set taken_at = ${at}::timestamptz
    where source = ${source} and kind = ${kind} and part = any(${[...parts]}::text[])`.execute(db);
}

/** Forgets what has been taken in and of which nothing has come for so many days. */
export async function forgetPushed(db: Db, days: number): Promise<void> {
  await sql`
    with old as (
      delete from pushed_part
      where taken_at >= changed_at and changed_at < clock_timestamp() - ${days} * interval '1 day'
      returning source, kind, part
    )
    delete from pushed p using old
    where p.source = old.source and p.kind = old.kind and p.part = old.part`.execute(db);
}
