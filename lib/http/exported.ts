import { recordAccess } from '@/db/audit';
import type { Answer } from '@/lib/core/answer';
import { unanswerable } from '@/lib/core/errors';
import type { MetricRequest } from '@/lib/core/request';
import { aboutExport } from '@/lib/export/about';
import type { Cell } from '@/lib/export/cell';
import { type Column, columnsOf } from '@/lib/export/table';
import { metrics as registry } from '@/lib/metrics/registry';
import { parseRequest } from '@/lib/query/parse';
import { runMetrics } from '@/lib/query/run';
import { parseJson } from './body';
import type { Asked } from './route';

/** The request in `?request=`, checked like the body of a query. */
export function requestOf(_: Request, url: URL): MetricRequest {
  const text = url.searchParams.get('request');
  if (text === null) throw unanswerable('request', 'An export needs ?request= with the body of a query.');
  return parseRequest(parseJson(text, 'The request'));
}

export interface ExportedAnswer {
  answer: Answer;
  columns: Column[];
  about: [string, Cell][];
}

export const definitionsOf = (answer: Answer) => Object.keys(answer.definitions).map((id) => registry.get(id)!);

/** Answers like a query and notes that it was taken away. */
export async function exportedAnswer({ db, viewer, road, input }: Asked<MetricRequest>): Promise<ExportedAnswer> {
  const answer = await runMetrics(db, viewer, input);
  const rows = answer.rows.length;
  await recordAccess(db, { viewer, road, action: 'export', request: input, rows });
  const metrics = definitionsOf(answer);
  const about = aboutExport({ request: input, answer, metrics, rows, by: viewer.name, at: new Date() });
  return { answer, columns: columnsOf(input, answer), about };
}
