import type { Command } from 'commander';
import { deleteSource, listSources } from '@/db/ingest/sources';
import type { CommandIo } from './io';

export function register(program: Command, io: CommandIo): void {
  const source = program.command('source').description('where records came from');

  source
    .command('list')
    .description('every source and its last run')
    .action(async () => {
      const sources = await io.database(listSources);
      const lines = sources.map(({ name, last_run_at, read, rejected }) =>
        last_run_at
          ? `${name.padEnd(24)} ${last_run_at.toISOString()}  ${read} read, ${rejected} rejected`
          : `${name.padEnd(24)} no successful run`,
      );
      io.finish({ sources }, lines.join('\n') || 'There are no sources yet.');
    });

  source
    .command('delete')
    .description('erase a source with all it brought, and rebuild the numbers')
    .argument('<NAME>')
    .action(async (name: string) => {
      const removed = await io.database((connection) => deleteSource(connection, name));
      const total = Object.values(removed).reduce((sum, count) => sum + count, 0);
      io.finish({ source: name, removed }, `Erased ${name}: ${total} ${total === 1 ? 'record' : 'records'}.`);
    });
}
