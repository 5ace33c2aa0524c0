import type pg from 'pg';
import type { IsoDate } from '@/lib/core/request';
import { during, stretches } from './ranges';

/** How far the records reach. Instants are microseconds since 1970; null before the first record. */
export interface Reach {
  first: number | null;
  watermark: number | null;
}

const NOTHING: Reach = { first: null, watermark: null };

interface Span {
  first: number;
  last: number;
}

const micros = (expression: string) => `(extract(epoch from ${expression}) * 1000000)::int8`;
/** An instant from microseconds given as a parameter: exact, as a double in seconds would not be. */
const instant = (parameter: string) => `(timestamptz 'epoch' + ${parameter}::float8 * interval '1 microsecond')`;
const DAY = 86_400e6;

export async function readReach(client: pg.ClientBase): Promise<Reach> {
  const { rows } = await client.query(
    `select ${micros('first_at')} as first, ${micros('watermark')} as watermark
     from rollup_state where type = 'conversation'`,
  );
  const found = rows[0];
  return found?.watermark == null ? NOTHING : { first: Number(found.first), watermark: Number(found.watermark) };
}

/** Keeps the reach and raises the version; readers see both when the transaction commits. */
export async function writeReach(client: pg.ClientBase, { first, watermark }: Reach): Promise<void> {
  await client.query(
    `insert into rollup_state (type, first_at, watermark, version)
     values ('conversation', ${instant('$1')}, ${instant('$2')}, 1)
     on conflict (type) do update set
       first_at = excluded.first_at, watermark = excluded.watermark, version = rollup_state.version + 1`,
    [first, watermark],
  );
}

/**
 * Brings first and last start of each source up to date, knowing that only rows of the given days were added, changed
 * or removed. A look through the records outside of those days happens only where a source lost its last or first one.
 */
export async function updateSpans(client: pg.ClientBase, days: readonly IsoDate[], zone: string): Promise<void> {
  const known = await spans(client, 'select source_id, first_at, last_at from conversation_span');
  const inDays = await spans(
    client,
    `select source_id, min(started_at) as first_at, max(started_at) as last_at
     from conversation where ${during('started_at', stretches(days), zone)} group by source_id`,
  );
  for (const source of new Set([...known.keys(), ...inDays.keys()])) {
    const before = known.get(source);
    const now = inDays.get(source);
    const last = await furthest(client, source, before?.last, now?.last, 1);
    const first = await furthest(client, source, before?.first, now?.first, -1);
    if (first === null || last === null)
      await client.query('delete from conversation_span where source_id = $1', [source]);
    else if (first !== before?.first || last !== before?.last)
      await client.query(
        `insert into conversation_span values ($1, ${instant('$2')}, ${instant('$3')})
         on conflict (source_id) do update set first_at = excluded.first_at, last_at = excluded.last_at`,
        [source, first, last],
      );
  }
}

/** Every source's first and last start, looked up in all records. */
export async function recomputeSpans(client: pg.ClientBase): Promise<void> {
  await client.query('delete from conversation_span');
  await client.query(
    'insert into conversation_span select source_id, min(started_at), max(started_at) from conversation group by 1',
  );
}

/** The reach all sources share: it waits for the slowest, and is never later than now. */
export async function reachOfSpans(client: pg.ClientBase, now: Date): Promise<Reach> {
  const { rows } = await client.query(
    `select ${micros('min(first_at)')} as first, ${micros('least(min(last_at), $1::timestamptz)')} as watermark
     from conversation_span having count(*) > 0`,
    [now.toISOString()],
  );
  return rows[0] ? { first: Number(rows[0].first), watermark: Number(rows[0].watermark) } : NOTHING;
}

async function spans(client: pg.ClientBase, query: string): Promise<Map<number, Span>> {
  const { rows } = await client.query(
    `select source_id, ${micros('first_at')} as first, ${micros('last_at')} as last from (${query}) s`,
  );
  return new Map(rows.map((row) => [Number(row.source_id), { first: Number(row.first), last: Number(row.last) }]));
}

/** A source's last start (towards 1) or first (towards −1): the known one unless it was passed, moved or removed. */
async function furthest(
  client: pg.ClientBase,
  source: number,
  known: number | undefined,
  found: number | undefined,
  towards: 1 | -1,
): Promise<number | null> {
  if (known === undefined) return found ?? null;
  if (found !== undefined && (found - known) * towards >= 0) return found;
  const still = await client.query(
    `select from conversation where source_id = $1 and started_at = ${instant('$2')} limit 1`,
    [source, known],
  );
  if (still.rowCount) return known;
  const [pick, beyond] = towards > 0 ? ['max', '>='] : ['min', '<='];
  for (const days of [1, 30, 36_500]) {
    const { rows } = await client.query(
      `select ${micros(`${pick}(started_at)`)} as at from conversation
       where source_id = $1 and started_at ${beyond} ${instant('$2')}`,
      [source, known - towards * days * DAY],
    );
    if (rows[0].at !== null) return Number(rows[0].at);
  }
  return null;
}
