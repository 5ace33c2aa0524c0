import { recordAccess } from '@/db/audit';
import { type ConversationRow, conversationRows, rollupVersion } from '@/db/conversation-rows';
import { serverDatabase } from '@/db/server';
import { readSettings } from '@/db/settings';
import type { Answer, ListedRow, RowsPage } from '@/lib/core/answer';
import { unanswerable } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import { type Pseudonyms, pseudonyms } from '@/lib/export/pseudonym';
import { assertConversationsOnly, listedRow } from '@/lib/export/rows';
import { type BehindMetric, behind } from '@/lib/query/behind';
import { resolveMetrics } from '@/lib/query/resolve';
import { runMetrics } from '@/lib/query/run';
import { hashKey } from '@/lib/secrets';
import { definitionsOf } from './exported';
import type { Asked } from './route';

const PAGE = 50;
const LARGEST_PAGE = 500;
/** A merge may fall between the number and its rows; it hardly does so again and again. */
const ATTEMPTS = 3;

interface NumberAndRows {
  answer: Answer;
  batches: AsyncGenerator<ConversationRow[]>;
  version: number;
  metrics: BehindMetric[];
  named: Pseudonyms;
}

/**
 * A number and the conversations behind it, both of one version of the records. The number first: what may not be
 * asked as a number may not be had as rows. Whoever takes `batches` must use them or end them.
 */
export async function numberAndRows(
  { db, env, viewer, road, input }: Asked<MetricRequest>,
  startedFrom?: number,
): Promise<NumberAndRows> {
  assertConversationsOnly(resolveMetrics(input), input);
  const { grain: _, ...request } = input;
  const { pool } = serverDatabase();
  const settings = await readSettings(db);
  for (let attempt = 1; ; attempt++) {
    const before = await rollupVersion(pool);
    const answer = await runMetrics(db, viewer, request);
    if (attempt === 1) await recordAccess(db, { viewer, road, action: 'rows', request: input });
    const { from, to, filter = {} } = request;
    let version = before;
    const query = {
      from,
      to,
      filter,
      startedFrom,
      timeZone: answer.timeZone,
      targetSeconds: settings.human_target_seconds,
    };
    const batches = conversationRows(pool, query, (found) => {
      version = found;
    });
    const first = await batches.next();
    if (version !== before && attempt < ATTEMPTS) {
      await batches.return(undefined);
      continue;
    }
    const metrics = definitionsOf(answer).map(behind);
    return { answer, version, metrics, named: pseudonyms(hashKey(env)), batches: resumed(first, batches) };
  }
}

async function* resumed<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    if (first.done) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** Where a page ended: the last row's start in microseconds, and how many of that very instant were told. */
interface Place {
  startedAt: number;
  told: number;
}

/** Reads `after` of an address. Throws a 422 for what no page gave out. */
export function placeOf(text: string | null): Place | undefined {
  if (text === null) return undefined;
  const found = /^(-?\d{1,16})\.(\d{1,6})$/.exec(text);
  if (!found) throw unanswerable('after', 'This is no page: take `next` of the page before.');
  return { startedAt: Number(found[1]), told: Number(found[2]) };
}

/** Reads `limit` of an address. Throws a 422 for what is no size of a page. */
export function limitOf(text: string | null): number {
  const limit = text === null ? PAGE : Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE) return limit;
  throw unanswerable('limit', `A page holds 1 to ${LARGEST_PAGE} rows.`);
}

/** One page of the rows behind a number, those after `after`. */
export async function rowsPage(
  asked: Asked<MetricRequest>,
  { after, limit }: { after?: Place; limit: number },
): Promise<RowsPage> {
  const { answer, batches, version, metrics, named } = await numberAndRows(asked, after?.startedAt);
  const rows: ListedRow[] = [];
  const place: Place = { startedAt: Number.NaN, told: 0 };
  for await (const batch of batches)
    for (const row of batch) {
      const listed = listedRow(row, metrics, named);
      if (!listed) continue;
      if (rows.length === limit) return { answer, rows, next: `${place.startedAt}.${place.told}`, version };
      const { startedAt } = row.facts;
      place.told = startedAt === place.startedAt ? place.told + 1 : 1;
      place.startedAt = startedAt;
      const isTold = after?.startedAt === startedAt && place.told <= after.told;
      if (!isTold) rows.push(listed);
    }
  return { answer, rows, next: null, version };
}
