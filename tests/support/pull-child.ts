import { connect } from '@/db/client';
import { readEnv } from '@/lib/env';
import { startPulling } from '@/lib/pulling/worker';

/** A process that fetches, as `npm start` has one beside its server; its parent ends it, by SIGKILL mostly. */
const connection = connect(readEnv().DATABASE_URL!, { max: 16 });
const pulling = await startPulling(connection, readEnv());
process.send?.('ready');
process.on('SIGTERM', async () => {
  await pulling.stop();
  await connection.close();
  process.exit(0);
});
