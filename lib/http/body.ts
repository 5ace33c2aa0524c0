import { TandemError } from '@/lib/core/errors';

/** A query is a few hundred bytes; this leaves room for long filters. */
const LARGEST_JSON = 256 * 1024;

const tooLarge = (limit: number) => new TandemError(413, `The body is larger than ${limit / 1024} KiB.`);

/** So little is sent at once by anybody; what trickles in holds a connection. */
const PATIENCE_MS = 30_000;

/** Reads and parses a JSON body. Throws like `readBytes`, and 400 if it is no JSON. */
export async function readJson(request: Request, limit = LARGEST_JSON): Promise<unknown> {
  return parseJson((await readBytes(request, limit)).toString('utf8'), 'The body');
}

/**
 * A body of at most so many bytes. Throws 413 above the limit, whatever its header says, 408 if it takes too long, and
 * 400 if it breaks off.
 */
export async function readBytes(request: Request, limit: number, patienceMs = PATIENCE_MS): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    giveUp(reader);
  }, patienceMs);
  try {
    const bytes = await readAll(reader, limit);
    if (late) throw new TandemError(408, 'The body did not arrive in time. Send it again.');
    return bytes;
  } finally {
    clearTimeout(timer);
  }
}

/** Nobody waits for what becomes of the rest. */
const giveUp = (reader: ReadableStreamDefaultReader) => void reader.cancel().catch(() => undefined);

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new TandemError(400, 'The body broke off before its end.');
    });
    if (done) return Buffer.concat(chunks);
    size += value.length;
    if (size > limit) {
      giveUp(reader);
      throw tooLarge(limit);
    }
    chunks.push(value);
  }
}

/** Throws a 400 naming what was not JSON. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TandemError(400, `${what} is not valid JSON.`);
  }
}
