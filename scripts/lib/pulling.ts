import { fork } from 'node:child_process';
import { childEnv } from '@/lib/env';
import { follow } from './children';

const AGAIN_MS = 10_000;

/** Runs the process that fetches from vendors and folders beside the web server, and starts it again where it fell. */
export function keepPulling(url: string): void {
  const child = fork('scripts/lib/pull-worker.ts', {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: childEnv({ DATABASE_URL: url, NODE_ENV: 'production' }),
  });
  follow(child);
  child.once('exit', (status) => {
    // Told to end, it ends with 0; killed by us at the last, we are gone before the time is up.
    if (status !== 0) setTimeout(() => keepPulling(url), AGAIN_MS).unref();
  });
}
