import type pg from 'pg';
import type { Field, RecordType, SecretDomain } from '@/lib/core/record';
import type { Values } from '@/lib/core/record-rules';
import { CopyBuffer } from './copy-buffer';
import { CopyIn } from './copy-in';
import { type Column, RECORD_TABLES, TABLES } from './tables';

/** A refused row as it is kept: `raw` already free of what must not be kept. */
export interface RejectedRow {
  file: string;
  line: number;
  field: string | null;
  reason: string;
  raw: string;
}

type Hash = (domain: SecretDomain, value: string) => string;

/** Rows on their way into one temporary table. */
interface Pile {
  name: RecordType | 'rejected';
  buffer: CopyBuffer;
  /** since the file began */
  rows: number;
}

/** Of one run's refused rows so many are kept, and so many characters of them; all are counted. */
const MOST_REFUSED = 100_000;
const MOST_REFUSED_CHARACTERS = 256 * 1024 ** 2;

const REJECTED_COLUMNS = ['file', 'line', 'field', 'reason', 'raw'];

/**
 * Where a run's rows wait for the merge: temporary tables of one connection, which vanish with it. Files go in one
 * after the other, each in a transaction of its own, so that a file which breaks off leaves nothing behind.
 */
export class Staging {
  private readonly piles = new Map<Pile['name'], Pile>();
  private spare = new CopyBuffer();
  private sending: Promise<void> = Promise.resolve();
  private copy: { name: Pile['name']; into: CopyIn } | null = null;
  private sequence = 0;
  private refusedCharacters = 0;
  /** refused rows of finished files and of the one at hand, and how many of them are kept */
  refused = 0;
  refusedKept = 0;
  private refusedBefore = { refused: 0, refusedKept: 0, refusedCharacters: 0 };
  /** rows of finished files */
  readonly counts = new Map<RecordType, number>();

  constructor(
    private readonly client: pg.ClientBase,
    private readonly hash: Hash,
  ) {}

  /** Makes the temporary tables. */
  async open(): Promise<void> {
    const statements = RECORD_TABLES.map(
      ({ staged, columns }) =>
        `create temp table ${staged} (seq bigint not null, ${columns.map(({ name, sql }) => `${name} ${sql}`).join(', ')})`,
    );
    statements.push('create temp table staged_rejected (file text, line bigint, field text, reason text, raw text)');
    await this.client.query(statements.join('; '));
  }

  async beginFile(): Promise<void> {
    for (const pile of this.piles.values()) pile.rows = 0;
    const { refused, refusedKept, refusedCharacters } = this;
    this.refusedBefore = { refused, refusedKept, refusedCharacters };
    await this.client.query('begin');
  }

  /** Takes a checked record; call `drain` now and then. */
  add(type: RecordType, values: Values): void {
    const pile = this.pile(type);
    const { buffer } = pile;
    const { columns } = TABLES[type];
    buffer.reserve(lengthOf(values));
    buffer.row(columns.length + 1);
    buffer.bigint(this.sequence++);
    for (let i = 0; i < columns.length; i++) writeColumn(buffer, columns[i]!, values, this.hash);
    pile.rows++;
  }

  /** Takes a refused row, or only counts it once enough are kept. */
  refuse({ file, line, field, reason, raw }: RejectedRow): void {
    this.refused++;
    if (this.refusedKept >= MOST_REFUSED || this.refusedCharacters + raw.length > MOST_REFUSED_CHARACTERS) return;
    this.refusedKept++;
    this.refusedCharacters += raw.length;
    const { buffer } = this.pile('rejected');
    buffer.reserve(file.length + reason.length + raw.length + (field?.length ?? 0));
    buffer.row(REJECTED_COLUMNS.length);
    buffer.text(file);
    buffer.bigint(line);
    if (field === null) buffer.null();
    else buffer.text(field);
    buffer.text(reason);
    buffer.text(raw);
  }

  /** True when `drain` has something to do. */
  get isFull(): boolean {
    for (const { buffer } of this.piles.values()) if (buffer.isFull) return true;
    return false;
  }

  /** Sends full buffers while the caller goes on parsing; waits only for the one sent before. */
  async drain(): Promise<void> {
    for (const pile of this.piles.values()) if (pile.buffer.isFull) await this.send(pile);
  }

  /** Everything sent, the file's rows kept. */
  async endFile(): Promise<void> {
    for (const pile of this.piles.values()) if (!pile.buffer.isEmpty) await this.send(pile);
    await this.endCopy();
    await this.client.query('commit');
    for (const { name, rows } of this.piles.values())
      if (name !== 'rejected') this.counts.set(name, (this.counts.get(name) ?? 0) + rows);
  }

  /** The file's rows forgotten. */
  async abandonFile(): Promise<void> {
    for (const { buffer } of this.piles.values()) buffer.clear();
    Object.assign(this, this.refusedBefore);
    await this.sending.catch(() => undefined);
    this.sending = Promise.resolve();
    await this.copy?.into.abandon();
    this.copy = null;
    await this.client.query('rollback');
  }

  private pile(name: Pile['name']): Pile {
    let pile = this.piles.get(name);
    if (!pile) {
      pile = { name, buffer: new CopyBuffer(), rows: 0 };
      this.piles.set(name, pile);
    }
    return pile;
  }

  private async send(pile: Pile): Promise<void> {
    await this.sending;
    const { name, buffer } = pile;
    if (this.copy?.name !== name) {
      await this.endCopy();
      this.copy = { name, into: new CopyIn(this.client, ...targetOf(name)) };
    }
    pile.buffer = this.spare;
    pile.buffer.clear();
    this.spare = buffer;
    this.sending = this.copy.into.write(buffer.rows);
    // A failure is thrown where `sending` is awaited next; it must not count as unhandled until then.
    this.sending.catch(() => undefined);
  }

  private async endCopy(): Promise<void> {
    await this.sending;
    const { copy } = this;
    this.copy = null;
    await copy?.into.end();
  }
}

function targetOf(name: Pile['name']): [table: string, columns: string[]] {
  if (name === 'rejected') return ['staged_rejected', REJECTED_COLUMNS];
  return [TABLES[name].staged, ['seq', ...TABLES[name].columns.map((column) => column.name)]];
}

function lengthOf(values: Values): number {
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'string') length += value.length;
  }
  return length;
}

function writeColumn(buffer: CopyBuffer, column: Column, values: Values, hash: Hash): void {
  const { from } = column;
  let field: Field = from[0]!.field;
  let value = values[from[0]!.index];
  if (value === null && from.length > 1) {
    field = from[1]!.field;
    value = values[from[1]!.index];
  }
  if (value === null) buffer.null();
  else if (column.write === 'uuid') buffer.uuid(hash((field as { domain: SecretDomain }).domain, value as string));
  else buffer[column.write](value as never);
}
