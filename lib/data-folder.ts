import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Env } from './env';

/**
 * The folder of secrets and of the embedded database (TANDEM_DATA_DIR, from the project's folder), made if missing
 * and closed to everybody else (0700). Throws one plain sentence when it cannot be used.
 */
export function dataFolder(env: Pick<Env, 'TANDEM_DATA_DIR'>): string {
  const folder = path.resolve(/* turbopackIgnore: true */ env.TANDEM_DATA_DIR);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { mode, uid } = fs.statSync(folder);
    const mine = process.getuid === undefined || process.getuid() === 0 || process.getuid() === uid;
    if (mine && (mode & 0o077) !== 0) fs.chmodSync(folder, 0o700);
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new Error(`The data folder ${folder} cannot be used: ${reason(error)}. TANDEM_DATA_DIR names another.`);
  }
  return folder;
}

/**
 * Reads a small file, made by `make` if it is not there. Of several processes that make it at once one wins and
 * all read the same content: it is written aside and then linked into its place.
 */
export function readOrMake(file: string, make: () => string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (code(error) !== 'ENOENT') throw new Error(`The file ${file} cannot be read: ${reason(error)}.`);
  }
  const aside = `${file}.${process.pid}.${crypto.randomBytes(4).toString('hex')}`;
  try {
    fs.writeFileSync(aside, make(), { mode: 0o600, flag: 'wx', flush: true });
    keepOwner(aside, path.dirname(file));
    fs.linkSync(aside, file);
  } catch (error) {
    if (code(error) !== 'EEXIST') throw new Error(`The file ${file} cannot be made: ${reason(error)}.`);
  } finally {
    fs.rmSync(aside, { force: true });
  }
  return fs.readFileSync(file);
}

/** What root makes in a user's folder must stay readable to that user. */
export function keepOwner(file: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = fs.statSync(folder);
  if (uid !== 0) fs.chownSync(file, uid, gid);
}

const SENTENCES: Record<string, string> = {
  EACCES: 'it belongs to another user',
  EPERM: 'it belongs to another user',
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of its path is a file',
  ENOENT: 'its folder does not exist',
  EISDIR: 'it is a folder',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function code(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? '');
}

function reason(error: unknown): string {
  return SENTENCES[code(error)] ?? (error as Error).message;
}
