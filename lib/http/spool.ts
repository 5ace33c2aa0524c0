import { randomUUID } from 'node:crypto';
import { createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TandemError } from '@/lib/core/errors';
import { dataFolder } from '@/lib/data-folder';
import type { Env } from '@/lib/env';

/** The largest upload: more than a year of a very large company, less than a full disk. */
export const LARGEST_UPLOAD = 64 * 1024 ** 3;
const STALE_MS = 24 * 3600 * 1000;

const tooLarge = (limit: number) => new TandemError(413, `An upload holds at most ${limit} bytes: send it in parts.`);

const cutOff = () => new TandemError(400, 'The upload broke off before its end. Nothing was stored; send it again.');

const spoolOf = (env: Env) => path.join(path.resolve(/* turbopackIgnore: true */ env.TANDEM_DATA_DIR), 'spool');

/** A sentence about a spooled file as its sender may read it: the file's name without our folders. */
export function withoutSpool(text: string, env: Env): string {
  const [before, ...parts] = text.split(`${spoolOf(env)}${path.sep}`);
  return [before, ...parts.map((part) => part.slice(part.indexOf(path.sep) + 1))].join('');
}

/**
 * Writes a request's body to a file of its own as it arrives, compressed or not, and hands it to `use`; the file is
 * gone afterwards whatever happened. Throws 413 above the limit and 400 when the connection broke off.
 */
export async function spooled<T>(
  request: Request,
  env: Env,
  { name, limit = LARGEST_UPLOAD }: { name: string; limit?: number },
  use: (file: string) => Promise<T>,
): Promise<T> {
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) > limit) throw tooLarge(limit);
  dataFolder(env);
  const spool = spoolOf(env);
  await removeStale(spool);
  const folder = path.join(spool, randomUUID());
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const file = path.join(folder, name);
    const written = await write(request, file, limit);
    const whole = announced === null ? !request.signal.aborted : Number(announced) === written;
    if (!whole) throw cutOff();
    return await use(file);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function write(request: Request, file: string, limit: number): Promise<number> {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      done(size > limit ? tooLarge(limit) : null, chunk);
    },
  });
  const body = request.body ? Readable.fromWeb(request.body as never) : Readable.from([]);
  try {
    await pipeline(body, counted, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof TandemError) throw error;
    if (isDiskFault(error)) throw error;
    throw cutOff();
  }
  return size;
}

const isDiskFault = (error: unknown) =>
  ['ENOSPC', 'EACCES', 'EIO', 'EROFS', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code));

/** What a server that was killed left behind. */
async function removeStale(spool: string): Promise<void> {
  const names = await fs.readdir(spool).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    const folder = path.join(spool, name);
    const { mtimeMs } = (await fs.stat(folder).catch(() => null)) ?? { mtimeMs: Date.now() };
    if (mtimeMs < Date.now() - STALE_MS) await fs.rm(folder, { recursive: true, force: true });
  }
}
