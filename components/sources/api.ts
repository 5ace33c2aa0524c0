import { ProblemError } from '@/components/hooks/batch';

/** What this reader may do beside reading; decided by the server. */
export interface May {
  upload: boolean;
  manage: boolean;
  rejected: boolean;
}

/** Asks the server and returns its JSON. Throws its problem document, or one that says nobody answered. */
export async function askServer<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new ProblemError(0, 'No answer', 'The server does not answer. Check your connection and try again.');
  });
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  throw problemOf(response.status, body);
}

/** The server's words about what went wrong, or the status where it had none. */
export function problemOf(status: number, body: { title?: string; detail?: string } | null): ProblemError {
  return new ProblemError(status, body?.title ?? 'No answer', body?.detail ?? `The server answered ${status}.`);
}
