import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import type { Connection } from '@/db/client';
import { DEMO, refuseDemoBesideOwn } from '@/db/ingest/demo';
import { rebuildEverything } from '@/db/rollups/rebuild-everything';
import { readSettings, writeSetting } from '@/db/settings';
import { TandemError } from '@/lib/core/errors';
import { isDate } from '@/lib/core/period';
import { same } from '@/lib/core/same';
import { dateOf, dayOf, WORLD } from '@/lib/demo/calendar';
import { type CompanyOptions, type TextSink, writeCompany } from '@/lib/demo/company';
import { tagOf } from '@/lib/demo/conversations';
import { NOTES, workspaceSettings } from '@/lib/demo/workspace';
import { readEnv } from '@/lib/env';
import { inputsOf } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { type Summary, summaryText } from '@/lib/ingest/summary';
import { demoSignIns } from '../lib/demo';
import { ingestProgress } from './ingest-progress';
import type { CommandIo } from './io';

interface Flags {
  scale: string;
  seed: string;
  from?: string;
  to?: string;
  out?: string;
  people?: true;
}

export function register(program: Command, io: CommandIo): void {
  program
    .command('demo')
    .description('the reference company: made-up logs that add up to published figures, loaded or written as files')
    .option('--scale <X>', 'share of the conversations, above 0 up to 1; people and books are always whole', '0.01')
    .option('--seed <N>', 'another company of the same kind', '1')
    .option('--from <DATE>', 'first day of conversations and activity')
    .option('--to <DATE>', 'the day after the last one')
    .option('--out <DIR>', 'write the files there and load nothing')
    .option('--people', 'make its sign-ins too, with the password of TANDEM_DEMO_PASSWORD')
    .addHelpText('after', `\n${NOTES.join('\n')}`)
    .action(async (flags: Flags) => {
      const options = optionsOf(flags);
      if (flags.out !== undefined) {
        // npm has gone to the project's folder: a path is meant from where the person is.
        const folder = path.resolve(readEnv().INIT_CWD ?? '', flags.out);
        const rows = writeFiles(options, folder);
        const total = Object.values(rows).reduce((sum, n) => sum + n, 0);
        io.say(NOTES.join('\n'));
        io.finish({ out: folder, ...shown(options), rows }, `${total.toLocaleString('en-US')} rows in ${folder}.`);
        return;
      }
      const summary = await io.database(async (connection) => {
        const loaded = await loadCompany(connection, options, (line) => io.say(line));
        if (flags.people) await demoSignIns(connection.db, readEnv());
        return loaded;
      });
      if (io.json) io.say(summaryText(summary));
      io.finish({ ...summary, ...shown(options) }, summaryText(summary));
    });
}

/**
 * Generates the reference company and takes it in as source `demo`, through the ordinary ingestion; again changes
 * nothing. Throws a 409 beside a company's own records, and beside a reference company of another seed or scale.
 */
export async function loadCompany(
  connection: Connection,
  options: CompanyOptions,
  say: (line: string) => void,
): Promise<Summary> {
  await refuseDemoBesideOwn(connection.pool);
  await refuseAnother(connection, options);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-demo-'));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const progress = ingestProgress(process.stderr);
  try {
    say('Generating the reference company …');
    writeFiles(options, folder);
    say(NOTES.join('\n'));
    await applySettings(connection, options.scale);
    const inputs = inputsOf([folder]).map((input) => ({ ...input, name: path.basename(input.name) }));
    return await ingest(connection, { source: DEMO, inputs, road: 'demo', ...progress });
  } finally {
    progress.clear();
    process.off('exit', remove);
    remove();
  }
}

function optionsOf({ scale, seed, from, to }: Flags): CompanyOptions {
  const options = {
    scale: Number(scale),
    seed: Number(seed),
    from: from === undefined ? WORLD.activity : day('--from', from),
    to: to === undefined ? WORLD.end : day('--to', to),
  };
  if (!(options.scale > 0 && options.scale <= 1))
    throw new TandemError(422, `--scale ${scale} is not a number above 0 up to 1.`);
  if (!/^\d{1,9}$/.test(seed)) throw new TandemError(422, `--seed ${seed} is not a whole number of up to nine digits.`);
  if (options.from >= WORLD.end || options.to <= WORLD.activity)
    throw new TandemError(
      422,
      `The reference company's logs lie between ${dateOf(WORLD.activity)} and ${dateOf(WORLD.end)}.`,
    );
  if (options.from >= options.to) throw new TandemError(422, '--from has to be before --to.');
  return options;
}

function day(flag: string, date: string): number {
  if (!isDate(date)) throw new TandemError(422, `${flag} ${date} is not a date (YYYY-MM-DD).`);
  return dayOf(date);
}

const shown = ({ scale, seed, from, to }: CompanyOptions) => ({ scale, seed, from: dateOf(from), to: dateOf(to) });

const MONTHLY = /^(conversations|tool_activity)-\d{4}-\d{2}\.jsonl$/;

/** Writes every file into a folder, made if missing; what an earlier call left of other months goes. */
function writeFiles(options: CompanyOptions, folder: string): Record<string, number> {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(folder)) if (MONTHLY.test(name)) fs.rmSync(path.join(folder, name));
  return writeCompany(options, (name) => fileSink(path.join(folder, name)));
}

function fileSink(file: string): TextSink {
  const descriptor = fs.openSync(file, 'w');
  return {
    write: (text) => fs.writeFileSync(descriptor, text, 'latin1'),
    end: () => fs.closeSync(descriptor),
  };
}

/** Two reference companies under one name would be added up: ids tell by their tag which one is there. */
async function refuseAnother({ db }: Connection, options: CompanyOptions): Promise<void> {
  const one = await db
    .selectFrom('conversation')
    .innerJoin('source', 'source.id', 'conversation.source_id')
    .where('source.name', '=', DEMO)
    .select('conversation.id')
    .limit(1)
    .executeTakeFirst();
  if (!one || one.id.split('-')[1] === tagOf(options)) return;
  throw new TandemError(
    409,
    'A reference company of another seed or scale is loaded: "npm run tandem -- source delete demo" takes it out first.',
  );
}

/** Settings that differ are kept as a new version by `demo`; they leave with its records. */
async function applySettings(connection: Connection, scale: number): Promise<void> {
  const before = await readSettings(connection.db);
  const wanted = workspaceSettings(scale);
  for (const [name, value] of Object.entries(wanted)) {
    if (!same(before[name as keyof typeof before], value)) await writeSetting(connection.db, name, value, DEMO);
  }
  // Days are cut by the zone: what is already there is cut anew.
  if (before.time_zone !== wanted.time_zone) await rebuildEverything(connection);
}
