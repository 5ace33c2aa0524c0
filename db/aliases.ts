import { sql } from 'kysely';
import type { Actor } from './audit';
import { recordChange } from './audit';
import type { Db } from './client';

/** A login and whom it means: hashes of an employee id or an address; null takes the login out. */
export interface Alias {
  alias: string;
  person: string | null;
}

export interface AliasesChanged {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

/**
 * Adds, changes and removes other names of people. Numbers follow at once: people are matched when numbers are made.
 * Where a login stands twice the last one is taken.
 */
export async function writeAliases(db: Db, by: Actor, given: readonly Alias[]): Promise<AliasesChanged> {
  const last = new Map(given.map((one) => [one.alias, one.person]));
  const kept = [...last].filter(([, person]) => person !== null);
  const gone = [...last].filter(([, person]) => person === null).map(([alias]) => alias);
  return db.transaction().execute(async (together) => {
    // One at a time: two uploads of overlapping lists would wait for each other's rows.
    await sql`lock table alias in share row exclusive mode`.execute(together);
    const { rows } = await sql<{ is_new: boolean }>`
      insert into alias as known (alias, person, added_by)
      select alias, person, ${by.viewer.name}
      from unnest(${kept.map(([alias]) => alias)}::uuid[], ${kept.map(([, person]) => person)}::uuid[]) given (alias, person)
      on conflict (alias) do update set person = excluded.person, added_by = excluded.added_by, added_at = now()
        where known.person <> excluded.person
      returning xmax = 0 as is_new`.execute(together);
    const removed = await sql`delete from alias where alias = any(${gone}::uuid[])`.execute(together);
    const added = rows.filter(({ is_new }) => is_new).length;
    const found: AliasesChanged = {
      ...{ added, changed: rows.length - added, removed: Number(removed.numAffectedRows ?? 0) },
      unchanged: kept.length - rows.length,
    };
    if (rows.length === 0 && found.removed === 0) return found;
    await sql`
      insert into rollup_state as s (type, version) values ('people', 1)
      on conflict (type) do update set version = s.version + 1`.execute(together);
    await recordChange(together, by, { what: 'aliases', name: 'logins', after: found });
    return found;
  });
}

/** How many other names are known, and how many of them lead to somebody on the roster. */
export async function countAliases(db: Db): Promise<{ aliases: number; onRoster: number }> {
  const { rows } = await sql<{ aliases: number; onRoster: number }>`
    select count(*)::int as aliases,
      (count(*) filter (where exists (
        select from employee e where e.employee = a.person or e.email = a.person)))::int as "onRoster"
    from alias a`.execute(db);
  return rows[0]!;
}
