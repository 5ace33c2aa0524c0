import type { Command } from 'commander';
import { rebuildEverything } from '@/db/rollups/rebuild-everything';
import { readSettings, writeSetting } from '@/db/settings';
import { TandemError } from '@/lib/core/errors';
import type { CommandIo } from './io';

/** Settings that rollups are computed with: a change rebuilds them. */
const BAKED_IN = new Set(['time_zone', 'human_target_seconds']);

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TandemError(400, `The value is not valid JSON: a text needs its quotes, as in '"Europe/Stockholm"'.`);
  }
}

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
    .action(async (name: string, json: string) => {
      const value = parsedValue(json);
      await io.database(async (connection) => {
        await writeSetting(connection.db, name, value, 'cli');
        if (BAKED_IN.has(name)) await rebuildEverything(connection);
      });
      io.finish({ [name]: value }, `${name} is now ${json}.`);
    });
}
