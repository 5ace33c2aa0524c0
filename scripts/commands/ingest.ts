import path from 'node:path';
import { type Command, Option } from 'commander';
import { TandemError } from '@/lib/core/errors';
import { isRecordType, RECORD_TYPES } from '@/lib/core/record';
import { readEnv } from '@/lib/env';
import { type Input, inputsOf } from '@/lib/ingest/inputs';
import { ingest, type Road } from '@/lib/ingest/run';
import { summaryText } from '@/lib/ingest/summary';
import { ingestProgress } from './ingest-progress';
import type { CommandIo } from './io';

const SOME_REJECTED = 2;
/** of sysexits: a temporary failure */
const TRY_AGAIN = 75;

interface Flags {
  source?: string;
  type?: string;
  road: Road;
  /** by which the sender of an upload finds its run */
  upload?: string;
}

export function register(program: Command, io: CommandIo): void {
  program
    .command('ingest')
    .description('take records in: files, folders or - for standard input; the format is told from the content')
    .argument('<PATH...>', '.jsonl, .ndjson, .json or .csv, plain or .gz; a folder stands for all but .json in it')
    .option(
      '--source <NAME>',
      "what the records' origin is called (default: the format's name, or whose saved mapping has its columns)",
    )
    .option('--type <TYPE>', `what every row is: ${RECORD_TYPES.join(', ')}`)
    // The server hands uploads to this command; the run then says by which road they came.
    .addOption(new Option('--road <ROAD>').choices(['cli', 'http', 'upload']).default('cli').hideHelp())
    .addOption(new Option('--upload <ID>').hideHelp())
    .addHelpText('after', '\nExit status: 0 all well, 2 some rows or files rejected, 1 nothing done.')
    .action(async (paths: string[], { source, type, road, upload }: Flags) => {
      if (type !== undefined && !isRecordType(type))
        throw new TandemError(422, `--type ${type} is not one of ${RECORD_TYPES.join(', ')}.`);
      const progress = ingestProgress(process.stderr);
      try {
        const summary = await io.database((connection) =>
          ingest(connection, { source, type, inputs: inputsFor(paths, road), road, upload, ...progress }),
        );
        progress.clear();
        if (io.json) io.say(summaryText(summary));
        io.finish(summary, summaryText(summary));
        if (summary.rejected > 0 || summary.failed.length > 0) process.exitCode = SOME_REJECTED;
      } catch (error) {
        // The server tells its caller to come again; for people every failure is status 1.
        if (road !== 'cli' && error instanceof TandemError && error.status === 503) process.exitCode = TRY_AGAIN;
        throw error;
      } finally {
        progress.clear();
      }
    });
}

/** What the server hands on is known by the name its sender gave it, not by where we keep it meanwhile. */
function inputsFor(paths: string[], road: Road): Input[] {
  const inputs = inputsOf(paths.map(fromWhereTyped));
  return road === 'cli' ? inputs : inputs.map((input) => ({ ...input, name: path.basename(input.name) }));
}

/** npm runs scripts in the project's folder; a path is meant from where it was typed. */
function fromWhereTyped(given: string): string {
  if (given === '-' || path.isAbsolute(given)) return given;
  return path.relative('', path.resolve(readEnv().INIT_CWD ?? '', given)) || '.';
}
