import type pg from 'pg';
import type { Connection } from '@/db/client';
import { databaseFault } from '@/db/faults';
import { DEMO, refuseDemoBesideOwn } from '@/db/ingest/demo';
import { mergeRun, type Phase } from '@/db/ingest/merge-run';
import {
  beginRun,
  type FileResult,
  failDeadRuns,
  failRun,
  noticeDeath,
  type Road,
  type RunResult,
} from '@/db/ingest/runs';
import { currencyFor } from '@/db/ingest/settings-within';
import { Staging } from '@/db/ingest/staging';
import { listSetups, readSetup } from '@/db/source-setup';
import type { Answers, Connector } from '@/lib/connectors/define';
import { TandemError } from '@/lib/core/errors';
import type { RecordType } from '@/lib/core/record';
import type { RuleContext } from '@/lib/core/record-rules';
import { SOURCE_NAME } from '@/lib/core/source-name';
import type { Activity } from '@/lib/core/sources';
import { readEnv } from '@/lib/env';
import { hashKey } from '@/lib/secrets';
import { gradeBy } from './complexity';
import { makeHasher } from './hash';
import type { Input } from './inputs';
import { type Choose, type OpenFile, openFile } from './open-file';
import { type FileCounts, type Into, nothingRead, type Rejection, readFile, readTogether } from './read-file';
import { Cancelled, RunProgress } from './run-progress';
import { inOrder, Sessions } from './sessions';
import type { Summary } from './summary';
import { type SavedSetup, Telling } from './told';
import { UnknownFields } from './unknown-fields';

export type { Phase, Road };

export interface Progress {
  rows: number;
  /** bytes read so far, packed as they come */
  bytes: number;
  /** of all inputs together; null when one is unknown */
  totalBytes: number | null;
}

export interface IngestRequest {
  /** defaults to the id of the first file's connector */
  source?: string;
  /** every row is of this type, whatever the file says */
  type?: RecordType;
  inputs: Input[];
  road: Road;
  /** by which the sender of an upload finds its run */
  upload?: string;
  /** what is known of the source that its files cannot tell; what is saved for it, unless a test brings its own */
  answers?: Answers;
  onProgress?(progress: Progress): void;
  onPhase?(phase: Phase): Promise<void> | void;
  now?: Date;
  /** key of the pseudonyms; the workspace's unless a test brings its own */
  key?: Buffer;
}

const DAY_MS = 86_400_000;
const SHOWN = 20;

/**
 * Takes files in: one run, one transaction that merges, rebuilds and finishes it. A file that cannot be read whole goes
 * in not at all, the others do. Throws a TandemError, with nothing changed, when no file could be read.
 */
export async function ingest({ db, pool }: Connection, request: IngestRequest): Promise<Summary> {
  const { type, road } = request;
  if (request.inputs.length === 0) throw new TandemError(422, 'There is nothing to read: no file was named or found.');
  const saved =
    request.source === undefined
      ? await listSetups(db)
      : [await readSetup(db, request.source)].filter((setup) => setup !== null);
  const telling = new Telling(saved, request.source);
  const choose: Choose = (head) => telling.tell(head).connector;
  const inputs = await inOrder(request.inputs, type, choose);
  const bytes = { read: 0 };
  const onBytes = (count: number) => {
    bytes.read += count;
  };
  const opened = await openNext(inputs, 0, { type, choose, onBytes });
  const name = request.source ?? telling.sourceOf(opened.file?.connector) ?? 'canonical';
  if (!SOURCE_NAME.test(name))
    throw new TandemError(422, 'A source is named with 1 to 100 characters, no slash among them.');

  const setup = saved.find(({ source }) => source === name) ?? null;
  const client = await pool.connect();
  // A dead connection is told by the statement that runs on it.
  client.on('error', () => undefined);
  let run: number | null = null;
  const files: FileResult[] = [];
  try {
    await noticeDeath(client);
    await failDeadRuns(client);
    if (name === DEMO) await refuseDemoBesideOwn(client);
    const begun = await beginRun(client, name, road, { upload: request.upload, setup: setup?.version });
    run = begun.run;
    const total = inputs.every(({ size }) => size !== undefined)
      ? inputs.reduce((sum, { size }) => sum + size!, 0)
      : null;
    const progress = new RunProgress(pool, run, total);
    const reading = { bytes, onBytes, total, progress, choose, telling, setup };
    return await carryOut(client, { ...request, inputs }, { ...begun, name }, opened, files, reading);
  } catch (raw) {
    const error = databaseFault(raw) ?? raw;
    // Where the database is what failed, the next run marks this one.
    if (run !== null) await failRun(pool, run, sentence(error), files).catch(() => undefined);
    throw error;
  } finally {
    // Closing the connection frees the run's lock and drops its staging tables.
    client.release(true);
  }
}

