import { randomUUID } from 'node:crypto';
import { createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TandemError } from '@/lib/core/errors';
import { dataFolder } from '@/lib/data-folder';
import type { Env } from '@/lib/env';
import { FormFiles } from './form-files';

const GIB = 1024 ** 3;
/** The disk is looked at again after so many bytes, and left with so much room: the database may live on it. */
const LOOK_AGAIN = 32 * 1024 ** 2;
const ROOM = { share: 0.05, most: GIB };
/** An upload that brings less than this in a minute holds a place that others wait for. */
const PACE = { everyMs: 60_000, leastBytes: 16 * 1024 };
const STALE_MS = 24 * 3600 * 1000;

const tooLarge = (limit: number) =>
  new TandemError(413, `An upload holds at most ${inWords(limit)}: send it in parts.`);
const inWords = (bytes: number) => (bytes < GIB / 1000 ? `${bytes} bytes` : `${Number((bytes / GIB).toFixed(3))} GB`);

const noRoom = () =>
  new TandemError(
    503,
    'The disk of the server has no room for this upload. Nothing was stored; make room on it first.',
  );

const stalled = () => new TandemError(408, 'The upload stalled and was given up. Nothing was stored; send it again.');

const cutOff = () => new TandemError(400, 'The upload broke off before its end. Nothing was stored; send it again.');

const spoolOf = (env: Env) => path.join(path.resolve(/* turbopackIgnore: true */ env.TANDEM_DATA_DIR), 'spool');

/** A sentence about a spooled file as its sender may read it: the file's name without our folders. */
export function withoutSpool(text: string, env: Env): string {
  const [before, ...parts] = text.split(`${spoolOf(env)}${path.sep}`);
  return [before, ...parts.map((part) => part.slice(part.indexOf(path.sep) + 1))].join('');
}

export interface SpoolOptions {
  /** what the file is called, made by us or checked */
  name: string;
  /** bytes; TANDEM_LARGEST_UPLOAD_GB unless a test says less */
  limit?: number;
  pace?: typeof PACE;
}

/**
 * Writes a request's body to a file of its own as it arrives, compressed or not, and hands it to `use`; the file is
 * gone afterwards whatever happened. Throws 413 above the limit, 400 when the connection broke off, 408 when it
 * stalled and 503 when the disk is full.
 */
export function spooled<T>(
  request: Request,
  env: Env,
  { name, limit = env.TANDEM_LARGEST_UPLOAD_GB * GIB, pace = PACE }: SpoolOptions,
  use: (file: string) => Promise<T>,
): Promise<T> {
  return inSpool(request, env, limit, {
    async fill(folder) {
      const file = path.join(folder, name);
      const size = await write(request, folder, createWriteStream(file, { mode: 0o600 }), { limit, pace });
      return { size, files: file };
    },
    use,
  });
}

/** The same with several files as a form sends them, in its order; they count together against the limit. */
export function spooledParts<T>(
  request: Request,
  env: Env,
  { limit = env.TANDEM_LARGEST_UPLOAD_GB * GIB, pace = PACE }: Omit<SpoolOptions, 'name'>,
  use: (files: string[]) => Promise<T>,
): Promise<T> {
  return inSpool(request, env, limit, {
    async fill(folder) {
      const form = new FormFiles(request.headers.get('content-type') ?? '', folder);
      const size = await write(request, folder, form.sink, { limit, pace });
      return { size, files: await form.files() };
    },
    use,
  });
}

interface Spooling<T, Files> {
  fill(folder: string): Promise<{ size: number; files: Files }>;
  use(files: Files): Promise<T>;
}

async function inSpool<T, Files>(
  request: Request,
  env: Env,
  limit: number,
  { fill, use }: Spooling<T, Files>,
): Promise<T> {
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) > limit) throw tooLarge(limit);
  dataFolder(env);
  const spool = spoolOf(env);
  await removeStale(spool);
  const folder = path.join(spool, randomUUID());
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await assertRoom(folder, Number(announced));
    const { size, files } = await fill(folder);
    const whole = announced === null ? !request.signal.aborted : Number(announced) === size;
    if (!whole) throw cutOff();
    return await use(files);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, blocks, bsize } = await fs.statfs(folder);
  if (bavail * bsize < bytes + Math.min(blocks * bsize * ROOM.share, ROOM.most)) throw noRoom();
}

async function write(
  request: Request,
  folder: string,
  sink: Writable,
  { limit, pace }: { limit: number; pace: typeof PACE },
): Promise<number> {
  let size = 0;
  let looked = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > limit) return done(tooLarge(limit));
      if (size - looked < LOOK_AGAIN) return done(null, chunk);
      looked = size;
      assertRoom(folder, 0).then(() => done(null, chunk), done);
    },
  });
  const body = request.body ? Readable.fromWeb(request.body as never) : Readable.from([]);
  let before = 0;
  const watch = setInterval(() => {
    if (size - before < pace.leastBytes) counted.destroy(stalled());
    before = size;
  }, pace.everyMs);
  try {
    await pipeline(body, counted, sink);
  } catch (error) {
    if (error instanceof TandemError) throw error;
    if (isFull(error)) throw noRoom();
    if (isDiskFault(error)) throw error;
    throw cutOff();
  } finally {
    clearInterval(watch);
  }
  return size;
}

const faultOf = (error: unknown) => String((error as NodeJS.ErrnoException).code);
const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes(faultOf(error));
const isDiskFault = (error: unknown) => ['EACCES', 'EIO', 'EROFS'].includes(faultOf(error));

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
