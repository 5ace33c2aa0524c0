import type pg from 'pg';
import type { RecordTable } from './tables';

/** What became of a type's staged rows; the three add up to them. */
export interface Merged {
  accepted: number;
  updated: number;
  duplicate: number;
  /** relation with the new and the old version of every changed row; null when nothing changed */
  changed: string | null;
}

export interface MergeInto {
  source: number;
  run: number;
}

const list = (names: readonly string[], alias: string) => names.map((name) => `${alias}.${name}`).join(', ');
const same = (names: readonly string[], a: string, b: string) =>
  names.map((name) => `${a}.${name} = ${b}.${name}`).join(' and ');
const names = (table: RecordTable) => table.columns.map(({ name }) => name);

/** A type's staged rows that brought a new key, as a relation; for the transaction that merged them. */
export const newRows = ({ type, staged }: RecordTable, { changed }: Merged): string =>
  changed === staged ? staged : `(select s.* from ${staged} s join fresh_${type} f using (seq) where not f.known)`;

/** Columns beside the key: with the same of them it is the same row. */
const content = (table: RecordTable) => names(table).filter((name) => !table.key.includes(name));
const differ = (table: RecordTable, a: string, b: string) =>
  `(${list(content(table), a)}) is distinct from (${list(content(table), b)})`;

async function count(client: pg.ClientBase, query: string, values: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ n: string }>(query, values);
  return Number(rows[0]!.n);
}

/**
 * Merges one type's staged rows by natural key, inside the caller's transaction and under its lock.
 * A later run's rows are left alone; within the run the later line wins.
 */
export async function mergeTable(
  client: pg.ClientBase,
  table: RecordTable,
  staged: number,
  into: MergeInto,
): Promise<Merged> {
  if (staged > 1000) await client.query(`analyze ${table.staged}`);
  const held = await client.query(`select from ${table.type} where source_id = $1 limit 1`, [into.source]);
  return held.rowCount === 0 ? mergeFirst(client, table, staged, into) : mergeAgain(client, table, staged, into);
}

async function mergeFirst(client: pg.ClientBase, table: RecordTable, staged: number, into: MergeInto): Promise<Merged> {
  const superseded = await setAsideSuperseded(client, table);
  const merged = await insertAll(client, table, staged - superseded, into);
  if (superseded > 0) await countSuperseded(client, table, superseded, merged, table.staged);
  return merged;
}

/** Nothing of this source is here yet: every row is new, and the staging table itself is what changed. */
async function insertAll(client: pg.ClientBase, table: RecordTable, rows: number, into: MergeInto): Promise<Merged> {
  await insert(client, table, into, '');
  return { accepted: rows, updated: 0, duplicate: 0, changed: table.staged };
}

// Rows go in in the order of the file, not of the key: files are roughly in time order, and a day's rows that lie
// together are found by block ranges when the day is rebuilt.
async function insert(
  client: pg.ClientBase,
  table: RecordTable,
  { source, run }: MergeInto,
  where: string,
): Promise<void> {
  await client.query(
    `insert into ${table.type} (source_id, run_id, ${names(table).join(', ')})
     select ${source}, ${run}, ${list(names(table), 's')} from ${table.staged} s ${where}`,
  );
}

async function mergeAgain(client: pg.ClientBase, table: RecordTable, staged: number, into: MergeInto): Promise<Merged> {
  const fresh = `fresh_${table.type}`;
  const ours = `t.source_id = ${into.source} and ${same(table.key, 't', 's')}`;
  const { rowCount } = await client.query(
    `create temp table ${fresh} on commit drop as
     select s.seq, t.source_id is not null as known
     from ${table.staged} s left join ${table.type} t on ${ours}
     where t.source_id is null or (t.run_id <= ${into.run} and ${differ(table, 't', 's')})`,
  );
  const merged: Merged = { accepted: 0, updated: 0, duplicate: staged, changed: null };
  if (rowCount) await mergeFresh(client, table, staged, into, ours, merged);
  if (merged.duplicate > 0) await claimDuplicates(client, table, ours, into);
  return merged;
}

