import { Readable } from 'node:stream';
import { columnsOf } from '@/lib/connectors/columns';
import { type Connector, defineConnector, type Head, Skip } from '@/lib/connectors/define';
import { mapped } from '@/lib/connectors/mapped';
import { propose } from '@/lib/connectors/propose';
import { declined } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import type { Recognition } from '@/lib/core/recognition';
import type { RecordType } from '@/lib/core/record';
import { MAPPED, type SourceSetup } from '@/lib/core/setup';
import type { Input } from './inputs';
import { Looked } from './looked';
import { openFile } from './open-file';
import { type SavedSetup, SeveralFit, Telling } from './told';
import { unpackedHead } from './unpack';

/** More rows say nothing more of what a file is. */
const MOST_ROWS = 20_000;

export interface RecogniseRequest {
  name: string;
  /** the beginning of the file, or all of it */
  head: Buffer;
  /** bytes of the whole file */
  size: number;
  /** not saved yet: what it would come to */
  draft?: Partial<SourceSetup>;
  /** setups that are saved: a file no connector knows may be one of theirs */
  saved: readonly SavedSetup[];
  /** the source it is meant for, where that is said */
  source?: string;
  /** what proposals are made for; guessed unless said */
  type?: RecordType;
  zone: string;
  currency: string;
  now: Date;
}

/**
 * What a file is, told from its beginning: connector, records, what would be refused, what cannot be known, and what
 * its source has to be asked. Stores nothing. Throws a TandemError with a sentence where it is no file of records.
 */
export async function recognise(request: RecogniseRequest): Promise<Recognition> {
  const { head, size, draft, saved, source } = request;
  const unpacked = await unpackedHead(head);
  // What is not saved yet takes the place of all that is.
  const telling = draft ? new Telling([]) : new Telling(saved, source);
  const byDraft = draft?.mapping ? mapped(draft.mapping) : null;
  const choice: Choice = { connector: null, problem: null, isDeclined: false, setup: null };
  const file = await openFile(
    inputOf(unpacked.bytes),
    undefined,
    () => undefined,
    (beginning) => choose(beginning, byDraft, telling, choice),
  );
  if (!file) throw new TandemError(422, 'It is empty: there is no row in it.');
  const setup = {
    answers: draft?.answers ?? choice.setup?.answers ?? {},
    complexity: draft?.complexity ?? choice.setup?.complexity ?? {},
  };
  const looked = new Looked(choice.connector, setup, request);
  try {
    looked.begin(file.head);
  } catch (error) {
    if (!(error instanceof TandemError)) throw error;
    choice.problem = error.detail;
  }
  const carrier = file.carrier({
    row: (line, row, plain, around) => looked.row(line, row, plain, around),
    refuse: (line, refusal) => looked.refuse(line, refusal),
  });
  let whole = head.length >= size && !unpacked.isCut;
  for await (const chunk of file.chunks) {
    carrier.push(chunk);
    whole &&= looked.rows.length < MOST_ROWS;
    if (looked.rows.length >= MOST_ROWS) break;
  }
  // Where the beginning is all there is to look at, what it breaks off is not the file's fault.
  if (whole) carrier.end();
  looked.end();
  return answer(request, file.head, choice, looked, whole);
}

interface Choice {
  /** null: its format is not known */
  connector: Connector | null;
  problem: string | null;
  isDeclined: boolean;
  setup: SavedSetup | null;
}

function choose(head: Head, byDraft: Connector | null, telling: Telling, choice: Choice): Connector {
  try {
    Object.assign(choice, byDraft ? { connector: byDraft } : telling.tell(head));
    return choice.connector!;
  } catch (error) {
    if (!(error instanceof TandemError)) throw error;
    const instead = error instanceof SeveralFit ? undefined : declined(head);
    choice.isDeclined = instead !== undefined;
    choice.problem = error instanceof SeveralFit ? error.detail : (instead ?? NOT_KNOWN);
    return UNKNOWN;
  }
}

const NOT_KNOWN =
  'No connector knows it. Say once which column is which field, and files like it are read so from then on.';

/** Rows as they stand, for a file that has to be mapped. */
const UNKNOWN = defineConnector({
  ...{ id: 'unknown', title: 'Unknown', vendor: null, about: { reads: [], drops: [], cannotKnow: [] }, yields: [] },
  ...{ settlesAfterDays: 0, rowsIn: [], keepsUnreadable: false, reads: () => true, keep: () => ({}) },
  open: () => () => new Skip('not mapped yet'),
});

const PIECE = 64 * 1024;

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function inputOf(bytes: Buffer): Input {
  return { name: 'upload', size: bytes.length, open: () => Readable.from(pieces(bytes)) };
}

function answer(
  { zone, currency, draft, type }: RecogniseRequest,
  head: Head,
  { connector, problem, isDeclined, setup }: Choice,
  looked: Looked,
  whole: boolean,
): Recognition {
  const mapping = connector?.id === MAPPED ? (draft?.mapping ?? setup?.mapping ?? null) : null;
  // What a vendor's file holds is dropped, not shown: only a file that may be mapped shows its cells.
  const isForeign = connector === null || mapping !== null;
  const { columns, ...proposal } = isForeign
    ? propose(
        { fields: head.fields, rows: looked.rows.length > 0 ? looked.rows : head.rows },
        { zone, currency, type: type ?? mapping?.type },
      )
    : { columns: [] };
  return {
    connector: connector && { id: connector.id, title: connector.title, vendor: connector.vendor },
    problem,
    isDeclined,
    source: setup?.source ?? null,
    version: setup?.version ?? null,
    about: connector?.about ?? null,
    settlesAfterDays: connector?.settlesAfterDays ?? 0,
    order: connector?.order?.(head) ?? 0,
    whole,
    counts: looked.counts,
    firstOn: looked.firstOn,
    lastOn: looked.lastOn,
    records: looked.records,
    refused: looked.refused,
    reasons: looked.reasons(),
    columns: mapping?.rowsIn === undefined ? columns : columnsOf([], looked.rows),
    proposal: isForeign ? (proposal as Recognition['proposal']) : null,
    mapping,
    questions: looked.questions(),
  };
}
