import { Command, CommanderError } from 'commander';
import { TandemError } from '@/lib/core/errors';
import { register as aliases } from './commands/aliases';
import { register as demo } from './commands/demo';
import { register as forget } from './commands/forget';
import { register as ingest } from './commands/ingest';
import { io } from './commands/io';
import { register as keys } from './commands/keys';
import { register as migrate } from './commands/migrate';
import { register as pull } from './commands/pull';
import { register as query } from './commands/query';
import { register as rollups } from './commands/rollups';
import { register as settings } from './commands/settings';
import { register as source } from './commands/source';
import { register as users } from './commands/users';

const program = new Command('tandem').description(
  'Tandem on the command line. Each command explains itself with --help.',
);

for (const register of [migrate, ingest, demo, query, users, keys, settings, source, aliases, pull, forget, rollups])
  register(program, io);

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap((child) => everyCommand(child as Command))];
}

for (const command of everyCommand(program)) {
  if (command.commands.length === 0)
    command.option('--json', 'the result as one JSON object on the last line of standard output');
  command.exitOverride();
  command.configureOutput({ writeErr: (text) => process.stderr.write(text) });
}

/** One line for a person; the full error only where it is a fault of ours. */
function explain(error: unknown): string {
  if (error instanceof TandemError) return error.detail;
  if (error instanceof Error) return error.message;
  return String(error);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    io.say(explain(error));
    process.exitCode ||= 1;
  }
}
