import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Whose processes and files a cluster is made of; undefined is the account we run as. */
export type Account = { uid: number; gid: number } | undefined;

const USER = 'postgres';

/** PostgreSQL refuses to run as root: as root it runs as user postgres, made if missing. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp();
  if (found) return found;
  spawnSync('groupadd', ['--system', USER]);
  spawnSync('useradd', ['--system', '--gid', USER, '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
  const made = lookUp();
  if (made) return made;
  throw new Error('PostgreSQL does not run as root, and a user "postgres" could not be made: start as a plain user.');
}

/** The owner of an existing folder, when we are root and it is not. */
export function ownerOf(folder: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = fs.statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

/** Gives a file or folder to the account that will use it. */
export function giveTo(account: Account, file: string): void {
  if (account) fs.chownSync(file, account.uid, account.gid);
}

function lookUp(): Account {
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(fs.readFileSync('/etc/passwd', 'utf8'));
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : undefined;
}
