/**
 * The network address a request came from: the last hop the nearest proxy (or Next itself) wrote down.
 * Whoever reaches the server without a proxy can write it too, so the account is counted beside it.
 */
export function addressOf(forwardedFor: string | null | undefined): string {
  const last = forwardedFor?.split(',').at(-1)?.trim();
  return last ? last.slice(0, 64) : 'unknown';
}
