import { TandemError } from '@/lib/core/errors';

/** A query is a few hundred bytes; this leaves room for long filters. */
const LARGEST_JSON = 256 * 1024;

const tooLarge = (limit: number) => new TandemError(413, `The body is larger than ${limit / 1024} KiB.`);

/** Reads and parses a JSON body. Throws 413 above the limit, whatever its header says, and 400 if it is no JSON. */
export async function readJson(request: Request, limit = LARGEST_JSON): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body)
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  return parseJson(Buffer.concat(chunks).toString('utf8'), 'The body');
}

/** Throws a 400 naming what was not JSON. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TandemError(400, `${what} is not valid JSON.`);
  }
}
