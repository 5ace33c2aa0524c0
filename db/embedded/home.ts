import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readOrMake } from '@/lib/data-folder';
import { type Account, giveTo, ownerOf, serverAccount } from './account';
import { findBinaries } from './binaries';
import { alive, type Place, readPostmaster } from './server';

const TEMPORARY = 'tandem-test-';
const POINTER = 'cluster.json';

/**
 * Where the cluster of a data folder lives. For a plain user: inside it. For root: in a folder that user postgres may
 * enter, since the data folder is closed to it; the data folder then holds the password and a pointer.
 */
export function placeOf(dataFolder: string): Place {
  const password = readOrMake(path.join(dataFolder, 'database-password'), () => randomHex(24));
  const common = { password: password.toString('utf8').trim(), lasting: true };
  const inside = path.join(dataFolder, 'cluster');
  const account = fs.existsSync(inside) ? ownerOf(inside) : serverAccount();
  if (!account || fs.existsSync(inside))
    return { ...common, folder: dataFolder, account, binaries: findBinaries(account, undefined) };
  const base = baseFor(account);
  return { ...common, folder: pointedTo(dataFolder, base, account), account, binaries: findBinaries(account, base) };
}

/** A place for a cluster that its maker throws away; those of makers that were killed are swept first. */
export function temporaryPlace(): Place {
  const account = serverAccount();
  const base = account ? baseFor(account) : os.tmpdir();
  sweep(base);
  const folder = fs.mkdtempSync(path.join(base, `${TEMPORARY}${process.pid}-`));
  giveTo(account, folder);
  const binaries = findBinaries(account, account ? base : undefined);
  return { folder, account, binaries, password: randomHex(16), lasting: false };
}

/** Root's clusters and copied programs; under the temporary folder where /var/lib is read-only. */
function baseFor(account: Account): string {
  for (const base of ['/var/lib/tandem', path.join(os.tmpdir(), 'tandem')]) {
    try {
      fs.mkdirSync(base, { recursive: true, mode: 0o755 });
      fs.chmodSync(base, 0o755);
      // The temporary folder is everybody's: another user may have laid a trap there.
      if (fs.lstatSync(base).uid === 0) return base;
    } catch (error) {
      if (!['EROFS', 'EACCES', 'ENOTDIR', 'EEXIST'].includes(String((error as NodeJS.ErrnoException).code)))
        throw error;
    }
  }
  throw new Error(`No folder for the database of user ${account?.uid} could be made in /var/lib or ${os.tmpdir()}.`);
}

function pointedTo(dataFolder: string, base: string, account: Account): string {
  const pointer = path.join(dataFolder, POINTER);
  let made: string | undefined;
  const content = readOrMake(pointer, () => {
    made = fs.mkdtempSync(path.join(base, 'cluster-'));
    fs.writeFileSync(path.join(made, 'owner'), `${dataFolder}\n`);
    giveTo(account, made);
    return `${JSON.stringify({ folder: made })}\n`;
  });
  const { folder } = JSON.parse(content.toString('utf8')) as { folder: string };
  if (made && made !== folder) fs.rmSync(made, { recursive: true });
  if (fs.existsSync(folder)) return folder;
  throw new Error(
    `The database of this data folder should be in ${folder}, but is gone: bring it back, or remove ${pointer} to begin anew.`,
  );
}

function sweep(base: string): void {
  for (const name of fs.readdirSync(base).filter((one) => one.startsWith(TEMPORARY))) {
    if (alive(Number(name.slice(TEMPORARY.length).split('-')[0]))) continue;
    const folder = path.join(base, name);
    try {
      const running = readPostmaster({ folder });
      if (running && alive(running.pid)) process.kill(running.pid, 'SIGQUIT');
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch (error) {
      // Another user's: theirs to sweep.
      if (!['EPERM', 'EACCES'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  }
}

function randomHex(bytes: number): string {
  return crypto.randomBytes(bytes).toString('hex');
}