interface Reading {
  bytes: { read: number };
  onBytes(bytes: number): void;
  /** bytes of all inputs; null when one is unknown */
  total: number | null;
  progress: RunProgress;
  choose: Choose;
  telling: Telling;
  setup: SavedSetup | null;
}

interface Begun {
  run: number;
  source: number;
  name: string;
}

async function carryOut(
  client: pg.PoolClient,
  request: IngestRequest,
  { run, source, name }: Begun,
  first: Opened,
  files: FileResult[],
  { bytes, onBytes, total, progress, choose, telling, setup }: Reading,
): Promise<Summary> {
  const { inputs, type, onPhase = () => undefined } = request;
  const started = performance.now();
  const now = request.now ?? new Date();
  const context: RuleContext = {
    latest: (now.getTime() + DAY_MS) * 1000,
    currency: await currencyFor(client, name),
  };
  const staging = new Staging(client, makeHasher(request.key ?? hashKey(readEnv())));
  await staging.open();
  await onPhase('read');

  const unknown = new UnknownFields();
  const sessions = new Sessions(request.answers ?? (setup ? { ...setup.answers } : undefined));
  const into: Into = { context, staging, sessions, grade: gradeBy(setup?.complexity ?? {}) };
  const rejections: Rejection[] = [];
  const warnings: string[] = [];
  let rows = 0;
  let activity: Activity | undefined;
  let settlesAfterDays = 0;
  const took = (name: string, counts: FileCounts, inFile: UnknownFields, connector: Connector | undefined) => {
    rows += counts.read;
    unknown.add(inFile);
    rejections.push(...counts.rejections.slice(0, SHOWN - rejections.length));
    warnings.push(...warningsOf(name, counts), ...mayChange(name, counts, connector, now));
    const { read, rejected, skipped, gathered } = counts;
    files.push({ name, read, rejected, skipped, ...(gathered > 0 && { gathered }) });
  };
  for (const [index, input] of inputs.entries()) {
    const inFile = new UnknownFields();
    const { file, error: unopened } = index === 0 ? first : await openNext(inputs, index, { type, choose, onBytes });
    try {
      if (unopened) throw unopened;
      const note = file && telling.together(file.connector, first.file?.connector);
      if (note) warnings.push(`${input.name}: ${note}`);
      await staging.beginFile();
      const counts = file
        ? await readFile(input.name, file, into, inFile, (inThis) => {
            progress.note(rows + inThis, bytes.read);
            request.onProgress?.({ rows: rows + inThis, bytes: bytes.read, totalBytes: total });
          })
        : nothingRead();
      if (file?.connector.yields.includes('tool_activity')) {
        const its = into.sessions.activityOf(file.connector);
        if (its && activity && its !== activity) throw new TandemError(422, OTHER_ACTIVITY);
        activity ??= its;
        settlesAfterDays = Math.max(settlesAfterDays, file.connector.settlesAfterDays);
      }
      await staging.endFile();
      took(input.name, counts, inFile, file?.connector);
    } catch (error) {
      // What is wrong with a file is the file's matter; anything else ends the run, being cancelled too.
      if (!(error instanceof TandemError) || error instanceof Cancelled) throw error;
      await staging.abandonFile();
      await file?.close();
      if (file) into.sessions.broke(file.connector, file.head, input.name);
      files.push({ name: input.name, read: 0, rejected: 0, error: error.detail });
    }
  }
  for (const { file, error } of into.sessions.lost())
    for (const result of files) if (result.name === file) Object.assign(result, { error, gathered: 0 });
  for (const together of into.sessions.finish()) {
    const inSums = new UnknownFields();
    await staging.beginFile();
    const counts = await readTogether(TOGETHER, together, into, inSums);
    await staging.endFile();
    if (counts.read > 0 || Object.keys(counts.skipped).length > 0) took(TOGETHER, counts, inSums, together.connector);
  }
  if (rows === 0) for (const { name, gathered } of files) if (gathered) warnings.push(`${name}: ${COMPLETES}`);
  const failed = files.flatMap(({ name: file, error }) => (error ? [{ file, error }] : []));
  if (failed.length === files.length)
    throw new TandemError(422, failed.map(({ file, error }) => `${file} went in not at all: ${error}`).join('\n'));

  await progress.enter('wait');
  const readSeconds = (performance.now() - started) / 1000;
  const result = await mergeRun(client, {
    run,
    source: { id: source, name },
    activity: activity ?? 'use',
    unsettledFrom: settlesAfterDays > 0 ? dayBefore(now, settlesAfterDays) : null,
    staging,
    now,
    async onPhase(phase) {
      if (phase === 'merge' || phase === 'rebuild') await progress.enter(phase);
      await onPhase(phase);
    },
    result(merged, { merge, rebuild }, more): RunResult {
      const sum = (of: 'accepted' | 'updated' | 'duplicate') => merged.reduce((total, one) => total + one[of], 0);
      return {
        read: rows,
        accepted: sum('accepted'),
        updated: sum('updated'),
        duplicate: sum('duplicate'),
        rejected: files.reduce((total, file) => total + file.rejected, 0),
        unknownFields: unknown.toObject(),
        seconds: (performance.now() - started) / 1000,
        split: { read: readSeconds, merge, rebuild },
        files,
        warnings: [...warnings, ...notKept(staging), ...more],
      };
    },
  });
  await onPhase('done');
  return { run, source: name, ...result, failed, rejections } as Summary;
}

