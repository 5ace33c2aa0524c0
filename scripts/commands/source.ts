import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { COMMAND_LINE } from '@/db/audit';
import { deleteSource, listSources } from '@/db/ingest/sources';
import { TandemError } from '@/lib/core/errors';
import { readEnv } from '@/lib/env';
import { checked } from '@/lib/http/checked';
import { setupSchema } from '@/lib/settings/setup-schema';
import { changeSetup, setupOf } from '@/lib/settings/source-setup';
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
      const removed = await io.database((connection) => deleteSource(connection, name, COMMAND_LINE));
      const total = Object.values(removed).reduce((sum, count) => sum + count, 0);
      io.finish({ source: name, removed }, `Erased ${name}: ${total} ${total === 1 ? 'record' : 'records'}.`);
    });

  source
    .command('setup')
    .description('what its files cannot tell: how columns become records, the answers to its questions, hard topics')
    .argument('<NAME>')
    .option('--file <PATH>', 'a JSON file with what is to be kept, as a new version')
    .option('--show', 'what is kept now, and the versions before')
    .action(async (name: string, { file }: { file?: string; show?: boolean }) => {
      if (file !== undefined) {
        const setup = checked(setupSchema, parsedFile(file));
        const { version } = await io.database((connection) => changeSetup(connection, name, setup));
        return io.finish({ source: name, version, setup }, `The setup of ${name} is now version ${version}.`);
      }
      const answer = await io.database(({ db }) => setupOf(db, name));
      if (!answer.setup) throw new TandemError(404, `Nothing has been said of a source called ${name}.`);
      const said = answer.versions.map(
        ({ version, changed_at, changed_by, changed }) =>
          `Version ${version}, ${changed_at}, ${changed_by}: ${changed.join(', ') || 'the same'}`,
      );
      io.finish(answer, [JSON.stringify(answer.setup, null, 2), ...said].join('\n'));
    });
}

function parsedFile(given: string): unknown {
  const file = path.resolve(readEnv().INIT_CWD ?? '', given);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new TandemError(422, `${given} cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new TandemError(400, `${given} is not valid JSON.`);
  }
}
