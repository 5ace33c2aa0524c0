import { type Command, Option } from 'commander';
import { type Actor, COMMAND_LINE } from '@/db/audit';
import { readSettings } from '@/db/settings';
import { TandemError } from '@/lib/core/errors';
import { changeSetting } from '@/lib/settings/change';
import type { CommandIo } from './io';

interface SetOptions {
  by?: string;
  after?: string;
}

/** The line on standard error that tells the server a recomputation is on record. */
const BEGUN = 'recomputing';

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TandemError(400, `The value is not valid JSON: a text needs its quotes, as in '"Europe/Stockholm"'.`);
  }
}

const actor = (email: string | undefined): Actor =>
  email === undefined ? COMMAND_LINE : { viewer: { kind: 'user', name: email, grants: [] }, road: 'page' };

export function register(program: Command, io: CommandIo): void {
  const settings = program
    .command('settings')
    .description('what the workspace decides: zone, currency, group size, targets …');

  settings
    .command('list')
    .description('every setting and its value')
    .action(async () => {
      const all = await io.database(({ db }) => readSettings(db));
      const lines = Object.entries(all).map(([name, value]) => `${name.padEnd(22)} ${JSON.stringify(value)}`);
      io.finish(all, lines.join('\n'));
    });

  settings
    .command('get')
    .description('one setting')
    .argument('<NAME>')
    .action(async (name: string) => {
      const all = await io.database(({ db }) => readSettings(db));
      if (!(name in all)) throw new TandemError(404, `There is no setting called ${name}.`);
      const value = all[name as keyof typeof all];
      io.finish({ [name]: value }, JSON.stringify(value));
    });

  settings
    .command('set')
    .description('keep a new version of a setting; time_zone and human_target_seconds rebuild the rollups')
    .argument('<NAME>')
    .argument('<JSON>')
    // The server hands a page's change to this command where numbers are recomputed, and says whose it is.
    .addOption(new Option('--by <EMAIL>').hideHelp())
    .addOption(new Option('--after <VERSION>').hideHelp())
    .action(async (name: string, json: string, { by, after }: SetOptions) => {
      const value = parsedValue(json);
      const version = after === undefined ? undefined : Number(after);
      await io.database((connection) =>
        changeSetting(connection, { name, value, version }, actor(by), () => io.say(BEGUN)),
      );
      io.finish({ [name]: value }, `${name} is now ${json}.`);
    });
}
