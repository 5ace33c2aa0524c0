import fs from 'node:fs/promises';
import type { Command } from 'commander';
import { countAliases, writeAliases } from '@/db/aliases';
import { COMMAND_LINE } from '@/db/audit';
import { readEnv } from '@/lib/env';
import { readAliases } from '@/lib/ingest/aliases';
import { makeHasher } from '@/lib/ingest/hash';
import { hashKey } from '@/lib/secrets';
import type { CommandIo } from './io';

export function register(program: Command, io: CommandIo): void {
  program
    .command('aliases')
    .description('logins and whom they mean, for sources that know people by neither employee id nor e-mail')
    .argument('[FILE]', 'CSV with the columns login and employee_id or email; without it, how many are known')
    .action(async (name: string | undefined) => {
      if (!name) {
        const known = await io.database(({ db }) => countAliases(db));
        return io.finish(
          known,
          `${known.aliases} logins are known, ${known.onRoster} of them of people on the roster.`,
        );
      }
      const text = await fs.readFile(name);
      const { read, aliases, rejected } = readAliases(text, makeHasher(hashKey(readEnv())));
      const changed = await io.database(({ db }) => writeAliases(db, COMMAND_LINE, aliases));
      const lines = [
        `${read} rows read: ${changed.added} logins added, ${changed.changed} changed, ${changed.removed} removed.`,
        ...rejected.slice(0, 20).map(({ line, reason }) => `${name}, line ${line}: ${reason}.`),
      ];
      io.finish({ read, ...changed, rejected: rejected.length }, lines.join('\n'));
      if (rejected.length > 0) process.exitCode = 2;
    });
}
