import type { Command } from 'commander';
import { TandemError } from '@/lib/core/errors';
import { isRecordType, RECORD_TYPES } from '@/lib/core/record';
import { inputsOf } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { summaryText } from '@/lib/ingest/summary';
import { ingestProgress } from './ingest-progress';
import type { CommandIo } from './io';

const SOME_REJECTED = 2;

export function register(program: Command, io: CommandIo): void {
  program
    .command('ingest')
    .description('take records in: files, folders or - for standard input; the format is told from the content')
    .argument('<PATH...>', '.jsonl, .ndjson, .json or .csv, plain or .gz; a folder stands for all in it')
    .option('--source <NAME>', "what the records' origin is called (default: the format's name)")
    .option('--type <TYPE>', `what every row is: ${RECORD_TYPES.join(', ')}`)
    .addHelpText('after', '\nExit status: 0 all well, 2 some rows or files rejected, 1 nothing done.')
    .action(async (paths: string[], { source, type }: { source?: string; type?: string }) => {
      if (type !== undefined && !isRecordType(type))
        throw new TandemError(422, `--type ${type} is not one of ${RECORD_TYPES.join(', ')}.`);
      const progress = ingestProgress(process.stderr);
      try {
        const summary = await io.database((connection) =>
          ingest(connection, { source, type, inputs: inputsOf(paths), road: 'cli', ...progress }),
        );
        progress.clear();
        if (io.json) io.say(summaryText(summary));
        io.finish(summary, summaryText(summary));
        if (summary.rejected > 0 || summary.failed.length > 0) process.exitCode = SOME_REJECTED;
      } finally {
        progress.clear();
      }
    });
}
