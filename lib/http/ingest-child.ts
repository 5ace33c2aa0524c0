import { spawn } from 'node:child_process';
import { TandemError } from '@/lib/core/errors';
import type { Env } from '@/lib/env';
import { withoutSpool } from './spool';

/** The command's exit status where the same may work later. */
const TRY_AGAIN = 75;
/** Enough for any summary; what a broken child writes beyond it is not kept. */
const MOST_KEPT = 1024 * 1024;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Ingests a file by the same command line as people use, in a process of its own: the server stays quick, and a
 * crash takes nothing with it. Returns the command's summary. Throws 422 with its sentence when nothing was done, 503
 * where the same may work later.
 */
export async function ingestFile(
  file: string,
  { source, type }: { source: string; type?: string },
  env: Env,
): Promise<Record<string, unknown>> {
  const options = ['--json', '--road', 'http', '--source', source, ...(type ? ['--type', type] : [])];
  const { code, stdout, stderr } = await run(['--import', 'tsx', 'scripts/tandem.ts', 'ingest', ...options, file]);
  const readable = (text: string) => withoutSpool(text, env);
  if (code === 0 || code === 2) return JSON.parse(readable(lastLine(stdout))) as Record<string, unknown>;
  if (code === TRY_AGAIN) throw new TandemError(503, readable(lastLine(stderr)));
  // An uncaught fault ends with 1 as well, but with Node's own last words.
  if (code === 1 && !/^Node\.js v/.test(lastLine(stderr)))
    throw new TandemError(422, readable(lastLine(stderr)) || 'Nothing was ingested.');
  throw new Error(`The ingestion ended with ${code}: ${stderr.slice(-2000)}`);
}

const lastLine = (text: string): string =>
  text
    .trimEnd()
    .split(/[\r\n]+/)
    .at(-1) ?? '';

function run(args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const kept = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text: string) => {
        kept[name] = (kept[name] + text).slice(-MOST_KEPT);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...kept }));
  });
}
