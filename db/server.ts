import { readEnv } from '@/lib/env';
import { type Connection, connect } from './client';

// On globalThis: the bundler gives each route its own copy of this module, and the process has one pool.
const shared = globalThis as { tandemServerDatabase?: Connection };

/** The web server's pool, opened on first use. Its process is always started with DATABASE_URL set. */
export function serverDatabase(): Connection {
  if (!shared.tandemServerDatabase) {
    const { DATABASE_URL } = readEnv();
    if (!DATABASE_URL) throw new Error('The server was started without DATABASE_URL.');
    shared.tandemServerDatabase = connect(DATABASE_URL);
  }
  return shared.tandemServerDatabase;
}

/** Ends the pool; the next use opens another. */
export async function closeServerDatabase(): Promise<void> {
  const open = shared.tandemServerDatabase;
  shared.tandemServerDatabase = undefined;
  await open?.close();
}
