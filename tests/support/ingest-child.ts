import { connect } from '@/db/client';
import { fileInput } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { KEY } from './ingest';

/**
 * A process that ingests a file and dies by SIGKILL at a phase: `PHASE` at its beginning, `PHASE+MS` so long into it,
 * `rows:N` once so many rows are read. Arguments: database, file, where to die.
 */
const [, , url, path, death = ''] = process.argv as [string, string, string, string, string?];
const [phase, milliseconds] = death.split('+');
const rows = death.startsWith('rows:') ? Number(death.slice(5)) : Number.POSITIVE_INFINITY;
const die = () => process.kill(process.pid, 'SIGKILL');

const connection = connect(url);
await ingest(connection, {
  source: 'own',
  road: 'cli',
  key: KEY,
  inputs: [fileInput(path)],
  onProgress: (progress) => {
    if (progress.rows >= rows) die();
  },
  onPhase(reached) {
    if (reached !== phase) return;
    if (milliseconds) setTimeout(die, Number(milliseconds));
    else die();
  },
});
await connection.close();
