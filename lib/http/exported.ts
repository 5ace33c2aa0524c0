import { recordAccess } from '@/db/audit';
import type { Answer } from '@/lib/core/answer';
import { unanswerable } from '@/lib/core/errors';
import type { Cell } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';
import { aboutExport } from '@/lib/export/about';
import { type Column, columnsOf } from '@/lib/export/table';
import { metrics as registry } from '@/lib/metrics/registry';
import { parseRequest } from '@/lib/query/parse';
import { runMetrics } from '@/lib/query/run';
import { parseJson } from './body';
import type { Asked } from './route';

/** A panel asks a few questions; a file holds what one panel shows. */
const MOST_QUESTIONS = 12;

/** The request in `?request=`, checked like the body of a query. */
export function requestOf(request: Request, url: URL): MetricRequest {
  const [first, second] = requestsOf(request, url);
  if (second) throw unanswerable('request', 'This answers one ?request= at a time.');
  return first!;
}

/** The requests of a file in `?request=`, once for each question. */
export function requestsOf(_: Request, url: URL): MetricRequest[] {
  const texts = url.searchParams.getAll('request');
  if (texts.length === 0) throw unanswerable('request', 'An export needs ?request= with the body of a query.');
  if (texts.length > MOST_QUESTIONS) throw unanswerable('request', `A file holds at most ${MOST_QUESTIONS} questions.`);
  return texts.map((text) => parseRequest(parseJson(text, 'The request')));
}

export interface ExportedAnswer {
  request: MetricRequest;
  answer: Answer;
  columns: Column[];
  about: [string, Cell][];
}

export const definitionsOf = (answer: Answer) => Object.keys(answer.definitions).map((id) => registry.get(id)!);

/** Answers each question like a query and notes that it was taken away. */
export async function exportedAnswers({ db, viewer, road, input }: Asked<MetricRequest[]>): Promise<ExportedAnswer[]> {
  const found: ExportedAnswer[] = [];
  for (const request of input) {
    const answer = await runMetrics(db, viewer, request);
    const rows = answer.rows.length;
    await recordAccess(db, { viewer, road, action: 'export', request, rows });
    const metrics = definitionsOf(answer);
    const about = aboutExport({ request, answer, metrics, rows, by: viewer.name, at: new Date() });
    found.push({ request, answer, columns: columnsOf(request, answer), about });
  }
  return found;
}
