import { createReadStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { dataFolder, keepOwner } from '@/lib/data-folder';
import type { Env } from '@/lib/env';
import type { Input } from '@/lib/ingest/inputs';
import type { Step } from './define';

type Place = Pick<Env, 'TANDEM_DATA_DIR'>;

const READ_BYTES = 256 * 1024;
const STEP = /^(\d{6})$/;

const spoolFolder = (env: Place) => path.join(dataFolder(env), 'pulls');

/**
 * What one pull has fetched and not yet taken in: a folder of steps in the data folder, gone once its run is stored.
 * A step is written aside and moved into its place, so that it is there whole or not at all.
 */
export class Spool {
  readonly folder: string;

  constructor(env: Place, attempt: string) {
    this.folder = path.join(spoolFolder(env), attempt);
  }

  /** Makes room for exactly the first `steps`; false where they are not all here. What came after them goes. */
  async open(steps: number): Promise<boolean> {
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    keepOwner(path.dirname(this.folder), path.dirname(path.dirname(this.folder)));
    keepOwner(this.folder, path.dirname(this.folder));
    const here = await fs.readdir(this.folder);
    for (const name of here)
      if (!STEP.test(name) || Number(name) >= steps)
        await fs.rm(path.join(this.folder, name), { recursive: true, force: true });
    return here.filter((name) => STEP.test(name) && Number(name) < steps).length === steps;
  }

  /** Returns its bytes. */
  async write(index: number, { parts, keys = [], remember }: Step): Promise<number> {
    const place = path.join(this.folder, nameOf(index));
    const aside = `${place}.part`;
    await fs.mkdir(aside, { mode: 0o700 });
    let bytes = 0;
    const contents: string[] = [];
    for (const [number, { name, body }] of parts.entries()) {
      const content = typeof body === 'string' ? Buffer.from(body) : body;
      bytes += content.length;
      contents.push(name);
      await fs.writeFile(path.join(aside, String(number)), content, { mode: 0o600, flush: true });
    }
    const listed = JSON.stringify({ contents, keys, remember });
    await fs.writeFile(path.join(aside, 'index.json'), listed, { mode: 0o600, flush: true });
    await fs.rename(aside, place);
    return bytes;
  }

  async keys(): Promise<Set<string>> {
    const all = new Set<string>();
    for (const step of await this.steps()) for (const key of step.keys) all.add(key);
    return all;
  }

  /** What the steps said to remember; undefined where none did. */
  async remembered(): Promise<Record<string, string> | undefined> {
    return (await this.steps()).findLast(({ remember }) => remember !== undefined)?.remember;
  }

  /** The files of the run: parts of one name after each other. */
  async inputs(): Promise<Input[]> {
    const files = new Map<string, string[]>();
    for (const { folder, contents } of await this.steps())
      for (const [number, name] of contents.entries())
        files.set(name, [...(files.get(name) ?? []), path.join(folder, String(number))]);
    const sizes = (parts: string[]) => Promise.all(parts.map(async (part) => (await fs.stat(part)).size));
    return Promise.all(
      [...files].map(async ([name, parts]) => ({
        name,
        size: (await sizes(parts)).reduce((sum, size) => sum + size + 1, 0),
        open: () => Readable.from(joined(parts), { objectMode: false, highWaterMark: READ_BYTES }),
        isRepeatable: true,
      })),
    );
  }

  async remove(): Promise<void> {
    await fs.rm(this.folder, { recursive: true, force: true });
  }

  private async steps(): Promise<StoredStep[]> {
    const names = (await fs.readdir(this.folder)).filter((name) => STEP.test(name)).sort();
    const steps: StoredStep[] = [];
    // One after the other: there may be more of them than files that can be open at once.
    for (const name of names) {
      const folder = path.join(this.folder, name);
      const index = JSON.parse(await fs.readFile(path.join(folder, 'index.json'), 'utf8'));
      steps.push({ folder, ...(index as Omit<StoredStep, 'folder'>) });
    }
    return steps;
  }
}

interface StoredStep {
  folder: string;
  /** names of its parts */
  contents: string[];
  keys: string[];
  remember?: Record<string, string>;
}

const nameOf = (index: number) => String(index).padStart(6, '0');

async function* joined(parts: readonly string[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    yield* createReadStream(part, { highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>;
    yield Buffer.from('\n');
  }
}

/** A vendor forgets its cursors: what was begun longer ago is begun anew. */
export const KEPT_MS = 48 * 3600 * 1000;
const STALE_MS = 3600 * 1000;

/** Whether an attempt may still be gone on with; an hour more than that, as the clocks of two servers differ. */
export const isGoneOnWith = ({ at }: { at: string }) => Date.parse(at) > Date.now() - KEPT_MS - STALE_MS;

/** Removes what pulls left behind that nobody goes on with. */
export async function removeStaleSpools(env: Place, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of (await orGone(fs.readdir(spoolFolder(env)))) ?? []) {
    if (wanted.has(name)) continue;
    const folder = path.join(spoolFolder(env), name);
    // Its pull may be done, and have removed it, in between.
    const found = await orGone(fs.stat(folder));
    if (found && found.mtimeMs < Date.now() - STALE_MS) await fs.rm(folder, { recursive: true, force: true });
  }
}

const orGone = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
