import path from 'node:path';
import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { COMMAND_LINE } from '@/db/audit';
import type { Db } from '@/db/client';
import { type PullRow, pullBySource } from '@/db/pulling/pulls';
import { TandemError } from '@/lib/core/errors';
import { SCHEDULE_WORDS, SCHEDULES, type Schedule } from '@/lib/core/pulls';
import { readEnv } from '@/lib/env';
import { carryOut } from '@/lib/pulling/carry-out';
import { addFolder, addPull, editPull, noteRun, removePull } from '@/lib/pulling/manage';
import { pullsOverview } from '@/lib/pulling/overview';
import { vendors } from '@/lib/pulling/registry';
import type { CommandIo } from './io';

interface AddFlags {
  source?: string;
  set?: string[];
  secretsStdin?: boolean;
  schedule?: Schedule;
  since?: string;
}

const collect = (one: string, all: string[] = []) => [...all, one];

export function register(program: Command, io: CommandIo): void {
  const pull = program
    .command('pull')
    .description('sources that are fetched: vendors’ APIs on a schedule, watched folders');

  pull
    .command('vendors')
    .description('who can be pulled from, what each asks for and where to find it')
    .action(() => {
      const all = vendors();
      const lines = all.flatMap(({ id, title, gives, fields, guide, documentation }) => [
        `${id}: ${title}. ${gives}.`,
        ...fields.map(({ name, label, secret, choices }) => {
          const values = choices ? ` (${choices.map(({ value }) => value).join(', ')})` : '';
          return `    ${name}: ${label}${secret ? ', secret' : ''}${values}`;
        }),
        ...guide.map((step, index) => `    ${index + 1}. ${step}`),
        `    See ${documentation}.\n`,
      ]);
      io.finish({ vendors: all }, lines.join('\n'));
    });

  pull
    .command('list')
    .description('every source that is fetched, when, and what the last time came to')
    .action(async () => {
      const { pulls } = await io.database(({ db }) => pullsOverview(db, new Date()));
      const lines = pulls.map(({ source, title, schedule, paused, running, nextAt, state, said }) => {
        const when = paused
          ? 'paused'
          : running
            ? 'under way'
            : nextAt
              ? `next ${nextAt}`
              : 'waits for new credentials';
        return `${source.padEnd(24)} ${title}, ${SCHEDULE_WORDS[schedule]}, ${when}  ${state}${said ? `: ${said}` : ''}`;
      });
      io.finish({ pulls }, lines.join('\n') || 'No source is fetched.');
    });

  pull
    .command('add')
    .description('fetch from a vendor’s API on a schedule, or watch a folder')
    .argument('<VENDOR>', 'as pull vendors lists it, or folder')
    .argument('[PATH]', 'the folder')
    .option('--source <NAME>', 'what the records’ origin is called (default: the vendor)')
    .option('--set <FIELD=VALUE>', 'what the vendor asks for; can be repeated', collect)
    .option('--secrets-stdin', 'reads secrets from standard input, one FIELD=VALUE a line')
    .addOption(new Option('--schedule <WHEN>', 'default: as the vendor’s figures come').choices(SCHEDULES))
    .option('--since <DATE>', 'the first day to ask for')
    .action(async (vendor: string, place: string | undefined, flags: AddFlags) => {
      const { source = vendor, schedule, since } = flags;
      if (since !== undefined && !/^\d{4}-\d\d-\d\d$/.test(since))
        throw new TandemError(422, `${since} is not a date.`);
      const lines = flags.secretsStdin ? (await text(process.stdin)).split('\n').filter((line) => line.trim()) : [];
      const fields = Object.fromEntries([...(flags.set ?? []), ...lines].map(fieldOf));
      const env = readEnv();
      const { id } = await io.database(async ({ db }) => {
        if (vendor !== 'folder') return addPull(db, env, { source, vendor, fields, schedule, since }, COMMAND_LINE);
        if (place === undefined) throw new TandemError(422, 'Name the folder: pull add folder PATH.');
        return addFolder(db, source, path.resolve(env.INIT_CWD ?? '', place), COMMAND_LINE);
      });
      io.finish({ id, source }, `${source} is fetched from now on, while Tandem runs.`);
    });

  pull
    .command('run')
    .description('pull a source now, in this process')
    .argument('<SOURCE>')
    .action(async (source: string) => {
      const found = await io.database(async (connection) => {
        const { id, paused_at } = await required(connection.db, source);
        if (paused_at) throw new TandemError(409, `${source} is paused: resume it first.`);
        await noteRun(connection.db, source, COMMAND_LINE);
        const carried = await carryOut(connection, id, { env: readEnv() });
        if (carried === 'elsewhere') throw new TandemError(409, `${source} is being pulled at the moment.`);
        return { carried, ...(await required(connection.db, source)) };
      });
      const said = found.said ?? 'Nothing new came.';
      if (found.carried !== 'succeeded')
        throw new TandemError(422, found.carried === 'stopped' ? 'It was stopped.' : said);
      io.finish({ source, state: found.carried, said, run: found.run_id }, said);
    });

  for (const [name, description, edit] of [
    ['pause', 'fetch nothing until it is resumed', { paused: true }],
    ['resume', 'fetch again, at once and then on its schedule', { paused: false }],
  ] as const)
    pull
      .command(name)
      .description(description)
      .argument('<SOURCE>')
      .action(async (source: string) => {
        await io.database(async ({ db }) => editPull(db, readEnv(), await required(db, source), edit, COMMAND_LINE));
        io.finish({ source, ...edit }, `${source} is ${edit.paused ? 'paused' : 'fetched again'}.`);
      });

  pull
    .command('remove')
    .description('fetch it no longer and forget its credentials; what it brought stays')
    .argument('<SOURCE>')
    .action(async (source: string) => {
      await io.database(async ({ db }) => removePull(db, await required(db, source), COMMAND_LINE));
      io.finish({ source, removed: true }, `${source} is fetched no longer.`);
    });
}

async function required(db: Db, source: string): Promise<PullRow> {
  const found = await pullBySource(db, source);
  if (!found) throw new TandemError(404, `${source} is not fetched: pull list names those that are.`);
  return found;
}

function fieldOf(given: string): [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new TandemError(422, 'A field is given as FIELD=VALUE.');
  return [given.slice(0, at).trim(), given.slice(at + 1).trim()];
}
