// The process that fetches, forked by start; a database that goes away for a while ends it, and start begins another.
import { openDatabase } from '@/db/open';
import { readEnv } from '@/lib/env';
import { logError } from '@/lib/log';
import { startPulling } from '@/lib/pulling/worker';

/** Connections: one for each pull, its lock, its run and its progress, and the queue's own. */
const MOST = 16;

const database = await openDatabase({ max: MOST, signals: false });
const pulling = await startPulling(database, readEnv());

let isStopping = false;
pulling.lost?.addEventListener('abort', () => !isStopping && process.exit(1));

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await pulling.stop().catch((error) => logError('pull', 'stopping', error));
  await database.close();
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// Whoever started us is gone, killed perhaps: nobody would ever stop us.
process.on('disconnect', stop);
