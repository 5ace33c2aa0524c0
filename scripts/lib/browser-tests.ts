import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { removeEmbedded } from '@/db/embedded';
import { failure, type Result, runNode, spawnNode } from './run-check';
import { playwright } from './suites';

const DATA = '.data-e2e';
const PASSWORD = 'browser tests only';
/** Enough conversations for every page, few enough to load in seconds; people and money are at full size anyway. */
const SCALE = '0.001';
const READY = /^Tandem is at (\S+)/;

/** The browser tests, on a production build that `npm start` serves with a small reference company of its own. */
export async function browserTests(): Promise<Result> {
  await removeEmbedded(DATA);
  const env = {
    ...{ TANDEM_DATA_DIR: DATA, TANDEM_DEMO_PASSWORD: PASSWORD },
    ...{ HOST: '127.0.0.1', PORT: String(await freePort()) },
  };
  try {
    const load = await runNode(['scripts/tandem.mjs', 'demo', '--scale', SCALE], { env });
    if (load.status !== 0) return failure('browser tests: loading the reference company', load.said);
    return await onServer(env);
  } finally {
    await removeEmbedded(DATA);
  }
}

async function onServer(env: Record<string, string>): Promise<Result> {
  const server = spawnNode(['scripts/start.mjs'], env);
  const ended = once(server, 'exit');
  let said = '';
  server.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  try {
    for await (const line of createInterface(server.stdout!)) {
      said += `${line}\n`;
      const address = READY.exec(line)?.[1];
      if (address) return await playwright({ ...env, TANDEM_E2E_URL: address });
    }
    return failure('browser tests: npm start', said);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
