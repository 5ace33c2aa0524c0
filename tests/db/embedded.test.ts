import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded, openTestCluster } from '@/db/embedded';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-embedded-')), 'a "data" $folder');
  fs.mkdirSync(folder, { mode: 0o700 });
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const pid = serverPid();
  if (pid) process.kill(pid, 'SIGKILL');
  while (pid && running(pid)) await sleep(20);
  if (home() !== folder) fs.rmSync(home(), { recursive: true, force: true });
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

/** As root the cluster lies elsewhere and the data folder points to it. */
function home(): string {
  const pointer = path.join(folder, 'cluster.json');
  return fs.existsSync(pointer) ? JSON.parse(fs.readFileSync(pointer, 'utf8')).folder : folder;
}

function serverPid(): number | null {
  const file = path.join(home(), 'cluster', 'postmaster.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : null;
}

function running(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that holds the database until its standard input ends, and then lets go. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    import { openEmbedded } from '${path.resolve('db/embedded.ts')}';
    const held = await openEmbedded(${JSON.stringify(folder)});
    console.log(held.url);
    for await (const _ of process.stdin);
    await held.close();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [url] = await once(createInterface(child.stdout), 'line');
  return { child, url };
}

describe('the embedded database', () => {
  it('is made in a folder with blanks and quotes in its name, closed without its password, and put away', async () => {
    const held = await openEmbedded(folder);
    const [row] = await ask(
      held.url,
      `select current_setting('jit') as jit, current_setting('fsync') as fsync,
        current_setting('listen_addresses') as listen, pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ jit: 'off', fsync: 'on', listen: '127.0.0.1', encoding: 'UTF8' });
    const open = new URL(held.url);
    open.password = 'guessed';
    await expect(ask(open.toString(), 'select 1')).rejects.toThrow('password authentication failed');
    const pid = serverPid()!;
    await held.close();
    expect(running(pid)).toBe(false);
    expect(serverPid()).toBeNull();
  });

  it('is joined by a second process; the last one out stops it and nothing is lost', async () => {
    const first = await openEmbedded(folder);
    await ask(first.url, 'create table kept as select 42 as n');
    const second = await holder();
    expect(second.url).toBe(first.url);
    const pid = serverPid()!;
    await first.close();
    expect(running(pid)).toBe(true);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 42 }]);
    second.child.stdin!.end();
    await once(second.child, 'exit');
    expect(running(pid)).toBe(false);
    const again = await openEmbedded(folder);
    expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 42 }]);
    await again.close();
  });

  it('is one database for four processes that make it at once', async () => {
    const held = await Promise.all([1, 2, 3, 4].map(() => openEmbedded(folder)));
    expect(new Set(held.map(({ url }) => url)).size).toBe(1);
    const pid = serverPid()!;
    await Promise.all(held.map(({ close }) => close()));
    expect(running(pid)).toBe(false);
    expect(fs.readdirSync(home()).filter((name) => name.startsWith('new-'))).toEqual([]);
  });

  it('recovers after everything was killed, with what was committed', async () => {
    const { child, url } = await holder();
    await ask(url, 'create table kept as select 42 as n');
    child.kill('SIGKILL');
    process.kill(serverPid()!, 'SIGKILL');
    await once(child, 'exit');
    expect(serverPid()).not.toBeNull();
    const held = await openEmbedded(folder);
    expect(await ask(held.url, 'select n from kept')).toEqual([{ n: 42 }]);
    await held.close();
  });

  it('does not mistake another process for its server when the number in the pid file was given away', async () => {
    const held = await openEmbedded(folder);
    const file = path.join(home(), 'cluster', 'postmaster.pid');
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    const { uid, gid } = fs.statSync(file);
    await held.close();
    fs.writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'), { mode: 0o600 });
    fs.chownSync(file, uid, gid);
    const again = await openEmbedded(folder);
    expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.close();
  });

  it('comes back at the same address when its server alone was killed', async () => {
    const held = await openEmbedded(folder);
    process.kill(serverPid()!, 'SIGKILL');
    const answer = await eventually(() => ask(held.url, 'select 1 as one'));
    expect(answer).toEqual([{ one: 1 }]);
    const pid = serverPid()!;
    await held.close();
    expect(running(pid)).toBe(false);
  });

  it('takes another port when its own is taken', async () => {
    const first = await openEmbedded(folder);
    const port = Number(new URL(first.url).port);
    await first.close();
    const thief = net.createServer().listen(port, '127.0.0.1');
    await once(thief, 'listening');
    const second = await openEmbedded(folder);
    expect(Number(new URL(second.url).port)).not.toBe(port);
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.close();
    thief.close();
  });

  it('says in one sentence that the password in the data folder is not its own', async () => {
    const { child } = await holder();
    fs.writeFileSync(path.join(folder, 'database-password'), 'another');
    await expect(openEmbedded(folder)).rejects.toThrow(
      `The embedded database in ${home()} could not be joined: password authentication failed for user "tandem".`,
    );
    child.stdin!.end();
    await once(child, 'exit');
  });
});

it('a throw-away cluster leaves nothing behind', async () => {
  const cluster = await openTestCluster();
  const [row] = await ask(cluster.url, `select current_setting('data_directory') as at`);
  await cluster.close();
  expect(fs.existsSync(path.dirname(String(row!.at)))).toBe(false);
});

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}