/** Some lines say something new: of each key the last one counts. */
async function mergeFresh(
  client: pg.ClientBase,
  table: RecordTable,
  staged: number,
  into: MergeInto,
  ours: string,
  merged: Merged,
): Promise<void> {
  const fresh = `fresh_${table.type}`;
  const superseded = await setAsideSuperseded(client, table);
  if (superseded > 0)
    await client.query(`delete from ${fresh} where seq in (select seq from superseded_${table.type})`);
  merged.updated = await count(client, `select count(*) as n from ${fresh} where known`);
  merged.accepted = await count(client, `select count(*) as n from ${fresh} where not known`);
  merged.duplicate = staged - superseded - merged.accepted - merged.updated;
  if (merged.accepted === staged) {
    await insert(client, table, into, '');
    merged.changed = table.staged;
  } else if (merged.accepted + merged.updated > 0) await replace(client, table, into, ours, merged);
  const changed = `(select s.* from ${table.staged} s join ${fresh} using (seq))`;
  if (superseded > 0) await countSuperseded(client, table, superseded, merged, changed);
}

/** Puts fresh rows in the place of what they update, and remembers both versions. */
async function replace(
  client: pg.ClientBase,
  table: RecordTable,
  into: MergeInto,
  ours: string,
  merged: Merged,
): Promise<void> {
  const fresh = `fresh_${table.type}`;
  merged.changed = `changed_${table.type}`;
  await client.query(`analyze ${fresh}`);
  await client.query(
    `create temp table ${merged.changed} on commit drop as
     select ${list(names(table), 's')} from ${table.staged} s join ${fresh} using (seq)`,
  );
  if (merged.updated > 0)
    await client.query(
      `with gone as (
         delete from ${table.type} t using ${table.staged} s join ${fresh} f using (seq)
         where f.known and ${ours} returning ${list(names(table), 't')})
       insert into ${merged.changed} select * from gone`,
    );
  await insert(client, table, into, `join ${fresh} using (seq)`);
}

/**
 * A run that began earlier and still works would see rows older than itself where this run found the same content, and
 * overwrite them. Only then are duplicates marked as this run's: a repeated file must not rewrite the table.
 */
async function claimDuplicates(
  client: pg.ClientBase,
  table: RecordTable,
  ours: string,
  { source, run }: MergeInto,
): Promise<void> {
  const earlier = await count(
    client,
    `select count(*) as n from run where source_id = $1 and id < $2 and state = 'running'`,
    [source, run],
  );
  if (earlier === 0) return;
  await client.query(
    `update ${table.type} t set run_id = ${run} from ${table.staged} s
     where ${ours} and t.run_id < ${run} and not ${differ(table, 't', 's')}`,
  );
}

/** Takes rows that a later line of the run replaces out of the staging table, and returns how many. */
async function setAsideSuperseded(client: pg.ClientBase, table: RecordTable): Promise<number> {
  const key = table.key.join(', ');
  const repeated = await count(
    client,
    `select count(*) as n from (select from ${table.staged} group by ${key} having count(*) > 1 limit 1) x`,
  );
  if (repeated === 0) return 0;
  await client.query(
    `create temp table superseded_${table.type} on commit drop as
     select s.seq, ${list(table.key, 's')}, ${differ(table, 's', 'n')} as replaced
     from (select seq, ${key}, lead(seq) over (partition by ${key} order by seq) as next from ${table.staged}) o
     join ${table.staged} s using (seq) join ${table.staged} n on n.seq = o.next
     where o.next is not null`,
  );
  const { rowCount } = await client.query(
    `delete from ${table.staged} s using superseded_${table.type} o where o.seq = s.seq`,
  );
  return rowCount ?? 0;
}

/**
 * A line replaced by a later one counts as updated (or duplicate, if it said the same) where its key changed anything,
 * else as duplicate: the same file again must come back as duplicates only.
 */
async function countSuperseded(
  client: pg.ClientBase,
  table: RecordTable,
  superseded: number,
  merged: Merged,
  changed: string,
): Promise<void> {
  const updated = await count(
    client,
    `select count(*) as n from superseded_${table.type} o where o.replaced
     and exists (select from ${changed} c where ${same(table.key, 'c', 'o')})`,
  );
  merged.updated += updated;
  merged.duplicate += superseded - updated;
}
