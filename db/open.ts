import { constants } from 'node:os';
import { dataFolder } from '@/lib/data-folder';
import { type Env, readEnv } from '@/lib/env';
import { type Connection, connect } from './client';

export interface OpenOptions {
  /** connections in the pool; 10 */
  max?: number;
  /** false: on SIGINT, SIGTERM and SIGHUP the caller itself closes */
  signals?: boolean;
}

/** A connection and its address, for child processes that shall use the same server. */
export interface OpenDatabase extends Connection {
  url: string;
}

const OLDEST = 150000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The database of this workspace: the server DATABASE_URL names, else the embedded cluster of the data folder,
 * joined if it runs, brought up and put away again if not. The caller closes it. It is not migrated.
 * Throws one plain sentence when it cannot be reached or is older than PostgreSQL 15.
 */
export async function openDatabase({ max, signals = true }: OpenOptions = {}): Promise<OpenDatabase> {
  const env = readEnv();
  const server = await openServer(env);
  const connection = connect(server.url, { max });
  const forget = signals ? leaveOnSignal(server.close) : () => undefined;
  const close = once(async () => {
    forget();
    await connection.close();
    await server.close();
  });
  try {
    await checkVersion(connection, server.url);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...connection, url: server.url, close };
}

async function openServer(env: Env): Promise<{ url: string; close(): Promise<void> }> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: async () => undefined };
  const { openEmbedded } = await import('./embedded');
  return openEmbedded(dataFolder(env));
}

async function checkVersion({ pool }: Connection, url: string): Promise<void> {
  const { rows } = await pool.query('show server_version_num').catch((error: Error & { code?: string }) => {
    const { hostname, port, pathname } = new URL(url);
    // A refused connection to a name with two addresses has an empty message.
    const why = error.message || error.code;
    throw new Error(`The database at ${hostname}:${port || 5432}${pathname} cannot be used: ${why}.`);
  });
  if (Number(rows[0].server_version_num) >= OLDEST) return;
  throw new Error('Tandem needs PostgreSQL 15 or newer.');
}

/**
 * An interrupted command still puts the embedded server away and removes its temporary files (`exit` handlers).
 * It does not wait for its own statements: what is not committed is rolled back.
 */
function leaveOnSignal(leave: () => Promise<void>): () => void {
  const stop = (signal: NodeJS.Signals) => {
    forget();
    leave().finally(() => process.exit(128 + constants.signals[signal]));
  };
  const forget = () => {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  return forget;
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
