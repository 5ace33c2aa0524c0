import { z } from 'zod';
import { type AccessFilter, type AccessRow, LOGGED, listAccess, ROADS } from '@/db/audit';
import type { Db } from '@/db/client';
import type { Cell } from '@/lib/core/panel-table';
import { isDate } from '@/lib/core/period';
import { BYTE_ORDER_MARK, csvLine } from '@/lib/export/csv';
import { checked } from './checked';

export const PAGE = 100;
const BATCH = 1000;

const day = z.string().refine(isDate, 'This is not a date that exists (YYYY-MM-DD)');
const filter = z.strictObject({
  person: z.string().max(300).optional(),
  action: z.enum(LOGGED, `Choose one of ${LOGGED.join(', ')}`).optional(),
  road: z.enum(ROADS, `Choose one of ${ROADS.join(', ')}`).optional(),
  from: day.optional(),
  to: day.optional(),
  before: z.coerce
    .number('Not a place in the log')
    .int('Not a place in the log')
    .min(1)
    .max(2 ** 50)
    .optional(),
});

export type LogFilter = Omit<AccessFilter, 'timeZone'>;

/** Filters from the address; what is empty is absent. `to` is exclusive, as everywhere. */
export const logFilter = (_: Request, url: URL): LogFilter =>
  checked(filter, Object.fromEntries([...url.searchParams].filter(([, value]) => value !== '')));

const HEADER = ['at', 'who', 'kind', 'road', 'action', 'metrics', 'asked or changed', 'rows'];

const line = ({ at, viewer, viewer_kind, road, action, metrics, request, rows }: AccessRow): Cell[] => [
  at.toISOString(),
  viewer,
  viewer_kind,
  road,
  action,
  metrics.join('; '),
  JSON.stringify(request),
  rows,
];

/** The log as a file, the newest first, read a thousand entries at a time. */
export async function* logDocument(db: Db, asked: AccessFilter): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADER);
  let before = asked.before;
  for (;;) {
    const entries = await listAccess(db, BATCH, { ...asked, before });
    if (entries.length > 0) yield entries.map((entry) => csvLine(line(entry))).join('');
    if (entries.length < BATCH) return;
    before = entries.at(-1)!.id;
  }
}
