import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, giveTo } from './account';
import type { Binaries } from './binaries';
import { serverOptions } from './options';

/** One cluster on disk and how to run it. */
export interface Place {
  /** holds `cluster` (the server's data), `postgres.log` and `port` */
  folder: string;
  account: Account;
  binaries: Binaries;
  password: string;
  /** false: a throw-away cluster that may lose everything when the machine stops */
  lasting: boolean;
}

/** What postmaster.pid says of the running server. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

export const USER = 'tandem';
export const DATABASE = 'tandem';
const PATIENCE_MS = 30_000;
const RETRY_MS = 200;
const WAIT_MS = 20;

const cluster = (place: Pick<Place, 'folder'>) => path.join(place.folder, 'cluster');
const portFile = (place: Place) => path.join(place.folder, 'port');
const logFile = (place: Place) => path.join(place.folder, 'postgres.log');

/** Reads the server's own pid file, which may be stale: null when there is none. */
export function readPostmaster(place: Pick<Place, 'folder'>): Postmaster | null {
  try {
    const lines = fs.readFileSync(path.join(cluster(place), 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a process with this number exists (a stale pid file may name somebody else's). */
export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL: after a restart of the machine the number in a pid file may be anybody's. */
export function isServer(pid: number): boolean {
  if (!alive(pid)) return false;
  if (process.platform === 'win32') return true;
  return /postgres/.test(commandOf(pid));
}

/**
 * Makes the cluster if it is not there and starts its server, detached from us. Returns when it is ready, or when
 * another process turns out to be running it: postmaster.pid is the arbiter between several who start at once.
 */
export async function startServer(place: Place): Promise<void> {
  if (!fs.existsSync(cluster(place))) initialise(place);
  const until = Date.now() + PATIENCE_MS;
  for (let again = false; ; again = true) {
    const failure = await launch(place, await choosePort(place, again));
    if (failure === null) return;
    if (/lock file .* already exists/.test(failure)) {
      const running = readPostmaster(place);
      if (running && !isServer(running.pid)) fs.rmSync(path.join(cluster(place), 'postmaster.pid'), { force: true });
      else return;
    }
    // Backends of a killed server still end their last statement; the port may just have been taken.
    const passing = /already exists|pre-existing shared memory|could not bind|could not create any TCP/.test(failure);
    if (!passing || Date.now() > until)
      throw new Error(`The embedded database did not start: ${cause(failure)} (its log: ${logFile(place)}).`);
    await sleep(RETRY_MS);
  }
}

/** Stops the server (fast: open transactions are rolled back) and waits until it is gone. */
export async function stopServer(place: Place): Promise<void> {
  const running = readPostmaster(place);
  if (!running || !isServer(running.pid)) return;
  process.kill(running.pid, place.lasting ? 'SIGINT' : 'SIGQUIT');
  while (alive(running.pid)) await sleep(WAIT_MS);
}

function initialise(place: Place): void {
  const aside = fs.mkdtempSync(path.join(place.folder, 'new-'));
  const passwordFile = `${aside}.password`;
  const data = path.join(aside, 'cluster');
  try {
    fs.writeFileSync(passwordFile, place.password, { mode: 0o600 });
    for (const file of [aside, passwordFile]) giveTo(place.account, file);
    run(place, place.binaries.initdb, [
      ...['-D', data, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      '--no-sync',
    ]);
    run(place, place.binaries.postgres, ['--single', '-F', '-D', data, 'postgres'], `create database ${DATABASE};\n`);
    // Once for all files: a thousand single ones take seconds on a slow disk.
    const method = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
    if (place.lasting) run(place, place.binaries.initdb, ['--sync-only', '-D', data, ...method]);
    fs.renameSync(data, cluster(place));
  } catch (error) {
    // Somebody else made it in the meantime: theirs is as good.
    if (!fs.existsSync(cluster(place))) throw error;
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

function run(place: Place, program: string, args: string[], input = ''): void {
  const done = spawnSync(program, args, { ...place.account, cwd: '/', env: environment(), encoding: 'utf8', input });
  if (done.status === 0) return;
  const said = done.error?.message ?? cause(done.stderr || done.stdout);
  throw new Error(`The embedded database could not be made in ${place.folder}: ${said}.`);
}

/** Null when the server is ready, else what it said before it ended. */
async function launch(place: Place, port: number): Promise<string | null> {
  const log = fs.openSync(logFile(place), 'a', 0o600);
  giveTo(place.account, logFile(place));
  const before = fs.fstatSync(log).size;
  const server = spawn(
    place.binaries.postgres,
    ['-D', cluster(place), '-p', String(port), ...serverOptions({ lasting: place.lasting })],
    { ...place.account, cwd: '/', env: environment(), detached: true, stdio: ['ignore', log, log] },
  );
  let ended: string | null = null;
  server.on('error', (error) => (ended = error.message));
  server.on('exit', (status) => (ended ??= `it ended with status ${status}`));
  try {
    while (ended === null) {
      const running = readPostmaster(place);
      if (running?.pid === server.pid && running?.ready) {
        fs.writeFileSync(portFile(place), `${port}\n`);
        giveTo(place.account, portFile(place));
        return null;
      }
      await sleep(WAIT_MS);
    }
    const said = fs.readFileSync(logFile(place)).subarray(before).toString('utf8');
    return said.trim() || ended;
  } finally {
    server.unref();
    fs.closeSync(log);
  }
}

/** The port of last time if it is free, so that a server that comes back is found where it was. */
async function choosePort(place: Place, again: boolean): Promise<number> {
  const last = fs.existsSync(portFile(place)) ? Number(fs.readFileSync(portFile(place), 'utf8')) : 0;
  if (!again && last > 0 && (await listen(last)) === last) return last;
  return (await listen(0)) ?? last;
}

function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const { port: got } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(got));
    });
  });
}

function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    // No /proc (macOS), or the process has just ended: ps says nothing then.
    return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

/** The server must not pick up PGDATA, PGPORT or a locale of whoever starts it. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', NODE_ENV: 'production' };
}

/** The first line that names a fault, without time and process. */
function cause(said: string): string {
  const lines = said.trim().split('\n');
  const fault = lines.find((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? '';
  return fault.replace(/^.*?(FATAL|PANIC|ERROR|error): +/, '').replace(/\.$/, '');
}
