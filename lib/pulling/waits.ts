/** Requests are tried so often in all. */
export const TRIES = 6;
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** Exponential back-off with full jitter, so that many who were refused at once do not come back at once. */
export function backOff(tries: number, random: () => number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1));
  return Math.round(most / 2 + (random() * most) / 2);
}

/**
 * How long the vendor asks to wait, in ms: `Retry-After` as seconds or as a date, else the reset of its limit as unix
 * seconds (GitHub, Intercom). Null where it does not say.
 */
export function askedWait(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after')?.trim();
  if (after && /^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const at = after ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(at)) return Math.max(0, at - now);
  const reset = headers.get('x-ratelimit-reset') ?? '';
  return /^\d{10}$/.test(reset) ? Math.max(0, Number(reset) * 1000 - now) + 1000 : null;
}

/** GitHub says 403 where others say 429. */
export const isLimited = (status: number, headers: Headers): boolean =>
  status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'));
