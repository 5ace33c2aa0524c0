import fs from 'node:fs';
import path from 'node:path';
import {
  type Answers,
  type Connector,
  GATHERED,
  type RawRecord,
  type Row,
  type Session,
  Skip,
} from '@/lib/connectors/define';
import { fieldsOf, type RecordType } from '@/lib/core/record';
import { Refusal } from '@/lib/core/record-rules';
import { type Check, makeCheck } from '@/lib/ingest/check';
import type { Input } from '@/lib/ingest/inputs';
import { type OpenFile, openFile } from '@/lib/ingest/open-file';

export const FIXTURES = path.join(import.meta.dirname, '../fixtures/connectors');

/** What stands in `<connector>.expected.json` beside its folder of fixtures. */
interface Expected {
  /** file → totals, as totalsOf counts them */
  files: Record<string, Record<string, number>>;
  /** totals of all files in one run, where they are more than the sum of the files: lookups, sums over files */
  together?: Record<string, number>;
  /** what an administrator answered about the source */
  answers?: Answers;
  /** file → why what it says is refused when it comes alone, without those that complete it */
  alone?: Record<string, string[]>;
  /** names, addresses and messages in the fixtures, none of which may be kept anywhere */
  private: string[];
}

export const fixturesOf = (id: string) =>
  fs.readdirSync(path.join(FIXTURES, id)).map((name) => path.join(FIXTURES, id, name));
export const expectedOf = (id: string): Expected =>
  JSON.parse(fs.readFileSync(path.join(FIXTURES, `${id}.expected.json`), 'utf8'));

/** A file as the product reads it, up to where it would be stored. */
export interface Reading {
  connector: Connector;
  /** ids of all connectors that would read it */
  claimedBy: string[];
  /** rows and unreadable lines the carrier found */
  rows: number;
  records: RawRecord[];
  refused: { line: number; reason: string; kept: Row | null }[];
  skipped: number;
  /** rows that went into sums or complete others */
  gathered: number;
  /** parts of those that hold no record */
  partsSkipped: number;
}

const CONTEXT = { latest: Date.parse('2027-01-01') * 1000, currency: 'USD' };

/** One file as a run of its own. */
export const readThrough = (input: Input, connectors: readonly Connector[], answers?: Answers): Promise<Reading> =>
  readRun([input], connectors, answers);

/** Files of one connector as one run, those first that complete others. */
export async function readRun(
  inputs: readonly Input[],
  connectors: readonly Connector[],
  answers?: Answers,
): Promise<Reading> {
  const files = [];
  for (const input of inputs) {
    const file = await openFile(input, undefined, () => undefined);
    if (!file) throw new Error(`${input.name} is empty`);
    files.push(file);
  }
  const { connector, head } = files[0]!;
  if (files.some((file) => file.connector !== connector)) throw new Error('These files are of several connectors.');
  const claimedBy = connectors.filter((one) => one.reads(head)).map(({ id }) => id);
  const reading: Reading = {
    ...{ connector, claimedBy, rows: 0, records: [], refused: [], skipped: 0, gathered: 0, partsSkipped: 0 },
  };
  const session = connector.begin(answers);
  const order = (file: OpenFile) => connector.order?.(file.head) ?? 0;
  for (const file of files.sort((a, b) => order(a) - order(b))) await readInto(reading, session, file);
  for (const { record, line } of session.finish?.() ?? []) {
    if (record instanceof Skip) {
      reading.partsSkipped += record.count;
      continue;
    }
    const verdict =
      record instanceof Refusal ? record : makeCheck(record.type, CONTEXT, () => undefined)(record, false);
    if (verdict instanceof Refusal) reading.refused.push({ line, reason: verdict.reason, kept: null });
    else reading.records.push(record as RawRecord);
  }
  return reading;
}

async function readInto(reading: Reading, session: Session, file: OpenFile): Promise<void> {
  const { connector, head } = file;
  const translate = session.open(head);
  const checks: Partial<Record<RecordType, Check>> = {};
  const carrier = file.carrier({
    row(line, row, plain, around) {
      reading.rows++;
      const translated = translate(row, around, line);
      const refuse = ({ reason }: Refusal) => reading.refused.push({ line, reason, kept: connector.keep(row) });
      if (translated instanceof Refusal) refuse(translated);
      else if (translated instanceof Skip) reading.skipped++;
      else if (translated === GATHERED) reading.gathered++;
      else
        for (const record of [translated].flat()) {
          checks[record.type] ??= makeCheck(record.type, CONTEXT, () => undefined);
          const verdict = checks[record.type]!(record, plain);
          if (verdict instanceof Refusal) refuse(verdict);
          else reading.records.push(record);
        }
    },
    refuse(line, { reason }) {
      reading.rows++;
      reading.refused.push({ line, reason, kept: null });
    },
  });
  for await (const chunk of file.chunks) carrier.push(chunk);
  carrier.end();
}

/** Records counted by type, by every choice and truth, with dated fields counted and numbers summed. */
export function totalsOf({
  records,
  skipped,
  gathered,
}: Pick<Reading, 'records' | 'skipped' | 'gathered'>): Record<string, number> {
  const totals: Record<string, number> = {};
  const add = (name: string, amount: number) => {
    totals[name] = (totals[name] ?? 0) + amount;
  };
  if (skipped > 0) add('skipped', skipped);
  if (gathered > 0) add('gathered', gathered);
  for (const record of records) {
    add(record.type, 1);
    for (const { name, field } of fieldsOf(record.type)) {
      const value = record[name] ?? null;
      if (value === null || value === '') continue;
      if (field.kind === 'choice' || field.kind === 'boolean') add(`${name}=${value}`, 1);
      else if (['integer', 'number', 'decimal'].includes(field.kind)) add(name, Number(value));
      else add(`${name} given`, 1);
    }
  }
  return totals;
}
