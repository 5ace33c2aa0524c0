import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What `npm start` says before it ends, in a data folder of its own. */
async function start(env: Record<string, string>): Promise<{ status: number; said: string; left: string[] }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-start-'));
  const data = path.join(folder, 'data');
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, TANDEM_DATA_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const [status] = await once(child, 'close');
  const left = fs.existsSync(data) ? fs.readdirSync(data).sort() : [];
  fs.rmSync(folder, { recursive: true });
  return { status, said, left };
}

describe('npm start ends with status 1 and one clear line', () => {
  it('when the port is taken, and has touched nothing', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    expect(await start({ PORT: String(port) })).toEqual({
      status: 1,
      said: `Port ${port} on 127.0.0.1 is taken: set PORT to another one.\n`,
      left: [],
    });
    other.close();
  });

  it('when the host is no address of this machine', async () => {
    const { status, said } = await start({ HOST: '192.0.2.1' });
    expect({ status, said }).toEqual({ status: 1, said: 'HOST 192.0.2.1 is not an address of this machine.\n' });
  });

  it('when a variable is not usable', async () => {
    const { status, said } = await start({ PORT: 'eighty' });
    expect({ status, said }).toEqual({ status: 1, said: 'PORT needs a number from 1 to 65535.\n' });
  });

  it('when the hashing key is too short, before anything is stored under it', async () => {
    const file = path.join(os.tmpdir(), `tandem-key-${process.pid}`);
    fs.writeFileSync(file, 'short');
    const { status, said, left } = await start({ TANDEM_HASH_KEY_FILE: file, PORT: await freePort() });
    fs.rmSync(file);
    expect({ status, left }).toEqual({ status: 1, left: [] });
    expect(said).toBe(`The hashing key in ${file} is too short: it needs 64 hex digits or at least 32 bytes.\n`);
  });

  it('when the database server does not answer, without its password', async () => {
    const port = await freePort();
    const DATABASE_URL = `postgres://tandem:geheim@127.0.0.1:${port}/tandem`;
    const { status, said } = await start({ DATABASE_URL, PORT: await freePort() });
    expect({ status, said }).toEqual({
      status: 1,
      said: `The database at 127.0.0.1:${port}/tandem cannot be used: connect ECONNREFUSED 127.0.0.1:${port}.\n`,
    });
  });
});

async function freePort(): Promise<string> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, 'close');
  return String(port);
}
