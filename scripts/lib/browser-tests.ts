import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { removeEmbedded } from '@/db/embedded';
import { failure, type Result, runNode, spawnNode } from './run-check';
import { playwright } from './suites';

const DATA = '.data-e2e';
/** Workspaces that are empty at first: what a test does to records there disturbs nobody. */
const OWN_DATA = '.data-e2e-own';
const SET_UP = '.data-e2e-set-up';
const PASSWORD = 'browser tests only';
/** Enough conversations for every page, few enough to load in seconds; people and money are at full size anyway. */
const SCALE = '0.001';
const READY = /^Tandem is at (\S+)/;
const FIRST_LINK = /^Make the first administrator .*: (\S+)$/;

/**
 * The browser tests, on a production build that `npm start` serves three times: with a small reference company of its
 * own, and twice with nothing, waiting for its first administrator.
 */
export async function browserTests(): Promise<Result> {
  const clean = () => Promise.all([DATA, OWN_DATA, SET_UP].map((folder) => removeEmbedded(folder)));
  await clean();
  // A test stands there for every vendor.
  const vendors = { TANDEM_PULL_THROUGH: `http://127.0.0.1:${await freePort()}` };
  const sample = { TANDEM_DATA_DIR: DATA, TANDEM_DEMO_PASSWORD: PASSWORD, ...vendors, ...(await listening()) };
  const empty = async (folder: string) => ({ TANDEM_DATA_DIR: folder, TANDEM_DEMO: '0', ...(await listening()) });
  const [own, setUp] = [await empty(OWN_DATA), await empty(SET_UP)];
  try {
    const load = await runNode(['scripts/tandem.mjs', 'demo', '--scale', SCALE], { env: sample });
    if (load.status !== 0) return failure('browser tests: loading the reference company', load.said);
    return await onServer(sample, READY, (address) =>
      onServer(own, FIRST_LINK, (link) =>
        onServer(setUp, FIRST_LINK, (another) => {
          const links = { TANDEM_E2E_FIRST_LINK: link, TANDEM_E2E_SET_UP_LINK: another };
          return playwright({ ...sample, TANDEM_E2E_URL: address, ...links });
        }),
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
