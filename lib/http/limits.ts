import { TooManyRequests, TryLater } from '@/lib/core/errors';

/** So many at once, and so many more a second afterwards. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

/** A person or a key: a page asks a dozen questions at once, and somebody may leaf through pages quickly. */
export const CALLER: Allowance = { burst: 600, perSecond: 20 };
/** Whoever is not known, by network address; a whole office may stand behind one. */
export const STRANGER: Allowance = { burst: 300, perSecond: 5 };

interface Bucket {
  left: number;
  at: number;
}

const MOST_REMEMBERED = 20_000;
// On globalThis: the bundler gives each route its own copy of this module, and the process has one count. Each server
// of several counts for itself: a caller may then have the allowance of each.
const shared = globalThis as {
  tandemAllowances?: Map<string, Bucket>;
  tandemUploads?: Map<string, number>;
  tandemExports?: { held: number; waiting: (() => void)[] };
};
shared.tandemAllowances ??= new Map();
shared.tandemUploads ??= new Map();
shared.tandemExports ??= { held: 0, waiting: [] };
const { tandemAllowances: buckets, tandemUploads: held, tandemExports: inHand } = shared;

/** Takes one from somebody's allowance. Throws 429 with the seconds to wait when nothing is left. */
export function spend(who: string, { burst, perSecond }: Allowance, now = Date.now()): void {
  const { left, at } = buckets.get(who) ?? { left: burst, at: now };
  const filled = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond);
  // Taken out and put in again, so that the first in the map is the one not seen for longest.
  buckets.delete(who);
  buckets.set(who, { left: filled < 1 ? filled : filled - 1, at: now });
  if (buckets.size > MOST_REMEMBERED) buckets.delete(buckets.keys().next().value!);
  if (filled >= 1) return;
  const seconds = Math.max(1, Math.ceil((1 - filled) / perSecond));
  throw new TooManyRequests(seconds, `Too many requests. Try again in ${plural(seconds)}.`);
}

const plural = (seconds: number) => (seconds === 1 ? '1 second' : `${seconds} seconds`);

const UPLOADS = 4;
const UPLOADS_EACH = 2;
const UPLOAD_WAIT_SECONDS = 30;

/** Holds a place for an upload while it arrives and is taken in. Throws 429 when all, or this caller's, are taken. */
export async function holdingUpload<T>(who: string, use: () => Promise<T>): Promise<T> {
  const own = held.get(who) ?? 0;
  const all = [...held.values()].reduce((sum, one) => sum + one, 0);
  if (own >= UPLOADS_EACH || all >= UPLOADS)
    throw new TooManyRequests(
      UPLOAD_WAIT_SECONDS,
      `${own >= UPLOADS_EACH ? own : all} uploads are being taken in already. Try again when one of them is done.`,
    );
  held.set(who, own + 1);
  try {
    return await use();
  } finally {
    const left = held.get(who)! - 1;
    if (left > 0) held.set(who, left);
    else held.delete(who);
  }
}

/** Each may come to 64 MiB of JSON, and some times that as objects. */
const EXPORTS = 4;
/** A collector sends ten at once unless told otherwise; nothing of those that wait is read. */
const EXPORTS_WAITING = 32;
const EXPORT_WAIT_SECONDS = 5;

/**
 * Holds a place for an export of telemetry while it is read and kept; others wait for theirs. Throws a 503, after which
 * an exporter sends the same again (OTLP/HTTP, retryable), when too many wait.
 */
export async function holdingExport<T>(use: () => Promise<T>): Promise<T> {
  if (inHand.held < EXPORTS) inHand.held++;
  else if (inHand.waiting.length < EXPORTS_WAITING) await new Promise<void>((turn) => inHand.waiting.push(turn));
  else
    throw new TryLater(
      503,
      EXPORT_WAIT_SECONDS,
      `${EXPORTS} exports are being read and ${EXPORTS_WAITING} wait. Send it again in ${plural(EXPORT_WAIT_SECONDS)}.`,
    );
  try {
    return await use();
  } finally {
    // The place goes to who waits longest, or back.
    const turn = inHand.waiting.shift();
    if (turn) turn();
    else inHand.held--;
  }
}
