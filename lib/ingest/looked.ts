import { mostFrequent } from '@/lib/connectors/columns';
import {
  type Connector,
  GATHERED,
  type Gathered,
  type Head,
  type RawRecord,
  type Row,
  Skip,
  type Translate,
} from '@/lib/connectors/define';
import { cellOf, textIn } from '@/lib/connectors/mapped';
import type { PreviewRecord, PreviewRefusal, Questions, RecognisedCounts } from '@/lib/core/recognition';
import { MASK } from '@/lib/core/recognition';
import { fieldsOf, type RecordType } from '@/lib/core/record';
import { Refusal } from '@/lib/core/record-rules';
import { MAPPED, type SourceSetup } from '@/lib/core/setup';
import { type Check, makeCheck } from './check';
import { type Grade, gradeBy } from './complexity';
import { NO_QUESTIONS, questionsOf } from './questions';

const SHOWN_RECORDS = 6;
const SHOWN_REFUSALS = 20;
const SHOWN_REASONS = 20;
const LONGEST_SHOWN = 60;
const DAY_MS = 86_400_000;
/** Of a type, the field that says when. */
const WHEN: Partial<Record<RecordType, string>> = {
  conversation: 'started_at',
  tool_activity: 'date',
  employee: 'valid_from',
  seat: 'assigned_on',
};

/** What the rows of a file's beginning come to, by the same connector and checks as they would go in by. */
export class Looked {
  readonly rows: Row[] = [];
  readonly records: PreviewRecord[] = [];
  readonly refused: PreviewRefusal[] = [];
  readonly counts: RecognisedCounts = { rows: 0, records: {}, refused: 0, skipped: {}, gathered: 0 };
  firstOn: string | null = null;
  lastOn: string | null = null;
  private readonly refusedFor = new Map<string, number>();
  private readonly intents = new Map<string, number>();
  private readonly checks: Partial<Record<RecordType, Check>> = {};
  private readonly grade: Grade;
  private readonly session;
  private translate: Translate | null = null;

  constructor(
    private readonly connector: Connector | null,
    private readonly setup: Pick<SourceSetup, 'answers' | 'complexity'>,
    private readonly given: { now: Date; currency: string },
  ) {
    this.session = connector?.begin({ ...setup.answers });
    this.grade = gradeBy(setup.complexity);
  }

  /** Throws a TandemError where the file cannot be read at all. */
  begin(head: Head): void {
    this.translate = this.session?.open(head) ?? null;
  }

  row(line: number, row: Row, plain: boolean, around: Row | undefined): void {
    this.counts.rows++;
    // A translation may write into its row.
    const before = { ...row };
    this.rows.push(before);
    if (!this.translate) return;
    const translated = this.translate(row, around, line);
    if (translated === GATHERED) this.counts.gathered++;
    else if (translated instanceof Skip)
      this.counts.skipped[translated.reason] = (this.counts.skipped[translated.reason] ?? 0) + 1;
    else if (translated instanceof Refusal) this.note(line, translated, before);
    else for (const record of [translated].flat()) this.take(line, record, plain, before);
  }

  refuse(line: number, refusal: Refusal): void {
    this.counts.rows++;
    this.note(line, refusal, null);
  }

  /** After the last row: what only all of them together give. */
  end(): void {
    if (!this.translate) return;
    for (const { record, line } of this.together())
      if (record instanceof Refusal) this.note(line, record, null);
      else if (record instanceof Skip)
        this.counts.skipped[record.reason] = (this.counts.skipped[record.reason] ?? 0) + record.count;
      else this.take(line, record, false, null);
  }

  /** What one file's gathered rows lack, another of the run may bring: a refusal is told when they go in together. */
  private *together(): Iterable<Gathered> {
    for (const one of this.session?.finish?.() ?? [])
      if (this.counts.gathered === 0 || !(one.record instanceof Refusal)) yield one;
  }

  reasons(): { reason: string; rows: number }[] {
    return mostFrequent(this.refusedFor, SHOWN_REASONS).map(({ value, rows }) => ({ reason: value, rows }));
  }

  questions(): Questions {
    if (!this.connector || !this.translate) return NO_QUESTIONS;
    return questionsOf(this.connector, this.rows, this.intents, this.setup);
  }

  private take(line: number, record: RawRecord, plain: boolean, row: Row | null): void {
    const saysHowHard = typeof record.complexity === 'string' && record.complexity !== '';
    this.grade(record);
    const verdict = this.checkOf(record.type)(record, plain);
    if (verdict instanceof Refusal) {
      this.note(line, verdict, row);
      return;
    }
    const { type } = record;
    this.counts.records[type] = (this.counts.records[type] ?? 0) + 1;
    if (type === 'conversation' && typeof record.intent === 'string' && !saysHowHard)
      this.intents.set(record.intent, (this.intents.get(record.intent) ?? 0) + 1);
    const day = String(record[WHEN[type] ?? ''] ?? '').slice(0, 10);
    if (day !== '' && (this.firstOn === null || day < this.firstOn)) this.firstOn = day;
    if (day !== '' && (this.lastOn === null || day > this.lastOn)) this.lastOn = day;
    if (this.records.length < SHOWN_RECORDS) this.records.push({ line, type, values: shownOf(record) });
  }

  private note(line: number, { field, reason }: Refusal, row: Row | null): void {
    this.counts.refused++;
    this.refusedFor.set(reason, (this.refusedFor.get(reason) ?? 0) + 1);
    if (this.refused.length < SHOWN_REFUSALS)
      this.refused.push({ line, field, reason, found: this.foundIn(row, field) });
  }

  /** What stands in the column that was refused, where the file's cells may be shown at all. */
  private foundIn(row: Row | null, field: string | null): string | null {
    if (this.connector?.id !== MAPPED || row === null || field === null) return null;
    const text = textIn(cellOf(row, field));
    return text ? cut(text) : null;
  }

  private checkOf(type: RecordType): Check {
    const { now, currency } = this.given;
    this.checks[type] ??= makeCheck(type, { latest: (now.getTime() + DAY_MS) * 1000, currency }, () => undefined);
    return this.checks[type];
  }
}

/** The record's fields that have a value, as text; secrets masked. */
function shownOf(record: RawRecord): Record<string, string> {
  const given = fieldsOf(record.type).filter(({ name }) => (record[name] ?? '') !== '');
  return Object.fromEntries(
    given.map(({ name, field }) => [name, field.kind === 'secret' ? MASK : cut(String(record[name]))]),
  );
}

const cut = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text).toWellFormed();
