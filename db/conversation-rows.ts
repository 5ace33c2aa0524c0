import pg from 'pg';
import { SERVICE_DIMENSIONS, type ServiceDimension, UNKNOWN } from '@/lib/core/dimensions';
import type { Filter, IsoDate } from '@/lib/core/request';
import { BASES, countsOf, EPOCH_2000, type Facts, type Moment } from './rollups/conversations/facts';
import { CAME_BACK } from './rollups/conversations/repeats';
import { readReach } from './rollups/conversations/state';

/** One conversation as it is read for a list; `customer` and `id` still bear the names the database knows. */
export interface ConversationRow {
  source: string;
  source_id: number;
  id: string;
  customer: string;
  facts: Facts;
  /** the counts it belongs to (facts.ts) */
  bits: number;
  /** weekday (1 is Monday) and hour of the workspace's zone in which it started */
  weekday: number;
  hour: number;
  [column: string]: unknown;
}

export interface RowsQuery {
  from: IsoDate;
  to: IsoDate;
  timeZone: string;
  targetSeconds: number;
  filter: Filter;
  /** only those that started at this instant or later, microseconds since 2000 */
  startedFrom?: number;
}

/** Columns beside the two names: never the agent, never a raw identifier. */
export const ROW_COLUMNS = [
  ...['source', 'started_at', 'ended_at', 'first_reply_at', 'human_requested_at', 'human_joined_at'],
  ...SERVICE_DIMENSIONS,
  ...['outcome_basis', 'assignment', 'ai_version', 'csat', 'csat_at', 'handle_seconds', 'ai_cost'],
] as const;

const HANDLED_BY = `case when c.ai_involved and c.human_involved then 'hybrid'
  when c.ai_involved then 'ai' when c.human_involved then 'human' else 'none' end`;

const expression = (dimension: ServiceDimension) =>
  dimension === 'handled_by' ? HANDLED_BY : `coalesce(c.${dimension}, '${UNKNOWN}')`;

const COLUMNS = ROW_COLUMNS.map((column) => {
  if (column === 'source') return 's.name as source';
  const dimension = SERVICE_DIMENSIONS.find((name) => name === column);
  return dimension ? `${expression(dimension)} as ${column}` : `c.${column}`;
}).join(', ');

/** Instants to the microsecond, which a Date does not keep. */
const INSTANTS = ['started_at', 'ended_at', 'first_reply_at', 'human_requested_at', 'human_joined_at', 'csat_at'];
const MICROSECONDS = INSTANTS.map(
  (column) => `((extract(epoch from c.${column}) * 1000000)::int8 - ${EPOCH_2000}) as ${column}_us`,
).join(', ');

const BATCH = 2000;
const DAY = 86_400e6;
/** Rows come window by window of time, so that none needs a sort of the whole; short at first, for a page is short. */
const LONGEST_WINDOW = 16 * DAY;
/** Days of the zone lie within this much of those of UTC midnight to midnight, clock changes included. */
const AROUND = 3 * 3600e6;

/**
 * The conversations the metrics count over a range and filter, oldest first, a few thousand at a time, each with the
 * counts it belongs to: decided by the rollup's own `countsOf`, at the rollup's own watermark. All in one reading of
 * the database, whose version is told first. Whoever stops early leaves the connection clean.
 */
export async function* conversationRows(
  pool: pg.Pool,
  query: RowsQuery,
  onVersion: (version: number) => void = () => undefined,
): AsyncGenerator<ConversationRow[]> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    // Without an index on customers a nested loop over them would take hours.
    await client.query('set local enable_nestloop = off');
    onVersion(await rollupVersion(client));
    const { first, watermark } = await readReach(client);
    if (first !== null && watermark !== null)
      yield* windows(client, query, { first: first - EPOCH_2000, watermark: watermark - EPOCH_2000 });
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    if (!failed) await client.query('rollback');
    // A connection in an unknown state is thrown away.
    client.release(failed);
  }
}

/** Grows with every change of the rollups; 0 before the first. */
export async function rollupVersion(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `select version from rollup_state where type = 'conversation'`,
  );
  return rows[0]?.version ?? 0;
}

