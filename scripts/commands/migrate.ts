import type { Command } from 'commander';
import { bringUp } from '@/db/bring-up';
import { openDatabase } from '@/db/open';
import type { CommandIo } from './io';

export function register(program: Command, io: CommandIo): void {
  program
    .command('migrate')
    .description('bring the database schema up to date; safe to repeat')
    .action(async () => {
      const connection = await openDatabase();
      try {
        const applied = await bringUp(connection, io.say);
        io.finish({ applied }, applied.length ? `Applied ${applied.join(', ')}.` : 'The schema is up to date.');
      } finally {
        await connection.close();
      }
    });
}
