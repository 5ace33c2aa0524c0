import { sql } from 'kysely';
import type { SetupVersion, SourceSetup } from '@/lib/core/setup';
import type { Db } from './client';

type Stored = Omit<SetupVersion, 'changed_at'> & { changed_at: Date };

const COLUMNS = [
  'source',
  'version',
  'connector',
  'mapping',
  'answers',
  'complexity',
  'changed_at',
  'changed_by',
] as const;
const told = (row: object): SetupVersion => {
  const stored = row as Stored;
  return { ...stored, changed_at: stored.changed_at.toISOString() };
};

/** What is said of a source now; null where nothing ever was. */
export async function readSetup(db: Db, source: string): Promise<SetupVersion | null> {
  const newest = db.selectFrom('source_setup').select(COLUMNS).where('source', '=', source).orderBy('version', 'desc');
  const row = await newest.limit(1).executeTakeFirst();
  return row ? told(row) : null;
}

const MOST_VERSIONS = 100;

/** Every version of one source's, the newest first. */
export async function setupHistory(db: Db, source: string): Promise<SetupVersion[]> {
  const all = db.selectFrom('source_setup').select(COLUMNS).where('source', '=', source).orderBy('version', 'desc');
  return (await all.limit(MOST_VERSIONS).execute()).map(told);
}

/** The newest of every source, the latest change first. */
export async function listSetups(db: Db): Promise<SetupVersion[]> {
  const { rows } = await sql<Stored>`
    select * from (select distinct on (source) * from source_setup order by source, version desc) newest
    order by changed_at desc limit 1000`.execute(db);
  return rows.map(told);
}

/** Keeps a new version. With `after`, only if that one is still the newest: returns null otherwise. */
export async function writeSetup(
  db: Db,
  source: string,
  { connector, mapping, answers, complexity }: SourceSetup,
  by: string,
  after?: number,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    insert into source_setup (source, version, connector, mapping, answers, complexity, changed_by)
    select ${source}, coalesce(max(version), 0) + 1, ${connector}, ${mapping && JSON.stringify(mapping)}::jsonb,
           ${JSON.stringify(answers)}::jsonb, ${JSON.stringify(complexity)}::jsonb, ${by}
    from source_setup where source = ${source}
    having ${after ?? null}::int is null or coalesce(max(version), 0) = ${after ?? null}
    on conflict do nothing returning version`.execute(db);
  return rows[0]?.version ?? null;
}

/** So many of a source's conversations are looked at for its topics. */
const LOOKED_AT = 200_000;
const MOST_TOPICS = 200;

/**
 * Topics of a source's conversations on record that do not say how hard they are by themselves, the most frequent
 * first. What a version of its setup gave a topic is no word of the record: such a topic is asked about again.
 */
export async function topicsOnRecord(db: Db, source: string): Promise<{ topic: string; rows: number }[]> {
  const { rows } = await sql<{ topic: string; rows: number }>`
    select intent as topic, sum(n)::int as rows
    from (
      select intent, complexity, count(*) as n
      from (
        select intent, complexity from conversation
        where source_id = (select id from source where name = ${source}) and intent is not null
        limit ${LOOKED_AT}
      ) looked
      group by intent, complexity
    ) graded
    where complexity is null or exists (
      select from source_setup s where s.source = ${source} and s.complexity ->> intent = graded.complexity
    )
    group by intent order by sum(n) desc, intent limit ${MOST_TOPICS}`.execute(db);
  return rows;
}
