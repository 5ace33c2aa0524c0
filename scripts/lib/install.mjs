// Runs before anything is installed: nothing but Node itself may be imported here.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');
const NEEDED = [20, 19];

/**
 * What every script does first: checks Node, goes to the project's folder, reads `.env` (unless `settings` is false),
 * installs what is missing. Ends the process with one clear line when that is not possible.
 */
export function prepare({ settings = true } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]))
    fail(`Tandem needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}.`);
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(ROOT);
  if (settings && fs.existsSync('.env')) process.loadEnvFile('.env');
  if (!installed()) install();
}

/** Prints one line on standard error and ends with status 1. */
export function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** npm writes its own list last, when all is in place: compared with package-lock.json it tells what is missing. */
function installed() {
  const wanted = packages('package-lock.json');
  const present = packages(path.join('node_modules', '.package-lock.json'));
  if (!wanted) fail('package-lock.json is missing: this is not a whole copy of Tandem.');
  if (!present) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional, link }]) =>
      name === '' || link || present[name]?.version === version || (optional && !present[name]),
  );
}

function packages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    // Absent, or cut short by an install that was killed.
    return null;
  }
}

function install() {
  process.stderr.write('Installing packages …\n');
  // Not `npm ci`: it refuses a lock file that lacks the optional packages of other platforms.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const own = process.env.npm_execpath;
  // npm's chatter must not mix with a command's result on standard output.
  const options = { stdio: ['ignore', 2, 2] };
  const done = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) fail('The packages could not be installed: see above what npm says.');
}
