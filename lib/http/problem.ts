import { type TandemError, TryLater } from '@/lib/core/errors';

const OWN_HEADERS: Record<number, Record<string, string>> = {
  401: { 'www-authenticate': 'Bearer' },
  429: { 'retry-after': '900' },
};

const TITLES: Record<number, string> = { 405: 'Method not allowed', 500: 'Failed' };

/** RFC 9457. Nothing of an unexpected error but its reference in the log reaches the caller. */
export function problem(error: TandemError, headers: Record<string, string> = {}): Response {
  const { status, detail, errors } = error;
  const title = TITLES[status] ?? error.title;
  const body = { type: 'about:blank', title, status, detail, ...(errors.length > 0 && { errors }) };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...OWN_HEADERS[status],
      ...(error instanceof TryLater && { 'retry-after': String(error.retryAfterSeconds) }),
      ...headers,
    },
  });
}
