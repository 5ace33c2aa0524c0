import { TandemError } from '@/lib/core/errors';
import type { Env } from '@/lib/env';
import { lastLine, runChild } from './child';
import { withoutSpool } from './spool';

/** The command's exit status where the same may work later. */
const TRY_AGAIN = 75;

/**
 * Ingests files as one run by the same command line as people use, in a process of its own: the server stays quick, and a
 * crash takes nothing with it. Returns the command's summary. Throws 422 with its sentence when nothing was done, 503
 * where the same may work later.
 */
export async function ingestFiles(
  files: readonly string[],
  { source, type, road, upload }: { source: string; type?: string; road: 'http' | 'upload'; upload?: string },
  env: Env,
): Promise<Record<string, unknown>> {
  const options = ['--json', '--road', road, '--source', source];
  if (type) options.push('--type', type);
  if (upload) options.push('--upload', upload);
  const { code, stdout, stderr } = await runChild([
    '--import',
    'tsx',
    'scripts/tandem.ts',
    'ingest',
    ...options,
    ...files,
  ]);
  const readable = (text: string) => withoutSpool(text, env);
  if (code === 0 || code === 2) return JSON.parse(readable(lastLine(stdout))) as Record<string, unknown>;
  if (code === TRY_AGAIN) throw new TandemError(503, readable(lastLine(stderr)));
  // An uncaught fault ends with 1 as well, but with Node's own last words.
  if (code === 1 && !/^Node\.js v/.test(lastLine(stderr)))
    throw new TandemError(422, readable(lastLine(stderr)) || 'Nothing was ingested.');
  throw new Error(`The ingestion ended with ${code}: ${stderr.slice(-2000)}`);
}
