import { ProblemError } from '@/components/hooks/batch';

/** A refusal with its complaints by field, as the problem document names them. */
export class Refusal extends ProblemError {
  constructor(
    status: number,
    title: string,
    detail: string,
    readonly fields: Record<string, string>,
  ) {
    super(status, title, detail);
    this.name = 'Refusal';
  }
}

interface Problem {
  title?: string;
  detail?: string;
  errors?: { field: string; detail: string }[];
}

export interface Sent<T> {
  status: number;
  body: T;
}

/** Asks one of our addresses. Throws a Refusal with a sentence, whatever went wrong. */
export async function send<T>(method: string, path: string, body?: unknown): Promise<Sent<T>> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!response)
    throw new Refusal(0, 'No answer', 'The server does not answer. Check your connection and try again.', {});
  const answer = (await response.json().catch(() => null)) as (Problem & T) | null;
  if (response.ok && answer) return { status: response.status, body: answer };
  const fields = Object.fromEntries((answer?.errors ?? []).map(({ field, detail }) => [field, detail]));
  const detail = answer?.detail ?? `The server answered ${response.status}. Try again.`;
  throw new Refusal(response.status, answer?.title ?? 'No answer', detail, fields);
}

/** The sentence of whatever was thrown. */
export const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal(0, 'Failed', 'Something failed in this page. Load it again.', {});
