import type pg from 'pg';
import type { RecordType } from '@/lib/core/record';
import { REACH, SOURCE_REACH } from '../rollups/active';
import { type Merged, newRows } from './merge';
import { RECORD_TABLES, type RecordTable } from './tables';

/**
 * What each source holds (`source_state`) and of whom (`source_person`), moved in the transactions that move the
 * records, under the lock of merges. `recountSources` tells the same from the records.
 */

/** Types whose rows name a person whom the roster has to know. */
export const hasPerson = (type: RecordType): boolean => type === 'tool_activity' || type === 'seat';

/** Adds the records that a merge has just brought. */
export async function addRecords(
  client: pg.ClientBase,
  table: RecordTable,
  source: number,
  merged: Merged,
): Promise<void> {
  if (merged.accepted === 0) return;
  await client.query(
    `insert into source_state as s (source_id, type, records) values ($1, $2, $3)
     on conflict (source_id, type) do update set records = s.records + excluded.records`,
    [source, table.type, merged.accepted],
  );
  if (!hasPerson(table.type)) return;
  await client.query(
    `insert into source_person as s (source_id, type, person, records)
     select ${source}, '${table.type}', r.person, count(*) from ${newRows(table, merged)} r group by r.person
     on conflict (source_id, type, person) do update set records = s.records + excluded.records`,
  );
}

/** Takes removed records off; `removed` is a relation with source_id, type, person and n. */
export async function takeRecords(client: pg.ClientBase, removed: string): Promise<void> {
  await client.query(
    `update source_state s set records = s.records - r.n
     from (select source_id, type, sum(n) as n from ${removed} group by 1, 2) r
     where r.source_id = s.source_id and r.type = s.type;
     update source_person s set records = s.records - r.n from ${removed} r
     where r.source_id = s.source_id and r.type = s.type and r.person = s.person;
     delete from source_state where records = 0;
     delete from source_person where records = 0`,
  );
}

/** Counts everything anew from the records. */
export async function recountSources(client: pg.ClientBase, zone: string): Promise<void> {
  await client.query('delete from source_state; delete from source_person');
  for (const { type } of RECORD_TABLES) {
    await client.query(
      `insert into source_state (source_id, type, records)
       select source_id, '${type}', count(*) from ${type}
       where source_id in (select id from source) group by source_id`,
    );
    if (hasPerson(type))
      await client.query(
        `insert into source_person (source_id, type, person, records)
         select source_id, '${type}', person, count(*) from ${type}
         where source_id in (select id from source) group by source_id, person`,
      );
  }
  await refreshSources(client, zone);
}

/**
 * First and last day of everything, and the conversations that wait for a slower source. Reads spans, packed activity
 * and the small tables; of conversations only those after the common last day. The rollups have to be up to date.
 */
export async function refreshSources(client: pg.ClientBase, zone: string): Promise<void> {
  await client.query(
    `update source_state s set first_on = span.first, last_on = span.last
     from (
       select source_id, 'conversation' as type,
         (first_at at time zone $1)::date as first, (last_at at time zone $1)::date as last from conversation_span
       union all select source_id, 'tool_activity', first, last from ${SOURCE_REACH} reach
       union all select source_id, 'tool_activity', min(begins_on), max(begins_on) from own_population group by source_id
       union all select s.id, 'tool_activity', a.first, a.last
         from source s, lateral (
           select min(date) as first, max(${REACH}) as last from tool_activity where source_id = s.id) a
         where s.activity = 'cost'
       union all select source_id, 'employee', min(valid_from), max(valid_from) from employee group by source_id
       union all select source_id, 'seat', min(assigned_on), max(assigned_on) from seat group by source_id
       union all select source_id, 'financials', min(begins), (max(begins) + interval '3 months - 1 day')::date
         from (select source_id, make_date(left(quarter, 4)::int, right(quarter, 1)::int * 3 - 2, 1) as begins
               from financials) quarter group by source_id) span
     where span.source_id = s.source_id and span.type = s.type
       and (s.first_on, s.last_on) is distinct from (span.first, span.last)`,
    [zone],
  );
  const { rows } = await client.query<{ until: string; source_id: number }>(
    `select reach.until::text, p.source_id from conversation_span p, (
       select ((watermark at time zone $1)::date + 1)::timestamp at time zone $1 as until
       from rollup_state where type = 'conversation' and watermark is not null) reach
     where p.last_at >= reach.until`,
    [zone],
  );
  await client.query(`update source_state set waiting = 0 where waiting > 0`);
  if (rows.length === 0) return;
  await client.query(
    `update source_state s set waiting = w.n
     from (select source_id, count(*) as n from conversation
           where started_at >= $1::timestamptz and source_id = any($2) group by source_id) w
     where w.source_id = s.source_id and s.type = 'conversation'`,
    [rows[0]!.until, rows.map(({ source_id }) => source_id)],
  );
}
