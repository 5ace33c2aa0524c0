import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { removeEmbedded } from '@/db/embedded';
import { failure, type Result, runNode, spawnNode } from './run-check';
import { playwright } from './suites';

const DATA = '.data-e2e';
/** A second workspace, empty at first: what a test does to records there disturbs nobody. */
const OWN_DATA = '.data-e2e-own';
const PASSWORD = 'browser tests only';
/** Enough conversations for every page, few enough to load in seconds; people and money are at full size anyway. */
const SCALE = '0.001';
const READY = /^Tandem is at (\S+)/;
const FIRST_LINK = /^Make the first administrator .*: (\S+)$/;

/**
 * The browser tests, on a production build that `npm start` serves twice: with a small reference company of its own,
 * and with nothing, waiting for its first administrator.
 */
export async function browserTests(): Promise<Result> {
  const clean = () => Promise.all([removeEmbedded(DATA), removeEmbedded(OWN_DATA)]);
  await clean();
  // A test stands there for every vendor.
  const vendors = { TANDEM_PULL_THROUGH: `http://127.0.0.1:${await freePort()}` };
  const sample = { TANDEM_DATA_DIR: DATA, TANDEM_DEMO_PASSWORD: PASSWORD, ...vendors, ...(await listening()) };
  const own = { TANDEM_DATA_DIR: OWN_DATA, TANDEM_DEMO: '0', ...(await listening()) };
  try {
    const load = await runNode(['scripts/tandem.mjs', 'demo', '--scale', SCALE], { env: sample });
    if (load.status !== 0) return failure('browser tests: loading the reference company', load.said);
    return await onServer(sample, READY, (address) =>
      onServer(own, FIRST_LINK, (link) =>
        playwright({ ...sample, TANDEM_E2E_URL: address, TANDEM_E2E_FIRST_LINK: link }),
      ),
    );
  } finally {
    await clean();
  }
}

const listening = async () => ({ HOST: '127.0.0.1', PORT: String(await freePort()) });

/** Starts a server, waits for the line that tells what is wanted of it, uses that, and stops the server. */
async function onServer(
  env: Record<string, string>,
  wanted: RegExp,
  use: (told: string) => Promise<Result>,
): Promise<Result> {
  const server = spawnNode(['scripts/start.mjs'], env);
  const ended = once(server, 'exit');
  let said = '';
  server.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  try {
    for await (const line of createInterface(server.stdout!)) {
      said += `${line}\n`;
      const told = wanted.exec(line)?.[1];
      if (told) return await use(told);
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