async function* windows(
  client: pg.ClientBase,
  query: RowsQuery,
  { first, watermark }: { first: number; watermark: number },
): AsyncGenerator<ConversationRow[]> {
  const moment: Moment = { watermark, targetSeconds: query.targetSeconds };
  const [from, to] = await bounds(client, query);
  const end = Math.min(to + AROUND, watermark + DAY + AROUND);
  let start = Math.max(from - AROUND, first, query.startedFrom ?? first);
  for (let length = DAY; start < end; length = Math.min(length * 2, LONGEST_WINDOW)) {
    const stop = Math.min(start + length, end);
    const { text, values } = statement(query, { start, stop, watermark });
    await client.query(`declare listed no scroll cursor for ${text}`, values);
    for (;;) {
      const { rows } = await client.query<ConversationRow>(`fetch forward ${BATCH} from listed`);
      if (rows.length === 0) break;
      for (const row of rows) {
        row.facts = factsOf(row);
        row.bits = countsOf(row.facts, moment);
      }
      yield rows;
    }
    await client.query('close listed');
    start = stop;
  }
}

async function bounds(client: pg.ClientBase, { from, to, timeZone }: RowsQuery): Promise<[number, number]> {
  const at = (date: string) => `(extract(epoch from ${date}::date::timestamp at time zone $3) * 1000000)::int8`;
  const { rows } = await client.query(`select ${at('$1')} as start, ${at('$2')} as stop`, [from, to, timeZone]);
  return [rows[0].start - EPOCH_2000, rows[0].stop - EPOCH_2000];
}

const number = (value: unknown): number => (value === null ? Number.NaN : Number(value));

function factsOf(row: Record<string, unknown>): Facts {
  return {
    aiInvolved: row.ai_involved === true,
    humanInvolved: row.human_involved === true,
    firstHandlerAi: row.first_handler === 'ai',
    resolved: row.outcome === 'resolved',
    outcomeUnknown: row.outcome === 'unknown',
    basis: BASES.find(([value]) => value === row.outcome_basis)?.[1] ?? null,
    random: row.assignment === 'random',
    repeated: row.is_repeated === true,
    startedAt: number(row.started_at_us),
    endedAt: number(row.ended_at_us),
    repliedAt: number(row.first_reply_at_us),
    requestedAt: number(row.human_requested_at_us),
    joinedAt: number(row.human_joined_at_us),
    ratedAt: number(row.csat_at_us),
    rating: number(row.csat),
    cost: number(row.ai_cost),
    handleSeconds: number(row.handle_seconds),
  };
}

interface Window {
  start: number;
  stop: number;
  watermark: number;
}

function statement(
  { from, to, timeZone, filter }: RowsQuery,
  { start, stop, watermark }: Window,
): { text: string; values: unknown[] } {
  const values: unknown[] = [from, to, start, stop, watermark];
  const zone = pg.escapeLiteral(timeZone);
  const wanted = SERVICE_DIMENSIONS.flatMap((dimension) => {
    const accepted = filter[dimension];
    return accepted ? [`and ${expression(dimension)} = any($${values.push(accepted)}::text[])`] : [];
  });
  // Exact, as a double in seconds would not be.
  const instant = (parameter: string) =>
    `(timestamptz '2000-01-01 00:00Z' + ${parameter}::float8 * interval '1 microsecond')`;
  const day = (instant: string) => `(${instant} at time zone ${zone})::date`;
  const ended = (bound: string) => `(select ${bound}(ended_at) from listed_conversation where outcome = 'resolved')`;
  const text = `
    with listed_conversation as materialized (
      select * from conversation c
      where c.started_at >= ${instant('$3')} and c.started_at < ${instant('$4')}
        and ${day('c.started_at')} >= $1::date and ${day('c.started_at')} < $2::date
        and ${day('c.started_at')} <= ${day(instant('$5'))}
        ${wanted.join(' ')}
    ), repeated as (
      select distinct c.source_id, c.id, c.customer
      from listed_conversation c join conversation later on ${CAME_BACK}
      where c.outcome = 'resolved' and later.started_at > ${ended('min')}
        and later.started_at <= ${ended('max')} + interval '168 hours'
    )
    select c.source_id, c.id, c.customer::text as customer, c.ai_involved, c.human_involved, ${COLUMNS},
      ${MICROSECONDS}, r.id is not null as is_repeated,
      extract(isodow from c.started_at at time zone ${zone})::int as weekday,
      extract(hour from c.started_at at time zone ${zone})::int as hour
    from listed_conversation c join source s on s.id = c.source_id
    left join repeated r on r.source_id = c.source_id and r.id = c.id and r.customer = c.customer
    order by c.started_at, c.source_id, c.id, c.customer`;
  return { text, values };
}
