import { createHash } from 'node:crypto';
import { createReadStream, promises as fs, type Stats } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Connection } from '@/db/client';
import { fileTaken, noteFile, type WatchedFile, watchedFiles } from '@/db/pulling/files';
import type { PullRow } from '@/db/pulling/pulls';
import { TandemError } from '@/lib/core/errors';
import { fileInput } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { PullFault } from './faults';
import { resultSentence } from './words';

const TAKEN = /\.(jsonl|ndjson|json|csv)(\.gz)?$/i;
/** A file that grew within this time may grow on. */
export const STILL_MS = 60_000;

interface Ready {
  name: string;
  hash: Buffer;
}

/**
 * Takes in the files of a folder that have stood still for a minute, all of them in one run, and none twice: a file is
 * known by name, size, time and content. Null where there was nothing to take.
 */
export async function takeFolder(
  connection: Connection,
  pull: PullRow,
  now = new Date(),
): Promise<{ said: string; run: number | null } | null> {
  const { db } = connection;
  const folder = pull.options.path ?? '';
  const known = new Map((await watchedFiles(db, pull.id)).map((file) => [file.name, file]));
  const ready: Ready[] = [];
  for (const [name, stats] of await filesIn(folder)) {
    const before = known.get(name);
    if (!before || !isSame(before, stats)) {
      await noteFile(db, pull.id, { name, size: stats.size, modified_at: stats.mtime, seen_at: now });
      continue;
    }
    if (before.taken_at || now.getTime() - before.seen_at.getTime() < STILL_MS) continue;
    const hash = await hashOf(path.join(folder, name));
    const twin = [...known.values()].find((one) => one.hash?.equals(hash) && !one.error);
    if (twin) await fileTaken(db, pull.id, name, { hash, run: twin.run_id });
    else ready.push({ name, hash });
  }
  if (ready.length === 0) return null;
  return takeIn(connection, pull, folder, ready);
}

async function takeIn(
  connection: Connection,
  { id, source }: PullRow,
  folder: string,
  ready: Ready[],
): Promise<{ said: string; run: number | null }> {
  const inputs = ready.map(({ name }) => ({ ...fileInput(path.join(folder, name)), name }));
  try {
    const summary = await ingest(connection, { source, inputs, road: 'folder' });
    for (const { name, hash } of ready) {
      const error = summary.failed.find(({ file }) => file === name)?.error;
      await fileTaken(connection.db, id, name, { hash, run: summary.run, error });
    }
    return { said: resultSentence(summary), run: summary.run };
  } catch (error) {
    // Wrong files stay wrong until they change; anything else may work in a minute.
    if (!(error instanceof TandemError) || error.status >= 500) throw error;
    for (const { name, hash } of ready)
      await fileTaken(connection.db, id, name, { hash, run: null, error: about(name, error.detail) });
    return {
      said: ready.length === 1 ? 'One file could not be read.' : `${ready.length} files could not be read.`,
      run: null,
    };
  }
}

/** What a run that took nothing in says of one of its files. */
function about(name: string, detail: string): string {
  const own = `${name} went in not at all: `;
  return (
    detail
      .split('\n')
      .find((line) => line.startsWith(own))
      ?.slice(own.length) ?? detail
  );
}

const isSame = ({ size, modified_at }: WatchedFile, stats: Stats) =>
  size === stats.size && modified_at.getTime() === stats.mtime.getTime();

/** Regular files below the folder that could be read, by their name in it. Links are not followed. */
async function filesIn(folder: string): Promise<Map<string, Stats>> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    throw new PullFault('temporary', `The folder ${folder} cannot be read: ${whyNot(error)}.`);
  });
  const files = new Map<string, Stats>();
  for (const entry of entries) {
    const place = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, place);
    if (!entry.isFile() || !TAKEN.test(entry.name) || /(^|[\\/])\./.test(name)) continue;
    const stats = await fs.stat(place).catch(() => null);
    if (stats && stats.size > 0) files.set(name, stats);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const WHY: Record<string, string> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is a file',
  EACCES: 'the server may not read it',
};
const whyNot = (error: NodeJS.ErrnoException) => WHY[error.code ?? ''] ?? String(error.code ?? error.message);

async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), hash);
  return hash.digest();
}