/** Of a file whose rows went into nothing. */
const COMPLETES =
  'its rows complete those of other files, which were not sent with it: send them together, in one run.';
const OTHER_ACTIVITY =
  'Its use of AI is kept apart from that of the files before it, for it counts in other figures: send it as a source of its own.';

/** What sums over all files of a run stand under in its list of files. */
const TOGETHER = 'All files together';

function warningsOf(name: string, { read, skipped, gathered }: FileCounts): string[] {
  const reasons = Object.entries(skipped);
  if (read === 0 && gathered === 0 && reasons.length === 0) return [`${name} holds no rows.`];
  return reasons.map(
    ([reason, rows]) => `${name}: ${rows} ${rows === 1 ? 'row holds' : 'rows hold'} no record (${reason}).`,
  );
}

const dayBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);

/** A warning where the newest days are such as the vendor may still change. */
function mayChange(name: string, { newestDay }: FileCounts, connector: Connector | undefined, now: Date): string[] {
  if (!connector || newestDay === undefined) return [];
  const { settlesAfterDays, vendor } = connector;
  const settled = dayBefore(now, settlesAfterDays);
  if (newestDay < settled) return [];
  const when = `${vendor}’s figures settle after ${settlesAfterDays} ${settlesAfterDays === 1 ? 'day' : 'days'}`;
  return [`${name}: the days from ${settled} to ${newestDay} may still change; ${when}, so load it again then.`];
}

interface Opened {
  file: OpenFile | null;
  error?: TandemError;
}

interface Opening {
  type: RecordType | undefined;
  choose: Choose;
  onBytes(bytes: number): void;
}

async function openNext(inputs: Input[], index: number, { type, choose, onBytes }: Opening): Promise<Opened> {
  try {
    return { file: await openFile(inputs[index]!, type, onBytes, choose) };
  } catch (error) {
    if (error instanceof TandemError) return { file: null, error };
    throw error;
  }
}

/** Promise 2 has a bound: a file of nothing but rubbish must not fill the database. */
function notKept({ refused, refusedKept }: Staging): string[] {
  if (refused === refusedKept) return [];
  const [all, kept] = [refused, refusedKept].map((count) => count.toLocaleString('en-US'));
  return [`Of ${all} rejected rows the first ${kept} are kept; the others are counted.`];
}

function sentence(error: unknown): string {
  if (error instanceof TandemError) return error.detail;
  return error instanceof Error ? error.message : String(error);
}
