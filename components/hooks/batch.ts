import { shapeOf, together } from '@/lib/core/alike';
import type { Answer } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';
import { reach } from './connection';

/** A problem document the server answered with, as an error a panel can show. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

interface Waiting {
  request: MetricRequest;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

const waiting = new Map<string, Waiting[]>();

/**
 * Asks for metrics. Questions of the same tick that differ in their metrics alone travel as one; where the server
 * refuses the whole, each is asked alone, so that one panel's refusal blanks no other.
 */
export function ask(request: MetricRequest): Promise<Answer> {
  const key = shapeOf(request);
  return new Promise((resolve, reject) => {
    const group = waiting.get(key);
    if (group) return group.push({ request, resolve, reject });
    waiting.set(key, [{ request, resolve, reject }]);
    setTimeout(() => send(key), 0);
  });
}

async function send(key: string): Promise<void> {
  const group = waiting.get(key) ?? [];
  waiting.delete(key);
  try {
    const answer = await post(together(group.map(({ request }) => request)));
    for (const { resolve } of group) resolve(answer);
  } catch (error) {
    const isRefusal = error instanceof ProblemError && error.status < 500 && error.status !== 401;
    if (!isRefusal || group.length === 1) for (const { reject } of group) reject(error);
    else for (const { request, resolve, reject } of group) post(request).then(resolve, reject);
  }
}

const post = (request: MetricRequest) => postJson<Answer>('/api/v1/query', request);

/** Posts a question and gives its answer. Throws a ProblemError the server answered with, or an UnreachableError. */
export async function postJson<T>(path: string, body: object): Promise<T> {
  const response = await postTo(path, body);
  const answer = await response.json().catch(() => null);
  if (answer) return answer as T;
  throw problemOf(response, null);
}

/** The same for an answer that is no JSON: a file, or nothing. */
export async function postTo(path: string, body: object): Promise<Response> {
  const response = await reach(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  throw problemOf(response, await response.json().catch(() => null));
}

const problemOf = ({ status }: Response, told: { title?: string; detail?: string } | null) =>
  new ProblemError(status, told?.title ?? 'No answer', told?.detail ?? `The server answered ${status}.`);
