import type pg from 'pg';
import { SERVICE_DIMENSIONS, type ServiceDimension, UNKNOWN } from '@/lib/core/dimensions';
import type { Filter, IsoDate } from '@/lib/core/request';

/** One conversation as it is read for an export; `customer` and `id` still bear the names the database knows. */
export interface ConversationRow {
  source: string;
  source_id: number;
  id: string;
  customer: string;
  [column: string]: unknown;
}

export interface RowsQuery {
  from: IsoDate;
  to: IsoDate;
  /** days after it are not observed by the metrics, ISO 8601 */
  asOf: string;
  timeZone: string;
  filter: Filter;
}

/** Exported columns beside the two names: never the agent, never a raw identifier. */
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

const BATCH = 2000;

/**
 * The conversations a metric of the same range and filter counts, oldest first, a few thousand at a time through a
 * cursor: memory does not grow with their number. Whoever stops early leaves the connection clean.
 */
export async function* conversationRows(pool: pg.Pool, query: RowsQuery): AsyncGenerator<ConversationRow[]> {
  const { text, values } = statement(query);
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`declare exported no scroll cursor for ${text}`, values);
    for (;;) {
      const { rows } = await client.query<ConversationRow>(`fetch forward ${BATCH} from exported`);
      if (rows.length === 0) break;
      yield rows;
    }
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    if (!failed) await client.query('rollback');
    // A connection in an unknown state is thrown away.
    client.release(failed);
  }
}

function statement({ from, to, asOf, timeZone, filter }: RowsQuery): { text: string; values: unknown[] } {
  const values: unknown[] = [from, to, timeZone, asOf];
  const wanted = SERVICE_DIMENSIONS.flatMap((dimension) => {
    const accepted = filter[dimension];
    return accepted ? [`${expression(dimension)} = any($${values.push(accepted)}::text[])`] : [];
  });
  const midnight = (date: string) => `(${date})::timestamp at time zone $3`;
  const text = `select c.source_id, c.id, c.customer::text as customer, ${COLUMNS}
    from conversation c join source s on s.id = c.source_id
    where c.started_at >= ${midnight('$1::date')} and c.started_at < ${midnight('$2::date')}
      and c.started_at < ${midnight('($4::timestamptz at time zone $3)::date + 1')}
      ${wanted.map((one) => `and ${one}`).join(' ')}
    order by c.started_at, c.source_id, c.id, c.customer`;
  return { text, values };
}
