import { setTimeout as sleep } from 'node:timers/promises';
import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query';
import { serverDatabase } from '@/db/server';
import { mayDo } from '@/lib/access/policy';
import { alike, together } from '@/lib/core/alike';
import type { MetricRequest } from '@/lib/core/request';
import type { Viewer } from '@/lib/core/viewer';
import { CALLER, spend } from './limits';
import { QUESTIONS, type QuestionName } from './questions';

type Named = readonly [name: Exclude<QuestionName, 'query'>, request: object];

/** What the page's own hooks will ask as it opens, by the question's address. */
export interface Opening {
  metrics: readonly MetricRequest[];
  others: readonly Named[];
  /** the dearest, begun when the rest is answered: nothing waits for them */
  last: readonly Named[];
}

/** So long a page waits for its numbers before it is sent without those that are not there yet. */
const PATIENCE_MS = 600;

/**
 * Answers what a page is about to ask before it is sent: the numbers stand in the page itself. The same road as over
 * HTTP: allowance, policy, schema, log. What fails, or takes longer than `patience` ms, is left out: the page asks for
 * it, and shows why where it is refused. (An answer that followed in the page's stream would meet a page drawn without
 * it, and React would have to draw it anew.)
 */
export async function begin(
  viewer: Viewer,
  { metrics, others, last }: Opening,
  patience = PATIENCE_MS,
): Promise<DehydratedState> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const put = (name: QuestionName, request: object, queryFn: () => Promise<object>) =>
    client.prefetchQuery({ queryKey: [name, request], queryFn });
  const ask = ([name, request]: Named) => put(name, request, () => answered(viewer, name, request));
  const first = others.map(ask);
  for (const group of alike(metrics)) {
    const whole = answered(viewer, 'query', together(group));
    first.push(...group.map((request) => put('query', request, () => whole)));
  }
  const waiting = new AbortController();
  const isLate = () => waiting.signal.aborted;
  const done = Promise.all(first).then(() => Promise.all(isLate() ? [] : last.map(ask)));
  // Aborted when all is answered, so that no timer is left behind.
  await Promise.race([done, sleep(patience, null, { signal: waiting.signal }).catch(() => null)]);
  waiting.abort();
  return dehydrate(client, { shouldDehydrateQuery: ({ state }) => state.status === 'success' });
}

async function answered(viewer: Viewer, name: QuestionName, request: object): Promise<object> {
  const { permission, parse } = QUESTIONS[name];
  if (!mayDo(viewer, permission)) throw new Error(`${name} is not answered ahead: its reader may not ask.`);
  spend(`${viewer.kind} ${viewer.name}`, CALLER);
  const answer = await parse(request)({ db: serverDatabase().db, viewer, road: 'page' });
  // As it would have come over HTTP: what JSON does not carry must not reach the page by another road.
  return JSON.parse(JSON.stringify(answer));
}
