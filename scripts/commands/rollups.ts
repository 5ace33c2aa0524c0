import type { Command } from 'commander';
import { rebuildEverything } from '@/db/rollups/rebuild-everything';
import { TandemError } from '@/lib/core/errors';
import { isDate } from '@/lib/core/period';
import type { CommandIo } from './io';

export function register(program: Command, io: CommandIo): void {
  program
    .command('rollups')
    .description('what dashboards read')
    .command('rebuild')
    .description('recompute from the records; the result is identical to what ingestion left')
    .option('--from <DATE>', 'first day')
    .option('--to <DATE>', 'day after the last')
    .action(async ({ from, to }: { from?: string; to?: string }) => {
      for (const date of [from, to])
        if (date !== undefined && !isDate(date)) throw new TandemError(422, `${date} is not a date (YYYY-MM-DD).`);
      const result = await io.database((connection) => rebuildEverything(connection, { from, to }));
      io.finish(result, `Rebuilt ${result.days} days.`);
    });
}
